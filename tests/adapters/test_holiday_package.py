"""The package `holidays` against the snapshot that answers stand on."""

from datetime import date

import pytest

from tam.adapters import holiday_package
from tam.adapters.holiday_package import Difference, countries, current, differences, installed
from tam.domain.clock import national


@pytest.mark.clause("NOTE-1")
@pytest.mark.slow
def test_no_holiday_of_any_country_moved_with_an_update_of_the_package():
    """When this fails after an update: `tam clock holidays` shows a person what moved."""
    moved = [difference for country in countries() for difference in differences(country)]
    assert moved == []
    assert frozenset(countries()) == national.countries()
    assert installed() == national.VERSION


@pytest.mark.clause("NOTE-1")
@pytest.mark.parametrize("country", ["BE", "DE", "NO", "CH", "GB", "JP", "AE", "IL", "MX", "NZ"])
def test_no_holiday_of_these_countries_moved(country):
    assert list(differences(country)) == []


def test_a_year_the_package_does_not_know_is_no_year_without_holidays():
    first, last, days = current("LK")
    assert (first, last) == (2003, 2026)
    assert {day.year for day in days} == set(range(2003, 2027))
    assert "US" not in countries()


def test_a_moved_holiday_is_two_differences_and_a_renamed_one_is_one(monkeypatch):
    was = {date(2026, 5, 1): "Labor Day", date(2026, 5, 17): "A; B", date(2026, 6, 1): "Old"}
    now = {date(2026, 5, 2): "Labor Day", date(2026, 5, 17): "B; A", date(2026, 6, 1): "New"}
    known = national.parse("NO", national.written(2026, 2026, was))
    monkeypatch.setattr(national, "snapshot", lambda country: known)
    monkeypatch.setattr(holiday_package, "current", lambda country: (2026, 2026, now))
    assert list(differences("NO")) == [
        Difference("NO", date(2026, 5, 1), "Labor Day", ""),
        Difference("NO", date(2026, 5, 2), "", "Labor Day"),
        Difference("NO", date(2026, 6, 1), "Old", "New"),
    ]
    assert len(list(differences("ZZ"))) == 3
