"""Contracts at the desk: list, page, the form that loses nothing, changes checked first."""

from datetime import date

import pytest
import time_machine
from entering import CASES, agrees, written
from readers import words
from world import NOW

from tam.apps.entitlement.models import (
    Amendment,
    ContractLine,
    ServiceContract,
    Suspension,
)
from tam.apps.estate import services_centers
from tam.apps.estate.models import Equipment, Site
from tam.apps.notices.models import Notice
from tam.apps.people import services as people
from tam.domain.entitlement.centers import Center
from tam.domain.entitlement.distance import Position
from tam.domain.entitlement.entry import WrittenLine
from tam.domain.principals import Role, system
from tam.web.desk.contracts import _year_on

BOTH = "expedited_delivery phone_uplift_24x7"
pytestmark = pytest.mark.clause("TAM-01")


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(house, browser_of):
    return browser_of(house.representative)


def typed(made, **more):
    """A contract as the form sends it."""
    terms = {
        name: getattr(made, name)
        for name in ("number", "starts_on", "ends_on", "master_agreement", "follows", "contact")
    }
    sent = {"account": made.account, "lines": len(made.lines), **terms, **more}
    for number, line in enumerate(made.lines, 1):
        for name in ("level", "site", "serial", "starts_on", "ends_on"):
            sent[f"line-{number}-{name}"] = getattr(line, name)
        sent[f"line-{number}-options"] = line.options.split()
    return sent


def contract(number):
    return ServiceContract.unscoped.get(number=number)


def told(response):
    verdict = response.context["verdict"]
    return [(one.kind.value, one.clause, one.field, one.reason) for one in verdict.points]


@pytest.mark.parametrize("case", [case for case in CASES if case != "of another customer"])
def test_a_check_says_what_every_door_says_and_writes_nothing(house, desk, case):
    made, outcome, _ = CASES[case]
    page = desk.post("/desk/contracts/new/", typed(made, check="1"))
    said = page.context["verdict"].outcome.value
    agrees(case, "entered" if said == "allowed" else said, told(page))
    assert page.status_code == (200 if outcome == "entered" else 400)
    assert ServiceContract.unscoped.count() == 2


def test_a_contract_is_entered_and_shown(house, desk):
    page = desk.post("/desk/contracts/new/", typed(written("SG-9501"), enter="1"), follow=True)
    assert page.redirect_chain == [(f"/desk/contracts/{contract('SG-9501').pk}/", 302)]
    said = words(page)
    assert "Contract SG-9501 is entered." in said
    assert "to come" in said
    assert "No distance to a partner service center is recorded; NOTE-6 is not checked." in said
    again = desk.post("/desk/contracts/new/", typed(written("SG-9501"), enter="1"), follow=True)
    assert "Contract SG-9501 was entered before, just so." in words(again)


def test_a_refusal_stands_on_top_and_beside_its_field_and_nothing_typed_is_lost(house, desk):
    made = CASES["tam on plain next business day"][0]
    page = desk.post("/desk/contracts/new/", typed(made, enter="1", readings="A18=42"))
    html = page.content.decode()
    assert "It may not be entered like this" in html
    assert '<a href="#id_line-2-level">Line 2, level</a>' in html
    assert 'id="id_line-2-level_error"' in html
    assert "Add 24 Hour Phone uplift to Next Business Day On Site." in words(page)
    for value in ("SG-9002", "2028-01-01", "MSA 7", "A18=42"):
        assert f'value="{value}"' in html
    assert '<option value="nbd_on_site" selected>' in html


def test_lines_are_added_and_taken_out_without_losing_words(house, desk):
    made = typed(written("SG-9502"))
    page = desk.post("/desk/contracts/new/", {**made, "more": "1"})
    assert [form["level"].value() for form in page.context["lines"]] == [
        "four_hour_on_site", "tam", None,
    ]  # fmt: skip
    page = desk.post("/desk/contracts/new/", {**made, "drop": "1"})
    assert [form["level"].value() for form in page.context["lines"]] == ["tam"]
    assert page.context["form"]["number"].value() == "SG-9502"


def test_the_list_by_state_number_and_account(house, desk):
    desk.post("/desk/contracts/new/", typed(written("SG-9503"), enter="1"))

    def numbers(query=""):
        listing = desk.get(f"/desk/contracts/{query}").context["listing"]
        return [(row.number, row.state) for row in listing.rows]

    assert numbers() == [("SG-2041", "running"), ("SG-2042", "running"), ("SG-9503", "to come")]
    assert numbers("?state=to+come") == [("SG-9503", "to come")]
    assert numbers("?state=ended") == []
    assert numbers("?q=2042") == [("SG-2042", "running")]
    assert numbers(f"?account={house.strangers_account}") == []
    assert numbers("?page=999&account=x") == numbers()


