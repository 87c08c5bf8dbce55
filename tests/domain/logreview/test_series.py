"""Counters over time from the figures of bundles."""

from datetime import UTC, datetime, timedelta

import pytest

from tam.domain.logreview.series import series

pytestmark = pytest.mark.clause("TAM-07")
START = datetime(2026, 1, 1, tzinfo=UTC)


def counter(value, part="Pick", threshold=1000.0, way="counts", name="counter"):
    subject = {"type": "axis", "id": part}
    return {"subject": subject, "name": name, "value": value, "threshold": threshold, "way": way}


def over(*weekly):
    return series(
        (START + timedelta(days=7 * place), {"counters": counters})
        for place, counters in enumerate(weekly)
    )


def test_the_nearest_forecast_comes_first_then_what_is_nearest_to_its_threshold():
    found = over(*[
        [counter(1, "A"), counter(900, "B"), counter(70 * n, "C"), counter(7 * n, "D"),
         counter(3, "E", threshold=0)]
        for n in range(4)
    ])  # fmt: skip
    assert [one.subject_id for one in found] == ["C", "D", "B", "A", "E"]
    assert [one.tells for one in found] == [True, True, True, False, False]


def test_a_counter_is_told_apart_by_part_name_and_way():
    found = over([counter(1), counter(2, name="moves"), counter(3, way="gauge"), counter(4, "Y")])
    assert sorted(one.trend.last.value for one in found) == [1, 2, 3, 4]


def test_bundles_without_figures_say_nothing():
    assert series([(START, {})]) == []
