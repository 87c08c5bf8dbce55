"""Closed dates: NOTE-1 by rule with its in-lieu days, the pinned lists of other countries."""

from datetime import date

import pytest

from tam.domain.clock import national
from tam.domain.clock.business_weeks import business_weekdays, dated_weeks
from tam.domain.clock.countries import UnknownCountry, checked_country, names
from tam.domain.clock.errors import OutOfRange
from tam.domain.clock.holidays import (
    HOLIDAYS_VERSION,
    ExplicitYear,
    closed_days,
    holiday_list,
    spectra_us,
)
from tam.domain.clock.holidays import national as national_days
from tam.domain.readings import DEFAULTS

SEVEN_OF_2025 = {
    date(2025, 1, 1): "New Year's Day",
    date(2025, 5, 26): "Memorial Day",
    date(2025, 7, 4): "Independence Day",
    date(2025, 9, 1): "Labor Day",
    date(2025, 11, 27): "Thanksgiving Day",
    date(2025, 11, 28): "Friday following Thanksgiving",
    date(2025, 12, 25): "Christmas Day",
}


def weekdays(days):
    return {day: name for day, name in days.items() if day.weekday() < 5}


@pytest.mark.clause("NOTE-1")
def test_the_seven_days_of_note_1_with_their_names():
    assert spectra_us(2025, 2025) == SEVEN_OF_2025
    assert dict(holiday_list("US").closed_in(2025)) == SEVEN_OF_2025


@pytest.mark.clause("NOTE-1")
@pytest.mark.parametrize(
    ("year", "thanksgiving", "memorial", "labor"),
    [(2022, 24, 30, 5), (2023, 23, 29, 4), (2024, 28, 27, 2), (2026, 26, 25, 7), (2029, 22, 28, 3)],
)
def test_the_days_that_move_with_the_week(year, thanksgiving, memorial, labor):
    found = spectra_us(year, year)
    assert found[date(year, 11, thanksgiving)] == "Thanksgiving Day"
    assert found[date(year, 11, thanksgiving + 1)] == "Friday following Thanksgiving"
    assert found[date(year, 5, memorial)] == "Memorial Day"
    assert found[date(year, 9, labor)] == "Labor Day"


@pytest.mark.clause("NOTE-1")
@pytest.mark.parametrize(
    ("year", "closed", "name"),
    [
        (2026, date(2026, 7, 3), "Independence Day (in lieu)"),
        (2027, date(2027, 7, 5), "Independence Day (in lieu)"),
        (2022, date(2022, 12, 26), "Christmas Day (in lieu)"),
        (2023, date(2023, 1, 2), "New Year's Day (in lieu)"),
        (2027, date(2027, 12, 31), "New Year's Day (in lieu)"),
        (2021, date(2021, 12, 31), "New Year's Day (in lieu)"),
        (2021, date(2021, 12, 24), "Christmas Day (in lieu)"),
    ],
)
def test_a_holiday_on_a_weekend_closes_a_weekday_also_of_the_year_before(year, closed, name):
    """A4, and its other value, under which no day moves."""
    assert spectra_us(year, year)[closed] == name
    assert closed not in spectra_us(year, year, in_lieu=False)
    assert closed not in closed_days("US", year, year, DEFAULTS.with_("A4", "false"))


@pytest.mark.clause("NOTE-1")
def test_which_days_count_in_the_united_states():
    """A5: the seven, the seven and the federal ones, or the federal ones alone."""
    both = closed_days("US", 2026, 2026, DEFAULTS.with_("A5", "note_1_and_national"))
    federal = closed_days("US", 2026, 2026, DEFAULTS.with_("A5", "national_only"))
    assert date(2026, 1, 19) not in closed_days("US", 2026, 2026, DEFAULTS)
    assert both[date(2026, 1, 19)] == "Martin Luther King Day"
    assert both[date(2026, 2, 16)] == "Washington's Birthday"
    assert both[date(2026, 6, 19)] == "Juneteenth"
    assert both[date(2026, 10, 12)] == "Columbus Day"
    assert both[date(2026, 11, 11)] == "Veterans Day"
    assert len(weekdays(both)) == 12
    assert len(weekdays(federal)) == 11
    assert date(2026, 11, 27) not in federal
    assert national_days("US", 2026, 2026) == federal


@pytest.mark.clause("NOTE-1")
def test_a_federal_day_is_none_before_it_began():
    federal = DEFAULTS.with_("A5", "national_only")
    assert date(2020, 6, 19) not in closed_days("US", 2020, 2020, federal)
    assert date(1985, 1, 21) not in closed_days("US", 1985, 1985, federal)


@pytest.mark.clause("NOTE-1")
def test_the_first_and_the_last_year_of_the_calendar_have_their_days():
    assert date(1, 12, 25) in spectra_us(1, 1)
    assert date(9999, 1, 1) in spectra_us(9999, 9999)