def test_the_list_takes_a_fixed_number_of_queries(house, desk, django_assert_max_num_queries):
    for number in range(5):
        desk.post(
            "/desk/contracts/new/",
            typed(written(f"SG-96{number}", starts_on=f"203{number}-01-01",
                          ends_on=f"203{number}-12-31"), enter="1"),
        )  # fmt: skip
    with django_assert_max_num_queries(12):
        assert desk.get("/desk/contracts/").context["listing"].total == 7
    with django_assert_max_num_queries(22):
        desk.get(f"/desk/contracts/{contract('SG-2041').pk}/")


def test_an_end_in_sight_and_a_renewal(house, browser_of):
    old = contract("SG-2041")
    with time_machine.travel("2027-01-20T10:00:00Z", tick=False):
        desk = browser_of(house.representative)
        page = desk.get(f"/desk/contracts/{old.pk}/")
        assert "nothing follows it yet" in words(page)
        assert desk.get("/desk/contracts/?state=ends+soon").context["listing"].total == 2
        page = desk.get(f"/desk/contracts/{old.pk}/renew/")
        form, lines = page.context["form"], page.context["lines"]
        assert (form["follows"].value(), str(form["starts_on"].value())) == (
            "SG-2041", "2027-02-23",
        )  # fmt: skip
        assert [line["level"].value() for line in lines] == ["four_hour_on_site", "tam"] * 2
        sent = typed(
            written("SG-9504", follows="SG-2041", starts_on="2027-02-23", ends_on="2028-02-22"),
            enter="1",
        )
        assert desk.post("/desk/contracts/new/", sent).status_code == 302
        assert "SG-9504 follows it" in words(desk.get(f"/desk/contracts/{old.pk}/"))
    assert not Notice.unscoped.filter(kind="contract-ends").exists()


def amend(desk, kind, pk, **sent):
    return desk.post(f"/desk/contracts/{pk}/amend/?change={kind}", {"why": "Agreed.", **sent})


def test_a_change_is_checked_then_entered_then_shown(house, desk):
    pk = contract("SG-2041").pk
    days = {"line": "", "first": "2026-04-01", "last": "2026-04-30"}
    page = amend(desk, "suspend", pk, check="1", **days)
    assert page.status_code == 200
    assert "It may be entered." in words(page)
    assert not Suspension.unscoped.exists()
    assert amend(desk, "suspend", pk, enter="1", **days).status_code == 302
    said = words(desk.get(f"/desk/contracts/{pk}/"))
    assert "Suspended the contract, from 2026-04-01 to 2026-04-30." in said
    assert "The contract: Wed 1 Apr 2026 to Thu 30 Apr 2026" in said
    held = Suspension.unscoped.get()
    page = amend(desk, "resume", pk, suspension=held.pk, on="2026-04-11", enter="1")
    assert page.status_code == 302
    assert [one.kind for one in Amendment.unscoped.order_by("number")] == ["suspended", "resumed"]


@pytest.mark.parametrize(
    ("kind", "sent", "status", "says"),
    [
        ("end-line", {"line": "1", "last": "2026-06-30"}, 400,
         "Technical Account Management (TAM) has no allowed base on 2026-07-01 to 2027-02-22"),
        ("change-level", {"line": "1", "level": "basic", "on": "2026-06-01"}, 400, "TAM-01"),
        ("add-line", {"level": "asm", "site": "Oslo Archive", "starts_on": "2026-06-01"}, 302, ""),
        ("add-line", {"level": "asm", "site": "Oslo Archive", "starts_on": "2026-06-01",
                      "options": "phone_uplift_24x7"}, 400, "24 Hour Phone uplift is not sold"),
        ("move-end", {"last": "2027-03-31"}, 302, ""),
        ("move-end", {"last": "2027-02-30"}, 400, "Enter a valid date."),
        ("suspend", {"first": "2026-06-02", "last": "2026-06-01"}, 400, "It ends before it starts"),
        ("end-line", {"line": "77", "last": "2026-06-30"}, 400, "Select a valid choice"),
    ],
)  # fmt: skip
def test_changes(house, desk, kind, sent, status, says):
    page = amend(desk, kind, contract("SG-2041").pk, enter="1", **sent)
    assert page.status_code == status
    assert says in words(page)


