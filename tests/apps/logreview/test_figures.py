"""Counters over the bundles of a library, as the review shows them."""

import pytest
from reviewing import VAULT, finding, handed_over, library, scope_of

from tam.apps.logreview import selectors_figures as selectors
from tam.apps.logreview.models import Evaluation

pytestmark = pytest.mark.clause("TAM-07")


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.TAM_BLOBS = tmp_path


def counter(value, name="counter", part="Robot 1/Horizontal Axis", **changed):
    said = {
        "subject": {"type": "axis", "id": part}, "name": name, "value": value,
        "threshold": 1000.0, "way": "counts", "member": "hhm.xml", "line": 4,
    }  # fmt: skip
    return said | changed


def weeks(house, *weekly, **more):
    for place, counters in enumerate(weekly):
        day = 1 + 7 * place
        handed_over(
            house, b"%d%d\n" % (place, len(more)), captured=f"2026-02-{day:02d}T06:00:00+00:00",
            figures={"counters": counters}, **more,
        )  # fmt: skip


def trends(house, **more):
    return selectors.trends(scope=scope_of(house), equipment_id=library(house), **more)


def test_the_nearest_threshold_comes_first_and_other_libraries_count_for_nothing(house):
    slow, fast = "Robot 1/Pick", "Robot 1/Horizontal Axis"
    weeks(house, *[
        [counter(100 + 7 * n, part=slow), counter(100 + 70 * n), counter(5, "still", threshold=0)]
        for n in range(4)
    ])  # fmt: skip
    weeks(house, [counter(999)], serial=VAULT)
    found = trends(house)
    assert [(one.subject_id, one.name, round(one.trend.slope)) for one in found] == [
        (fast, "counter", 10), (slow, "counter", 1), (fast, "still", 0),
    ]  # fmt: skip
    assert round(found[0].trend.forecast.days) == 69
    assert [one.tells for one in found] == [True, True, False]
    assert found[2].trend.last.threshold is None


def test_a_bundle_read_twice_counts_as_it_was_read_last(house):
    weeks(house, [counter(1)], [counter(900)])
    assert [one.trend.words[:12] for one in trends(house)] == ["Too few data"]
    assert trends(house)[0].tells
    newest = Evaluation.unscoped.latest("pk").bundle
    assert trends(house, until=newest.captured_at)[0].trend.last.value == 900
    first = Evaluation.unscoped.earliest("pk").bundle
    assert trends(house, until=first.captured_at)[0].trend.last.value == 1


def test_bundles_of_before_say_nothing_of_counters(house):
    handed_over(house, findings=[finding()])
    assert trends(house) == []


def test_trends_take_a_fixed_number_of_queries(house, django_assert_num_queries):
    weeks(house, *[[counter(n)] for n in range(4)])
    place = library(house)
    with django_assert_num_queries(2):
        assert len(selectors.trends(scope=scope_of(house), equipment_id=place)) == 1
