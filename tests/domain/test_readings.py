"""The switches: defaults, other values, a contract's own values, and clear errors."""

import pytest

from tam.domain.readings import (
    DEFAULTS,
    READINGS,
    Readings,
    UnknownReading,
    parse_setting,
    parse_settings,
    reading_of,
)


def test_every_reading_from_a1_to_a39_is_there_with_a_decision():
    assert list(READINGS) == [f"A{number}" for number in range(1, 40)]
    for reading in READINGS.values():
        assert reading.decision.endswith(".")
        for _, meaning in reading.alternatives:
            assert meaning.endswith(".")


def test_a_reading_is_found_by_id_and_by_the_name_of_each_of_its_switches():
    assert reading_of("A2").switch == "central_european_time"
    assert reading_of("central_european_time").id == "A2"
    assert reading_of("quarterly_meeting_tolerance_days").id == "A20"
    assert reading_of("A2").default == "Europe/Brussels"


def test_defaults_are_those_of_the_decisions():
    assert DEFAULTS.value("A1") == "America/Denver"
    assert DEFAULTS.value("A3") == "inclusive"
    assert DEFAULTS.value("A4") == "true"
    assert DEFAULTS.number("A18") == 28
    assert DEFAULTS.number("status_report_days_while_open") == 7
    assert DEFAULTS.number("status_report_months_otherwise") == 1
    assert DEFAULTS.number("quarterly_meeting_tolerance_days") == 14
    assert DEFAULTS.number("parts_handling_minutes") == 0


def test_another_value_is_quoted_and_leaves_the_first_readings_alone():
    readings = DEFAULTS.with_("A2", "utc_plus_1")
    assert readings.value("A2") == "utc_plus_1"
    assert readings.holds("central_european_time", "utc_plus_1")
    assert readings.quote("A2") == "A2=utc_plus_1"
    assert DEFAULTS.quote("A2") == "A2"
    assert repr(readings) == "Readings(A2=utc_plus_1)"
    assert repr(DEFAULTS) == "Readings(defaults)"


def test_a_contract_value_wins_over_the_house_and_is_quoted_as_the_contracts():
    readings = DEFAULTS.with_("A18", 14).by_contract({"A18": 42}).with_("A18", 7)
    assert readings.number("A18") == 42
    assert readings.quote("A18") == "A18=42 by contract"
    assert readings.changed() == ("A18=42 by contract",)
    assert readings.contract_values() == {"monitoring_period_days": "42"}
    assert readings.house_values() == {}


def test_a_contract_may_fix_the_default_and_is_quoted_still():
    assert DEFAULTS.by_contract({"A18": 28}).quote("A18") == "A18=28 by contract"


def test_a_second_switch_of_a_reading_is_quoted_by_its_name():
    readings = DEFAULTS.by_contract({"quarterly_meeting_tolerance_days": 7})
    assert readings.quote("quarterly_meeting_tolerance_days") == (
        "quarterly_meeting_tolerance_days=7 by contract"
    )
    assert readings.quote("A20") == "A20"


def test_comparing_sets_a_value_aside_even_where_the_contract_set_it():
    readings = DEFAULTS.by_contract({"A18": 42}).instead("A18", 14)
    assert readings.number("A18") == 14
    assert readings.quote("A18") == "A18=14"


def test_equal_readings_are_equal_and_hash_alike():
    one = DEFAULTS.with_("A3", "exclusive")
    assert one == DEFAULTS.with_("cut_off_instant", "exclusive")
    assert hash(one) == hash(DEFAULTS.with_("cut_off_instant", "exclusive"))
    assert one != DEFAULTS
    assert DEFAULTS.by_contract({"A18": 28}) != DEFAULTS
    assert (one == "exclusive") is False


def test_readings_are_frozen():
    with pytest.raises(AttributeError, match="frozen"):
        DEFAULTS._values = {}


def test_a_flag_may_be_given_as_true_or_false():
    assert DEFAULTS.with_("A4", value=False).value("A4") == "false"
    assert DEFAULTS.with_("A12", "false").house_values() == {"uplift_covers_remote": "false"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("A99=1", "There is no reading 'A99'; the readings are A1 to A39"),
        ("A2=utc", "central_european_time takes Europe/Brussels or utc_plus_1, not 'utc'."),
        ("A18=0", "monitoring_period_days takes a whole number of days, at least 1, not '0'."),
        ("A18=-3", "whole number of days"),
        ("A18=1000000", "whole number of days"),
        ("A18=two", "whole number of days"),
        ("A33=next_opening", "closing_edge takes closing, not 'next_opening'."),
        ("A2", "A reading is set as A2=utc_plus_1, not 'A2'."),
        ("=x", "A reading is set as"),
        ("A2=", "A reading is set as"),
    ],
)
def test_a_wrong_setting_says_what_is_allowed(text, message):
    with pytest.raises(UnknownReading, match=message):
        parse_setting(text)


def test_settings_are_applied_in_turn():
    readings = parse_settings(["A2=utc_plus_1", " A18 = 042 "])
    assert isinstance(readings, Readings)
    assert readings.changed() == ("A2=utc_plus_1", "A18=42")
