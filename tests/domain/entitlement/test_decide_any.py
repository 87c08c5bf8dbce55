"""Any question gives one decision; what cannot be counted is refused by name."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tam.domain.catalogue.load import standard
from tam.domain.catalogue.terms import ClauseStatus
from tam.domain.clauses import CLAUSES
from tam.domain.clock.errors import OutOfRange
from tam.domain.entitlement.calendars import days_of
from tam.domain.entitlement.codec import from_json, to_json
from tam.domain.entitlement.decide import decide, differences
from tam.domain.entitlement.decision import Asked, Decision, Verdict
from tam.domain.entitlement.facts import (
    BadFacts,
    ContractFacts,
    Events,
    LineFacts,
    SiteFacts,
)
from tam.domain.entitlement.render import as_text
from tam.domain.readings import DEFAULTS

NBD, FOUR = "nbd_on_site", "four_hour_on_site"
NOON = "2026-07-07T12:00:00-06:00"

CLAUSE_IDS = [clause for clause in CLAUSES if clause.startswith("TAM") and clause != "TAM-01"]
BASES = [level.id for level in standard().of_kind(next(iter(type(standard().level("tam").kind))))]
PLACES = [
    SiteFacts("America/Denver", "US", "Denver", "CO"),
    SiteFacts("America/Anchorage", "US", "Anchorage", "AK"),
    SiteFacts("Europe/Oslo", "NO", "Oslo"),
    SiteFacts("Asia/Riyadh", "SA", "Riyadh", secure=True),
    SiteFacts("Australia/Lord_Howe", "AU", "Lord Howe"),
]
MOMENTS = st.datetimes(datetime(2020, 2, 1), datetime(2030, 11, 30))  # noqa: DTZ001


@st.composite
def questions(draw):
    site = draw(st.sampled_from(PLACES))
    moments = [draw(MOMENTS).replace(tzinfo=site.tz) for _ in range(3)]
    years = date(2020, 1, 1), date(2030, 12, 31)
    levels = [draw(st.sampled_from(BASES)), *draw(st.lists(st.sampled_from(["tam", "asm"])))]
    lines = tuple(LineFacts(level, *years, number) for number, level in enumerate(levels, 1))
    events = Events(
        called=moments[0], released=moments[1], dispatched=moments[2], diagnosed=moments[1]
    )
    clause = draw(st.sampled_from(CLAUSE_IDS))
    return Asked(ContractFacts("C", *years, lines), site, None, clause, moments[0], events)


@given(questions())
@settings(max_examples=40, deadline=None)
def test_any_question_gives_one_decision_that_survives_storing(asked):
    decision = decide(asked)
    text = to_json(decision)
    assert to_json(decide(from_json(Decision, text).asked)) == text
    assert as_text(decision, differences(decision))
    promise = decision.promise
    if promise is not None and promise.ship_on and promise.deliver_on:
        assert promise.deliver_on > promise.ship_on
    if promise is not None and promise.arrive_by:
        assert promise.arrive_by > asked.events.dispatched


@given(questions())
@settings(max_examples=20, deadline=None)
def test_unknown_is_never_a_no(asked):
    decision = decide(asked)
    assert (decision.verdict is Verdict.UNKNOWN) is (decision.status is ClauseStatus.UNKNOWN)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"at": datetime(2026, 3, 4, 10)}, "at: 2026-03-04T10:00:00 has no offset"),  # noqa: DTZ001
        ({"at": datetime.fromisoformat("1969-01-01T00:00:00+00:00")}, "at: the year 1969"),
        ({"at": datetime.fromisoformat("9999-12-31T23:59:59+00:00")}, "at: the year 9999"),
        ({"at": datetime.fromisoformat("0001-01-01T00:00:00+00:00")}, "at: the year 1 is"),
    ],
)
def test_moments_that_cannot_be_counted_are_refused(ask, change, message):
    asked = ask("TAM-02", FOUR, at=NOON).asked
    with pytest.raises(BadFacts, match=message):
        decide(replace(asked, **change))


def test_a_place_without_a_calendar_or_with_a_wrong_week_is_refused(ask, sites):
    odd = replace(sites["denver"], week=("mon", "funday"))
    with pytest.raises(BadFacts, match="week: 'funday' is no day; the days are mon"):
        ask("TAM-02", NBD, site=odd, at=NOON)
    with pytest.raises(BadFacts, match="country: There is no country 'ZZ'"):
        SiteFacts("UTC", "ZZ")
    assert SiteFacts("UTC", "no").country == "NO"
    with pytest.raises(OutOfRange, match="The holidays of JP are known from 2000 to 2060"):
        ask("TAM-04", NBD, site="tokyo", at=NOON, dispatched="2099-07-07T12:00:00+09:00")
    with pytest.raises(BadFacts, match="the year 2300 is outside 1971 to 2199"):
        days_of(sites["denver"], 2300, DEFAULTS)
    with pytest.raises(BadFacts, match="dispatched: the year 2300"):
        ask("TAM-04", NBD, at=NOON, dispatched="2300-01-01T00:00:00+00:00")
