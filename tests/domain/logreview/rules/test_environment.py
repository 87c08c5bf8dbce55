"""Power supplies, feeds, fans, filters, heat and doors of frames."""

import pytest
from logfacts import facts, history, spot, told

from tam.domain.logreview.counting import occurrences
from tam.domain.logreview.judge import judge
from tam.domain.logreview.rows import CounterRow, FanRow, FeedRow, HeatRow, SupplyRow
from tam.domain.logreview.rules.environment import (
    doors_opened,
    fans_failed,
    feeds_lost,
    filters_due,
    frames_hot,
    supplies_failed,
)
from tam.domain.logreview.thresholds import DEFAULT

pytestmark = pytest.mark.clause("TAM-06")


def supply(number=2, **changed):
    said = {"faulted": False, "input_okay": True, "output_okay": True, "hot": False}
    name = f"FR1/PowerSupply{number}"
    return SupplyRow(
        name, "FR1", **(said | changed), spot=spot(), output_spot=spot(), hot_spot=spot()
    )


def found(rule, lines, *rows):
    return told(rule(history(lines, rows), DEFAULT))


FAILED = "FR1 power supply 2 has failed"


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"faulted": True}, True),
        ({"output_okay": False}, True),
        ({"output_okay": False, "input_okay": None}, True),
        ({"output_okay": False, "input_okay": False}, False),
        ({"faulted": None, "output_okay": None, "input_okay": None}, False),
        ({}, False),
    ],
)
def test_a_supply_fails_when_it_delivers_nothing_though_fed(changed, fault):
    said = found(supplies_failed, "", supply(**changed))
    assert said == ["power-supply-failed FR1/PowerSupply2"] * fault


def test_a_supply_that_flaps_within_a_day_is_one_finding():
    lines = "\n".join(f"08 {hour:02d}:00:00 E {FAILED}" for hour in (1, 5, 9, 20))
    outcome = judge([facts(lines)])
    assert [(one.kind.value, one.subject.id) for one in outcome.findings] == [
        ("power-supply-failed", "FR1/PowerSupply2")
    ]


def test_a_line_without_a_time_adds_nothing_to_a_listed_supply():
    assert found(supplies_failed, f"-- -- E {FAILED}", supply()) == []
    assert found(supplies_failed, f"-- -- E {FAILED}") == ["power-supply-failed FR1/PowerSupply2"]
    assert found(supplies_failed, "08 05:00:00 E power supply 2 has failed") == []


def feed(which="primary", *, present=False):
    return FeedRow("FR1", which, present, spot(which))


def test_a_feed_that_is_gone_names_the_frame_with_the_supplies_on_it():
    assert found(feeds_lost, "", feed()) == ["power-feed-lost FR1"]
    assert found(feeds_lost, "", feed(present=True)) == []
    (draft,) = feeds_lost(history("", [feed(), supply(input_okay=False)]), DEFAULT)
    assert len(draft.proofs) == 2


def test_a_supply_without_input_alone_says_so_only_where_no_feeds_are_listed():
    assert found(feeds_lost, "", supply(input_okay=False)) == ["power-feed-lost FR1"]
    assert found(feeds_lost, "", supply(input_okay=False), feed(present=True)) == []


def fan(number, rpm=5000.0, okay=None, *, populated=True):
    return FanRow(f"FR1/FCM/Fan{number}", "FR1", populated, okay, rpm, spot(f"fan {number} {rpm}"))


@pytest.mark.parametrize(
    ("odd", "fault"),
    [
        ({"rpm": 0.0}, True),
        ({"rpm": 2499.0}, True),
        ({"rpm": 2500.0}, False),
        ({"rpm": None}, False),
        ({"rpm": None, "okay": False}, True),
        ({"rpm": 0.0, "populated": False}, False),
    ],
)
def test_a_fan_fails_below_half_of_its_peers_and_an_empty_bay_does_not(odd, fault):
    said = found(fans_failed, "", fan(1), fan(2), fan(3), fan(4, **odd))
    assert said == ["fan-failed FR1/FCM/Fan4"] * fault


def test_two_fans_are_too_few_to_say_what_is_usual():
    assert found(fans_failed, "", fan(1), fan(2, 900.0)) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Fan FR1/FCM/Fan3 has failed", ["fan-failed FR1/FCM/Fan3"]),
        ("Fan 3 of frame FR1 has failed", ["fan-failed FR1/FCM/Fan3"]),
        ("Fan 3 has failed", []),
    ],
)
def test_a_message_of_a_fan_needs_its_frame(text, names):
    assert found(fans_failed, f"08 05:00:00 W {text}") == names


def counter(value, name="Filter"):
    return CounterRow(name, "", "", "FR1", value, 8760.0, spot(f"{name} {value}"))


@pytest.mark.parametrize(("value", "due"), [(8760.0, True), (8759.0, False), (4294967295.0, False)])
def test_a_filter_is_due_at_its_threshold_and_all_ones_are_unknown(value, due):
    assert found(filters_due, "", counter(value)) == ["filter-due FR1"] * due
    assert found(filters_due, "", counter(value, "Horizontal Axis")) == []


@pytest.mark.parametrize(
    ("celsius", "alarmed", "hot"),
    [(40.0, False, True), (39.9, False, False), (128.0, False, False), (None, True, True)],
)
def test_a_frame_is_hot_from_forty_degrees_or_by_its_alarm(celsius, alarmed, hot):
    said = found(frames_hot, "", HeatRow("FR1", celsius, alarmed, spot()))
    assert said == ["frame-over-temperature FR1"] * hot


def test_a_supply_that_warns_of_heat_speaks_of_its_frame():
    assert found(frames_hot, "", supply(hot=True)) == ["frame-over-temperature FR1"]


def doors(*times):
    lines = "\n".join(f"08 {time} I The side panel of frame FR2 was opened" for time in times)
    return found(doors_opened, lines)


def test_three_openings_in_half_an_hour_are_told_and_two_are_not():
    assert doors("05:00:00", "05:15:00", "05:30:00") == ["door-opened-repeatedly FR2"]
    assert doors("05:00:00", "05:15:00", "05:30:01") == []
    assert doors("05:00:00", "05:15:00") == []


def test_an_opening_without_a_time_is_not_counted():
    line = "-- -- I The side panel of frame FR2 was opened"
    assert found(doors_opened, "\n".join([line] * 3)) == []
    timed = "\n".join(
        f"08 05:{minute}:00 I The side panel of frame FR2 was opened" for minute in (10, 20, 30)
    )
    (draft,) = doors_opened(history(f"{timed}\n{line}"), DEFAULT)
    assert [proof.at.minute for proof in draft.proofs] == [10, 20, 30]
    assert occurrences(draft.proofs, DEFAULT.same_event) == 3