@pytest.mark.clause("NOTE-1")
def test_dates_given_for_a_year_override_the_rule():
    given = ExplicitYear(2026, ((date(2026, 12, 24), "Works holiday"),))
    own = holiday_list("us", DEFAULTS, (given,))
    assert dict(own.closed_in(2026)) == {date(2026, 12, 24): "Works holiday"}
    assert dict(own.closed_in(2025)) == SEVEN_OF_2025
    assert own != holiday_list("US")
    with pytest.raises(ValueError, match="is not in 2026"):
        ExplicitYear(2026, ((date(2027, 1, 1), "New Year's Day"),))


@pytest.mark.clause("NOTE-1")
@pytest.mark.parametrize(
    ("country", "day", "name"),
    [
        ("NO", date(2026, 5, 17), "Constitution Day"),
        ("DE", date(2026, 10, 3), "German Unity Day"),
        ("FR", date(2026, 7, 14), "National Day"),
        ("BE", date(2026, 7, 21), "National Day"),
        ("JP", date(2026, 5, 6), "substitute holiday"),
        ("GB", date(2026, 12, 28), "Boxing Day"),
        ("CH", date(2026, 8, 1), "National Day"),
        ("AE", date(2026, 12, 2), "National Day"),
    ],
)
def test_elsewhere_the_national_calendar_rules(country, day, name):
    found = closed_days(country, 2026, 2026, DEFAULTS)
    assert name.lower() in found[day].lower()
    assert national_days(country, 2026, 2026) == found


@pytest.mark.clause("NOTE-1")
def test_a_year_that_a_list_does_not_know_is_an_error_not_a_year_without_holidays():
    known = holiday_list("LK")
    first, last = known.years
    assert (first, last) == (2003, 2026)
    with pytest.raises(OutOfRange, match="LK are known from 2003 to 2026, not for 2027"):
        known.closed_in(last + 1)
    assert holiday_list("US").years == (1, 9999)


@pytest.mark.clause("NOTE-1")
def test_an_unknown_country_is_an_error_that_helps():
    with pytest.raises(UnknownCountry, match=r"'UK'.*Did you mean GB"):
        holiday_list("UK")
    with pytest.raises(UnknownCountry, match="no country 'ZZ'"):
        closed_days("ZZ", 2026, 2026, DEFAULTS)
    with pytest.raises(UnknownCountry, match="no holiday list for 'US'"):
        national.snapshot("US")
    assert checked_country(" no ") == "NO"
    assert names()["CH"] == "Switzerland"


def test_every_country_but_one_has_a_pinned_list_that_reads_back_as_written():
    assert names().keys() - national.countries() == {"US"}
    assert HOLIDAYS_VERSION.startswith("holidays 0.")
    known = national.snapshot("NO")
    days = {day: name for year in known.years.values() for day, name in year.items()}
    again = national.parse("NO", national.written(known.first, known.last, days))
    assert again.years == known.years
    assert (again.first, again.last) == (known.first, known.last)


def test_two_holidays_on_one_date_both_keep_their_names():
    text = "years 2025-2026\nB\n  05-01 2025-2026\nA\n  05-01 2025\n  05-08 2026\n"
    known = national.parse("XX", text)
    assert dict(known.closed_in(2025)) == {date(2025, 5, 1): "B; A"}
    days = {day: name for year in known.years.values() for day, name in year.items()}
    assert national.written(2025, 2026, days).splitlines()[1:4] == [
        "A",
        "  05-01 2025",
        "  05-08 2026",
    ]
    assert dict(known.closed_in(2026)) == {date(2026, 5, 1): "B", date(2026, 5, 8): "A"}


@pytest.mark.parametrize(
    ("country", "on", "days"),
    [
        ("NO", date(2026, 1, 1), (0, 1, 2, 3, 4)),
        ("AE", date(2021, 12, 31), (6, 0, 1, 2, 3)),
        ("AE", date(2022, 1, 1), (0, 1, 2, 3, 4)),
        ("SA", date(2013, 6, 27), (5, 6, 0, 1, 2)),
        ("SA", date(2013, 6, 28), (6, 0, 1, 2, 3)),
        ("IL", date(2026, 1, 1), (6, 0, 1, 2, 3)),
        ("EG", date(2026, 1, 1), (6, 0, 1, 2, 3)),
        ("IR", date(2026, 1, 1), (5, 6, 0, 1, 2)),
    ],
)
def test_the_business_week_of_a_country_on_a_date(country, on, days):
    assert business_weekdays(country, on) == days
    assert dated_weeks(country)[0][0] is None


def test_a_business_week_of_no_country_is_an_error():
    with pytest.raises(UnknownCountry):
        business_weekdays("XX", date(2026, 1, 1))
