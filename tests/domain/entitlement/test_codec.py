"""Frozen values to canonical JSON and back."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tam.domain.catalogue.terms import Hours, PartKind
from tam.domain.entitlement.codec import BadJson, from_json, to_json
from tam.domain.entitlement.facts import Events, LineFacts, Period
from tam.domain.readings import DEFAULTS, Readings

OSLO = timezone(timedelta(hours=1))


@dataclass(frozen=True)
class Everything:
    """One field of each kind."""

    text: str
    number: int
    length: float
    flag: bool
    day: date
    moment: datetime
    clock: time
    hours: Hours
    either: int | str | None
    pair: tuple[int, str]
    many: tuple[Period, ...]
    readings: Readings


WHOLE = Everything(
    "Ål",
    3,
    2.5,
    True,
    date(2026, 3, 4),
    datetime(2026, 3, 4, 10, tzinfo=OSLO),
    time(14, 30),
    Hours.ALWAYS,
    None,
    (1, "a"),
    (Period(date(2026, 1, 1), date(2026, 1, 2)),),
    DEFAULTS.with_("A2", "utc_plus_1").by_contract({"A18": 42}),
)
TEXT = (
    '{"clock":"14:30:00","day":"2026-03-04","either":null,"flag":true,"hours":"always",'
    '"length":2.5,"many":[{"ends_on":"2026-01-02","starts_on":"2026-01-01"}],'
    '"moment":"2026-03-04T10:00:00+01:00","number":3,"pair":[1,"a"],'
    '"readings":{"contract":{"monitoring_period_days":"42"},'
    '"house":{"central_european_time":"utc_plus_1"}},"text":"Ål"}'
)


def test_the_spelling_is_one_and_the_same():
    assert to_json(WHOLE) == TEXT


def test_a_value_comes_back_as_it_was():
    assert from_json(Everything, TEXT) == WHOLE
    assert to_json(from_json(Everything, TEXT)) == TEXT


@given(
    st.datetimes(
        datetime(1972, 1, 1),  # noqa: DTZ001
        datetime(2198, 1, 1),  # noqa: DTZ001
        timezones=st.sampled_from([OSLO, UTC]),
    ),
    st.sampled_from([None, *PartKind]),
    st.lists(st.text(), max_size=3),
)
def test_events_survive_the_round_trip(moment, part, steps):
    events = Events(released=moment, part=part, open_steps=tuple(steps))
    text = to_json(events)
    assert from_json(Events, text) == events
    assert to_json(from_json(Events, text)) == text


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"number":3', '"number":"3"', "'3' is no int"),
        ('"number":3', '"number":true', "True is no int"),
        ('"length":2.5', '"length":true', "True is no float"),
        ('"text":"Ål"', '"text":7', "7 is no str"),
        ('"flag":true', '"flag":1', "1 is no bool"),
        ('"day":"2026-03-04"', '"day":"soon"', "Invalid isoformat"),
        ('"hours":"always"', '"hours":"never"', "'never' is not a valid Hours"),
        ('"either":null', '"either":{}', "is no str"),
        ('"pair":[1,"a"]', '"pair":[1]', "shorter"),
        ('"many":[', '"many":3,"x":[', "differ in x"),
        ('"pair":[1,"a"]', '"pair":3', "3 is no list"),
        ('"readings":{', '"readings":3,"house":{', "differ in house"),
        ('"text":"Ål"}', '"text":"Ål"', "Expecting"),
    ],
)
def test_a_text_that_does_not_fit_is_refused(old, new, message):
    assert old in TEXT
    with pytest.raises(BadJson, match=message):
        from_json(Everything, TEXT.replace(old, new, 1))


def test_readings_and_values_of_another_shape_are_refused():
    with pytest.raises(BadJson, match="3 is no set of readings"):
        from_json(Readings, "3")
    with pytest.raises(BadJson, match="This is no Period"):
        from_json(Period, "[]")
    assert from_json(Readings, '{"contract":{},"house":{}}') == DEFAULTS
    line = LineFacts("tam", date(2026, 1, 1), date(2026, 1, 2))
    assert from_json(LineFacts, to_json(line)) == line


def test_a_whole_number_may_stand_for_a_length():
    assert from_json(Everything, TEXT.replace("2.5", "2")).length == 2


def test_a_value_without_a_json_form_is_an_error():
    with pytest.raises(TypeError, match="bytes has no JSON form"):
        to_json(b"x")
