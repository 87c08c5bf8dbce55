"""Real cases replayed under another level of a contract line."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tam.apps.cases import selectors_whatif as replays
from tam.apps.cases import services
from tam.apps.cases.selectors_whatif import Wish
from tam.apps.cases.services import NewCase
from tam.apps.estate import selectors as estate
from tam.domain.cases.lifecycle import Severity
from tam.domain.entitlement.facts import BadFacts
from tam.domain.entitlement.replay import Differ
from tam.domain.principals import Scope, system

WISH = Wish(0, "SG-2041", 1, "nbd_on_site", date(2026, 1, 1), date(2026, 12, 31))


def replay(house, **changed):
    wish = Wish(**{**WISH.__dict__, "account_id": house.account, **changed})
    return replays.replay(scope=Scope(frozenset({house.account})), wish=wish, now=house.now)


@pytest.mark.clause("TAM-04")
def test_the_cases_of_the_machines_of_a_line_are_replayed_oldest_first(house):
    found = replay(house)
    assert (found.level, found.other) == ("Four Hour On Site", "Next Business Day On Site")
    first, second = found.cases
    assert first.title.startswith("Drive 2 in frame 2")
    assert second.title.startswith("Cleaning asked for again")
    assert found.elsewhere == 1
    clauses = {one.clause: one.differ for one in found.cases[0].compared}
    assert clauses == {
        "TAM-02": Differ.LATER,
        "TAM-03": Differ.GAINED,
        "TAM-04": Differ.LATER,
    }
    assert found.sentence == (
        "Of 6 answers in 2 cases, under Next Business Day On Site: 4 later, 2 promised only there."
    )
    (refused,) = found.findings
    assert refused.clause == "TAM-01"


def test_a_case_counts_on_the_day_of_its_site(house):
    scope = Scope(frozenset({house.account}))
    library = next(one for one in estate.libraries(scope=scope) if one.site.city == "Boulder")
    late = datetime(2026, 3, 3, 6, 30, tzinfo=UTC)  # 23:30 of the day before in Denver
    new = NewCase(house.account, library.id, "Late", Severity.MINOR, "At night.")
    services.open_case(new=new, opened_at=late, by=system("test"))
    day = date(2026, 3, 2)
    assert [one.title for one in replay(house, first=day, last=day).cases] == ["Late"]
    after = date(2026, 3, 3)
    assert replay(house, first=after, last=after).cases == []


@pytest.mark.clause("TAM-04")
def test_what_a_case_records_is_taken_from_it(house):
    silent, told = replay(house).cases
    assert (silent.supposed, silent.since) == (("release", "dispatch"), "opening")
    assert (told.supposed, told.since) == (("release",), "diagnosis")
    events = told.compared[2].actual.decision.asked.events
    assert events.released == events.diagnosed
    assert told.compared[2].actual.when == events.dispatched + timedelta(hours=4)
    assert events.dispatched > told.opened_at
    assert silent.compared[2].actual.when == silent.opened_at + timedelta(hours=4)


def test_a_period_without_cases_says_so(house):
    found = replay(house, first=date(2025, 1, 1), last=date(2025, 12, 31))
    assert found.cases == []
    assert found.sentence.startswith("No case was opened")


def test_what_is_not_there_or_of_another_customer_is_none(house):
    assert replay(house, line=9) is None
    assert replay(house, contract="SG-1") is None
    assert replay(house, account_id=house.strangers_account) is None


def test_days_in_the_wrong_order_are_an_error(house):
    with pytest.raises(BadFacts, match="to: 2025-01-01 is before 2026-01-01"):
        replay(house, last=date(2025, 1, 1))


def test_the_number_of_queries_does_not_grow_with_the_cases(house, django_assert_num_queries):
    with django_assert_num_queries(8):
        replay(house)
