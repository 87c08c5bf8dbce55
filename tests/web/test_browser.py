"""The frame in a real browser: keys, colours, barriers, no script, narrow and wide."""

from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tam.apps.estate.models import Account
from tam.apps.people.models import Membership, User
from tam.domain.principals import Role

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RIGHT = "correct horse battery staple"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDTHS = (360, 1280, 2560)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def site(frame_only, live_server):
    """The frame with one representative, written past the services: a journal cannot be emptied."""
    account = Account.objects.create(name="Fjord Archive", slug="fjord")
    user = User(
        email="tam@example.com", name="Anna Berg", joined_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    user.set_password(RIGHT)
    user.save()
    Membership.unscoped.create(account=account, user=user, role=Role.TAM.value)
    return live_server.url


@pytest.fixture
def chromium(site):
    """A browser; it starts after the rows are written and ends before they are removed."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


def entered(context, site):
    page = context.new_page()
    page.goto(f"{site}/login/")
    page.fill("[name=login]", "tam@example.com")
    page.fill("[name=password]", RIGHT)
    page.click("main button.btn-primary")
    page.wait_for_url("**/desk/")
    return page


def barriers(page):
    return [
        (found["id"], found["nodes"][0]["html"])
        for found in Axe().run(page, options=RULES).response["violations"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_and_nothing_too_wide_at_any_width(chromium, site, scheme):
    context = chromium.new_context(color_scheme=scheme)
    page = entered(context, site)
    for address in ("/desk/", "/portal/?frame=portal", "/me/", "/password/change/", "/nowhere/"):
        page.goto(site + address)
        assert page.evaluate("document.documentElement.dataset.bsTheme") == scheme
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert barriers(page) == [], (address, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_no_barrier_before_log_in(chromium, site):
    page = chromium.new_page(viewport={"width": 360, "height": 740})
    for address in ("/login/", "/password/reset/", "/password/reset/done/", "/enter/x/"):
        page.goto(site + address)
        assert barriers(page) == [], address


def test_keys_go_places_show_help_and_can_be_switched_off(chromium, site):
    page = entered(chromium.new_context(), site)
    faults = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url("**/desk/cases/")
    page.keyboard.press("?")
    assert page.locator("#help").evaluate("help => help.open")
    assert barriers(page) == []
    page.click("[name=keys][value=off]")
    page.wait_for_load_state()
    page.keyboard.press("?")
    assert not page.locator("#help").evaluate("help => help.open")
    page.click("[data-help-open]")
    assert page.locator("#help").evaluate("help => help.open")
    assert faults == []


def test_colours_are_chosen_and_stay(chromium, site):
    page = entered(chromium.new_context(color_scheme="light"), site)
    page.click("[name=theme][value=dark]")
    page.wait_for_load_state()
    page.goto(f"{site}/me/")
    assert page.evaluate("document.documentElement.dataset.bsTheme") == "dark"


def test_without_script_one_gets_in_about_and_out(chromium, site):
    context = chromium.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    page = entered(context, site)
    page.click(".tam-menu-button")
    page.click("nav a:has-text('Ledger')")
    page.wait_for_url("**/desk/ledger/")
    page.click(".tam-menu-button")
    page.click("button:has-text('Log out')")
    page.wait_for_url("**/login/")
