"""A contract is changed from today on, checked like a new one, and every change is kept."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction
from entering import line, written

from tam.apps.entitlement import selectors
from tam.apps.entitlement.models import Amendment, ContractLine, EntitlementDecision, Suspension
from tam.apps.entitlement.services import changing, entering, moving
from tam.apps.entitlement.services.amending import Asked
from tam.apps.entitlement.services.moving import Move
from tam.apps.entitlement.verdicts import Outcome
from tam.apps.estate import selectors as estate
from tam.apps.estate.models import Site
from tam.domain.entitlement.entry import WrittenLine
from tam.domain.entitlement.facts import Period
from tam.domain.principals import Scope, system

JUNE = datetime(2028, 6, 1, 9, 0, tzinfo=UTC)
BY = system("test")
SERIAL = "C1A87F36"


@pytest.fixture
def contract(house):
    lines = (line(serial=SERIAL), line("tam", serial=SERIAL))
    by = system("test", frozenset({house.account}))
    made = written("SG-9200", *lines)
    return entering.enter_contract(written=made, at=house.now, by=by).contract_id


def asked(contract, **more):
    return Asked(contract, **{"why": "The customer asked.", "at": JUNE, "by": BY, **more})


def lines(contract):
    rows = ContractLine.unscoped.filter(contract_id=contract)
    return [(one.number, one.level, str(one.starts_on), str(one.ends_on)) for one in rows]


def refusals(verdict):
    return [(one.clause, one.field) for one in verdict.points if one.kind.value == "refuses"]


@pytest.mark.clause("TAM-01")
def test_a_level_changes_from_a_day_on_and_the_change_is_kept(contract):
    verdict = changing.change_level(
        asked=asked(contract), number=1, level="nbd_on_site_24h_phone", on=date(2028, 7, 1)
    )
    assert verdict.outcome is Outcome.ENTERED
    assert lines(contract) == [
        (1, "four_hour_on_site", "2028-01-01", "2028-06-30"),
        (2, "tam", "2028-01-01", "2028-12-31"),
        (3, "nbd_on_site_24h_phone", "2028-07-01", "2028-12-31"),
    ]
    kept = Amendment.unscoped.get(contract_id=contract)
    assert (kept.number, kept.kind, kept.by, str(kept.effective_on), kept.why) == (
        1, "level changed", "test", "2028-07-01", "The customer asked.",
    )  # fmt: skip
    assert kept.says.startswith(
        "Changed line 1, SpectraGuard Four Hour On Site on delta-30 (C1A87F36), to SpectraGuard"
    )
    assert EntitlementDecision.unscoped.get(asked="Amendment 1 of SG-9200").verdict == "yes"


@pytest.mark.clause("TAM-01")
def test_a_base_that_lapses_under_its_add_on_is_refused(contract):
    for verdict in (
        changing.end_line(asked=asked(contract), number=1, last=date(2028, 6, 30)),
        changing.change_level(asked=asked(contract), number=1, level="basic", on=date(2028, 7, 1)),
        changing.suspend(
            asked=asked(contract), number=1, days=Period(date(2028, 7, 1), date(2028, 7, 9))
        ),
    ):
        assert (verdict.outcome, refusals(verdict)) == (
            Outcome.REFUSED, [("TAM-01", "lines[2].level")],
        )  # fmt: skip
    assert len(lines(contract)) == 2
    assert not Amendment.unscoped.exists()
    assert EntitlementDecision.unscoped.filter(verdict="no", detail__contract="SG-9200").count() > 0


@pytest.mark.clause("TAM-01")
def test_days_that_are_past_are_not_rewritten(contract):
    late = changing.end_line(asked=asked(contract), number=2, last=date(2028, 3, 31))
    assert refusals(late) == [("TAM-01", "lines[2]")]
    added = changing.add_line(
        asked=asked(contract), line=WrittenLine("asm", "Oslo Archive", starts_on="2028-02-01")
    )
    assert ("TAM-01", "lines[3]") in refusals(added)
    days = Period(date(2028, 5, 1), date(2028, 7, 1))
    assert refusals(changing.suspend(asked=asked(contract), days=days)) == [
        ("TAM-01", "lines[1]"),
        ("TAM-01", "lines[2]"),
    ]


@pytest.mark.clause("TAM-06")
def test_a_suspension_stops_the_cover_and_resuming_brings_it_back(house, contract):
    scope = Scope(frozenset({house.account}))

    def covered():
        terms = selectors.active_terms(scope=scope)
        return [
            (str(term.starts_on), str(term.ends_on))
            for term in terms
            if term.starts_on.year == 2028
        ]

    days = Period(date(2028, 7, 1), date(2028, 7, 31))
    assert changing.suspend(asked=asked(contract), days=days).stands
    assert covered() == [("2028-01-01", "2028-06-30"), ("2028-08-01", "2028-12-31")]
    held = Suspension.unscoped.get(contract_id=contract)
    assert changing.resume(
        asked=asked(contract), suspension_id=held.pk, on=date(2028, 7, 11)
    ).stands
    assert covered() == [("2028-01-01", "2028-06-30"), ("2028-07-11", "2028-12-31")]
    again = changing.resume(asked=asked(contract), suspension_id=held.pk, on=date(2028, 7, 20))
    assert again.points[0].reason == (
        "The suspension ends before that; cover is back from 2028-07-11."
    )


@pytest.mark.clause("TAM-01")
def test_a_running_suspension_may_end_early_without_rewriting_the_past(contract):
    days = Period(date(2028, 6, 1), date(2028, 7, 31))
    assert changing.suspend(asked=asked(contract), days=days, number=2).stands
    held = Suspension.unscoped.get(contract_id=contract)
    assert held.line.number == 2
    later = asked(contract, at=datetime(2028, 6, 15, tzinfo=UTC))
    assert changing.resume(asked=later, suspension_id=held.pk, on=date(2028, 6, 20)).stands
    held.refresh_from_db()
    assert str(held.resumed_on) == "2028-06-20"


def test_the_end_moves_with_the_lines_that_ended_with_it(contract):
    assert changing.move_end(asked=asked(contract), last=date(2029, 3, 31)).stands
    assert [one[3] for one in lines(contract)] == ["2029-03-31", "2029-03-31"]
    backwards = changing.move_end(asked=asked(contract), last=date(2027, 1, 1))
    assert backwards.points[0].reason == "It cannot end before it starts, on 2028-01-01."
    same = changing.move_end(asked=asked(contract), last=date(2029, 3, 31))
    assert same.points[0].reason == "That changes nothing; the contract says so already."


def test_a_line_is_added_and_what_cannot_be_is_named(contract):
    more = WrittenLine("asm", "Oslo Archive", SERIAL, starts_on="2028-07-01")
    check = changing.add_line(asked=asked(contract, dry_run=True), line=more)
    assert (check.outcome, len(lines(contract))) == (Outcome.ALLOWED, 2)
    assert changing.add_line(asked=asked(contract), line=more).outcome is Outcome.ENTERED
    assert lines(contract)[2] == (3, "asm", "2028-07-01", "2028-12-31")
    kept = EntitlementDecision.unscoped.get(contract_id=contract, level="asm")
    assert (kept.verdict, kept.detail["line"]) == ("yes", 3)
    for wrong, field in (
        (WrittenLine("gold", "Oslo Archive"), "level"),
        (WrittenLine("asm", "Nowhere"), "site"),
    ):
        verdict = changing.add_line(asked=asked(contract), line=wrong)
        assert (verdict.outcome, verdict.points[0].field) == (Outcome.WRONG, field)
    unknown = changing.change_level(
        asked=asked(contract), number=1, level="gold", on=date(2028, 7, 1)
    )
    assert unknown.points[0].field == "level"
    missing = changing.end_line(asked=asked(contract), number=9, last=date(2028, 7, 1))
    assert missing.points[0].reason == "lines[9]: the contract SG-9200 has no such line."
    early = changing.change_level(
        asked=asked(contract), number=1, level="basic", on=date(2027, 7, 1)
    )
    assert early.points[0].reason.startswith("Line 1 runs 2028-01-01 to 2028-12-31; give a day")


def site(house, name):
    scope = Scope(frozenset({house.account}))
    return next(one for one in estate.sites(scope=scope) if one.name == name)


@pytest.mark.clause("NOTE-6")
def test_a_library_that_moves_far_takes_its_lines_along_without_the_guarantee(house, contract):
    library = estate.library_by_serial(scope=Scope(frozenset({house.account})), serial=SERIAL)
    move = Move(library.id, site(house, "Boulder Data Center").id, JUNE.date())
    verdict = moving.relocate_unit(asked=asked(contract), move=move)
    assert verdict.outcome is Outcome.ENTERED
    far = verdict.points[0]
    assert (far.clause, far.readings) == ("relocation", ("A9", "A30"))
    assert "is beyond 25: the level is not guaranteed at the new place." in far.reason
    assert "up to 30 days. That is by 2028-07-01." in far.reason
    rows = ContractLine.unscoped.filter(contract_id=contract).order_by("number")
    assert [(one.number, one.site.name, str(one.starts_on)) for one in rows] == [
        (1, "Oslo Archive", "2028-01-01"),
        (2, "Oslo Archive", "2028-01-01"),
        (3, "Boulder Data Center", "2028-06-01"),
        (4, "Boulder Data Center", "2028-06-01"),
    ]
    now = estate.library_by_serial(scope=Scope(frozenset({house.account})), serial=SERIAL)
    assert now.site.name == "Boulder Data Center"
    detail = Amendment.unscoped.get(contract_id=contract).detail
    assert (detail["border_crossed"], detail["level_guaranteed"], detail["set_up_by"]) == (
        True, False, "2028-07-01",
    )  # fmt: skip


def test_a_move_is_entered_on_its_day_and_needs_a_distance(house, contract):
    library = estate.library_by_serial(scope=Scope(frozenset({house.account})), serial=SERIAL)
    there = site(house, "Leeds Office").id
    later = Move(library.id, there, date(2028, 7, 1))
    assert moving.relocate_unit(asked=asked(contract, dry_run=True), move=later).stands
    verdict = moving.relocate_unit(asked=asked(contract), move=later)
    assert verdict.points[0].reason == (
        "The library moves on 2028-07-01; enter the move on that day."
    )
    stays = Move(library.id, library.site.id, JUNE.date())
    verdict = moving.relocate_unit(asked=asked(contract), move=stays)
    assert verdict.points[0].reason == "No line of SG-9200 has C1A87F36 elsewhere."
    foreign = moving.relocate_unit(asked=asked(contract), move=Move(0, there, JUNE.date()))
    assert foreign.points[0].field == "library"


def test_an_amendment_is_never_changed(contract):
    assert changing.move_end(asked=asked(contract), last=date(2029, 3, 31)).stands
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Amendment.unscoped.update(why="Another reason.")


@pytest.mark.clause("NOTE-6")
def test_a_library_under_a_line_for_its_site_moves_and_the_line_stays(house):
    by = system("test", frozenset({house.account}))
    made = entering.enter_contract(written=written("SG-9210"), at=house.now, by=by)
    scope = Scope(frozenset({house.account}))
    library = estate.library_by_serial(scope=scope, serial=SERIAL)
    move = Move(library.id, site(house, "Leeds Office").id, JUNE.date())
    verdict = moving.relocate_unit(asked=asked(made.contract_id), move=move)
    assert verdict.outcome is Outcome.ENTERED
    assert verdict.points[1].reason == (
        "The lines that cover it are for the whole of Oslo Archive and stay there; at Leeds Office "
        "it has the cover of that site's lines alone."
    )
    assert len(lines(made.contract_id)) == 2
    assert estate.library_by_serial(scope=scope, serial=SERIAL).site.name == "Leeds Office"
    again = moving.relocate_unit(asked=asked(made.contract_id), move=move)
    assert again.points[0].field == "library"


def test_a_site_without_a_position_needs_the_miles(house, contract):
    library = estate.library_by_serial(scope=Scope(frozenset({house.account})), serial=SERIAL)
    place = Site.unscoped.create(
        account_id=house.account, name="Depot", city="Oslo", country="NO", zone="Europe/Oslo"
    )
    nowhere = Move(library.id, place.pk, JUNE.date())
    verdict = moving.relocate_unit(asked=asked(contract), move=nowhere)
    assert verdict.points[0].reason == ("Depot has no position; say how many miles apart they are.")
    near = Move(library.id, place.pk, JUNE.date(), miles=12)
    verdict = moving.relocate_unit(asked=asked(contract), move=near)
    assert (verdict.outcome, [one for one in verdict.points if one.clause == "relocation"]) == (
        Outcome.ENTERED, [],
    )  # fmt: skip
    kept = Amendment.unscoped.get(contract_id=contract)
    assert kept.says.endswith("A move of 12 miles stays within 25.")
