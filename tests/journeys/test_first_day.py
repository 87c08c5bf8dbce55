"""The first whole day, in a real browser against a freshly started house."""

import os
import re
import signal
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
ADDRESS, ELSEWHERE = "http://127.0.0.1:8397", "http://127.0.0.1:8396"
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
STARTS_WITHIN_SECONDS = 120
PEOPLE = ("representative", "customer", "manager")


def started(
    data: Path, address: str = ADDRESS
) -> tuple[subprocess.Popen[str], dict[str, str], str]:
    """`make run` on an empty house: the process, its one-time links, everything it printed."""
    environment = os.environ | {"TAM_DATA": str(data), "TAM_SITE_URL": address}
    for name in ("TAM_DATABASE_URL", "TAM_EMAIL_URL", "TAM_TEST_DATABASE"):
        environment.pop(name, None)
    house = subprocess.Popen(
        ["make", "run"],  # noqa: S607 - as a person types it
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    said, until = "", time.monotonic() + STARTS_WITHIN_SECONDS
    assert house.stdout is not None
    while "Ctrl-C stops everything" not in said and time.monotonic() < until:
        line = house.stdout.readline()
        assert line, f"the house did not start:\n{said}"
        said += line
    links = re.findall(rf"{address}/enter/\S+", said)
    return house, dict(zip(PEOPLE, links, strict=True)), said


def stopped(house: subprocess.Popen[str], address: str = ADDRESS) -> bool:
    """Ctrl-C, as a terminal gives it to make and all it started; whether the site is shut then."""
    os.killpg(house.pid, signal.SIGINT)
    house.wait(30)
    if house.stdout is not None:
        house.stdout.close()
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", urlsplit(address).port or 80)) != 0


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    data = tmp_path_factory.mktemp("house")
    process, links, said = started(data)
    yield data, links, said
    stopped(process)


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        yield browser
        browser.close()


def enter(chromium, link: str) -> Page:
    """A person's own browser, logged in by the one-time link; any script or CSP error fails."""
    page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    page.on(
        "console",
        lambda said: (
            pytest.fail(f"console: {said.text}")
            if said.type == "error" and "Content Security Policy" in said.text
            else None
        ),
    )
    page.goto(link)
    page.locator("main button").first.click()
    page.wait_for_load_state()
    return page


@pytest.mark.browser
@pytest.mark.slow
def test_the_first_day(house, chromium):
    data, links, said = house
    (bundle,) = data.glob("*.zip")
    assert str(bundle) in said
    desk = enter(chromium, links["representative"])
    refused_line_names_its_clause(desk)
    resolved_case_opens_its_monitoring(desk)
    portal = enter(chromium, links["customer"])
    bundle_is_read_while_one_waits(portal, bundle)
    findings_stand_at_the_desk(desk)
    review_is_signed_and_the_promise_kept(desk)
    report_is_issued_and_seen_by_the_customer(desk, portal)
    link_works_once(chromium, links["customer"])


def refused_line_names_its_clause(desk):
    """Step 2: another site's TAM was refused, and the page says by which clause."""
    desk.goto(f"{ADDRESS}/desk/accounts/")
    desk.get_by_role("link", name="Northern Lights Research").click()
    refusal = desk.get_by_text("was refused for Leeds Office")
    expect(refusal).to_be_visible()
    expect(desk.locator("main")).to_contain_text("by clause TAM-01")


def resolved_case_opens_its_monitoring(desk):
    """Step 3: resolving opens a monitoring period; four reviews stand in the ledger with A18."""
    desk.goto(f"{ADDRESS}/desk/cases/")
    desk.get_by_role("link", name=re.compile("Cleaning asked for again")).click()
    desk.get_by_label("What was done").fill("Cleaned with a new cartridge; no request since.")
    desk.get_by_role("button", name="Resolve").click()
    expect(desk.locator("main")).to_contain_text("4 weekly log reviews follow")
    for _ in range(20):
        desk.reload()
        if desk.get_by_text("week 4 after case C-00003").count():
            break
        desk.wait_for_timeout(500)
    expect(desk.get_by_text("week 4 after case C-00003").first).to_be_visible()
    desk.get_by_role("link", name=re.compile("week 1 after case C-00003")).first.click()
    expect(desk.locator("main")).to_contain_text("A18=28")
    expect(desk.locator("main")).to_contain_text("TAM-06")


def bundle_is_read_while_one_waits(portal, bundle):
    """Step 4: the customer sends a bundle and sees what was found, within seconds."""
    portal.goto(f"{ADDRESS}/portal/upload/")
    portal.get_by_label("Log bundle").set_input_files(bundle)
    portal.get_by_role("button", name="Send").click()
    expect(portal.get_by_text("Every member")).to_be_visible(timeout=30_000)
    expect(portal.locator("main")).to_contain_text("Drive YX10855801")
    expect(portal.locator("main")).to_contain_text("parsed")


def findings_stand_at_the_desk(desk):
    """Step 4: at the desk with severity, subject, advice and the very lines."""
    desk.goto(f"{ADDRESS}/desk/libraries/")
    desk.get_by_role("link", name="gamma-4").click()
    expect(desk.locator("main")).to_contain_text("Drive YX10855801")
    desk.get_by_text(re.compile("lines that prove it")).first.click()
    expect(desk.locator("figure pre").first).to_be_visible()


def review_is_signed_and_the_promise_kept(desk):
    """Step 5: signed with a remark, the ledger shows kept because the evidence exists."""
    desk.goto(f"{ADDRESS}/desk/ledger/?clause=TAM-06")
    desk.get_by_role("link", name=re.compile("week 1 after case C-00001")).click()
    expect(desk.locator("main")).to_contain_text("There is no proof yet")
    desk.get_by_role("link", name="Review", exact=True).click()
    expect(desk.locator("main")).to_contain_text("Drive YX10855801")
    desk.get_by_role("button", name="Sign off").click()
    expect(desk.locator("main")).to_contain_text("Nothing you typed is lost")
    desk.get_by_label("Remark").fill("The drive fails with four tapes; a new one is on its way.")
    desk.get_by_role("button", name="Sign off").click()
    expect(desk.locator("main")).to_contain_text("The promise is kept")
    expect(desk.locator("main")).to_contain_text("4B31C86E")
    expect(desk.locator("main")).to_contain_text("Evidence")


def report_is_issued_and_seen_by_the_customer(desk, portal):
    """Step 6: a frozen report, a notice for each stakeholder, and the ledger at the portal."""
    desk.goto(f"{ADDRESS}/desk/accounts/")
    desk.get_by_role("link", name="Northern Lights Research").click()
    desk.get_by_role("link", name="Write a status report").click()
    desk.locator("[name=summary]").fill("One drive fails; its replacement is on its way.")
    desk.get_by_role("button", name=re.compile("Issue report")).click()
    expect(desk.locator("main")).to_contain_text("One drive fails; its replacement is on its way.")
    desk.goto(f"{ADDRESS}/desk/outbox/")
    expect(desk.locator("main")).to_contain_text("No mail server is set")
    for name in ("Dana Whitfield", "Henrik Aas", "Morgan Reyes"):
        expect(desk.locator("tbody")).to_contain_text(name)
    portal.goto(f"{ADDRESS}/portal/reports/")
    portal.locator("main tbody a, main li a").first.click()
    expect(portal.locator("main")).to_contain_text(
        "One drive fails; its replacement is on its way."
    )
    pdf = portal.locator("a[href*=pdf]").first.get_attribute("href")
    answer = portal.request.get(f"{ADDRESS}{pdf}")
    assert answer.status == 200
    assert answer.body().startswith(b"%PDF-")
    portal.goto(f"{ADDRESS}/portal/owed/?state=kept")
    expect(portal.locator("tbody").first).to_contain_text("week 1 after case C-00001")
    expect(portal.locator("tbody").first).to_contain_text("by Ingrid Solberg")
    portal.goto(f"{ADDRESS}/portal/owed/")
    expect(portal.locator("main")).to_contain_text("was refused for Leeds Office")


def link_works_once(chromium, link):
    """A used link opens nothing."""
    page = chromium.new_context().new_page()
    page.goto(link)
    if page.locator("main button").count():
        page.locator("main button").first.click()
    page.goto(f"{ADDRESS}/portal/")
    assert "/login/" in page.url


@pytest.mark.browser
@pytest.mark.slow
def test_a_second_start_keeps_the_data_and_ctrl_c_stops_everything(tmp_path):
    process, links, said = started(tmp_path, ELSEWHERE)
    assert "Loading the sample account" in said
    assert stopped(process, ELSEWHERE)
    began = time.monotonic()
    again, fresh, said = started(tmp_path, ELSEWHERE)
    assert "Loading the sample account" not in said
    assert set(links.values()).isdisjoint(fresh.values())
    assert time.monotonic() - began < STARTS_WITHIN_SECONDS / 2
    assert stopped(again, ELSEWHERE)