def test_a_library_is_moved(house, desk):
    desk.post("/desk/contracts/new/", typed(written("SG-9505"), enter="1"))
    page = desk.get(f"/desk/contracts/{contract('SG-9505').pk}/amend/?change=relocate")
    assert page.status_code == 200
    assert desk.get(f"/desk/contracts/{contract('SG-9505').pk}/amend/?change=x").status_code == 404


def test_a_library_moves_on_its_day(house, desk):
    library = Equipment.unscoped.get(serial="C1A87F36")
    line = WrittenLine("basic", "Oslo Archive", "C1A87F36")
    made = written("SG-9506", line, starts_on="2027-06-01", ends_on="2027-12-31")
    assert desk.post("/desk/contracts/new/", typed(made, enter="1")).status_code == 302
    pk, site = contract("SG-9506").pk, Site.unscoped.get(name="Leeds Office").pk
    sent = {"library": library.pk, "site": site, "on": "2027-07-01", "miles": ""}
    checked = amend(desk, "relocate", pk, check="1", **sent)
    assert "is beyond 25: the level is not guaranteed at the new place." in words(checked)
    early = amend(desk, "relocate", pk, enter="1", **sent)
    assert (early.status_code, "enter the move on that day" in words(early)) == (400, True)


def test_who_works_for_several_customers_says_whose_contract_it_is(house, desk):
    people.grant_role(
        user_id=house.representative, account_id=house.strangers_account, role=Role.TAM,
        at=NOW, by=system("test"),
    )  # fmt: skip
    page = desk.get("/desk/contracts/new/")
    assert '<a href="/desk/contracts/new/?account=quiet-harbour">Quiet Harbour</a>' in (
        page.content.decode()
    )
    assert "New contract for Quiet Harbour" in words(
        desk.get("/desk/contracts/new/?account=quiet-harbour")
    )
    assert desk.post("/desk/contracts/new/", {"account": "nobody"}).status_code == 400


def test_a_suspended_contract_says_so(house, desk):
    pk = contract("SG-2041").pk
    days = {"line": "", "first": "2026-03-04", "last": "2026-03-10"}
    assert amend(desk, "suspend", pk, enter="1", **days).status_code == 302
    listing = desk.get("/desk/contracts/?state=suspended").context["listing"]
    assert [(row.number, row.state) for row in listing.rows] == [("SG-2041", "suspended")]
    assert desk.get("/desk/contracts/?state=running").context["listing"].total == 1


def test_the_center_of_an_answer_is_shown_with_metres_and_day(house, desk):
    near = Center("Oslo North", "Oslo", "NO", Position(59.95, 10.7522))
    services_centers.take_centers(centers=[near], at=NOW, by=system("test"))
    page = desk.post("/desk/contracts/new/", typed(written("SG-9507"), enter="1"), follow=True)
    assert "Service center: Oslo North, 4," in words(page)
    assert "measured 2026-03-04" in words(page)


def test_a_contract_that_ended_on_a_leap_day_is_renewed_for_a_year():
    assert str(_year_on(date(2028, 2, 29))) == "2029-02-28"


def test_a_form_holds_so_many_lines_and_says_so(house, desk):
    made = typed(written("SG-9508", *[WrittenLine("basic", "Oslo Archive", options=BOTH)] * 25))
    page = desk.post("/desk/contracts/new/", {**made, "more": "1"})
    assert len(page.context["lines"]) == 25
    assert "A form holds 25 lines; a file holds more." in words(page)
    row = contract("SG-2042")
    first = row.lines.first()
    ContractLine.unscoped.bulk_create(
        ContractLine(
            account_id=row.account_id, contract=row, number=number, level="basic",
            site_id=first.site_id, starts_on=row.starts_on, ends_on=row.ends_on,
        )
        for number in range(2, 28)
    )  # fmt: skip
    page = desk.get(f"/desk/contracts/{row.pk}/renew/")
    assert len(page.context["lines"]) == 25
    assert "The form has room for the first 25 lines" in words(page)


def test_a_change_with_nothing_to_choose_from_says_so(house, desk):
    page = desk.get(f"/desk/contracts/{contract('SG-2041').pk}/amend/?change=resume")
    assert "No suspension runs or is to come." in words(page)
    page = desk.get(f"/desk/contracts/{contract('SG-2042').pk}/amend/?change=relocate")
    assert "No library stands where this contract covers it." in words(page)
