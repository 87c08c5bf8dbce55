"""Charts drawn here: courses of counters, lanes of findings; numbers that fit the picture."""

from datetime import UTC, datetime, timedelta

import pytest

from tam.apps.logreview.selectors import FindingLine
from tam.domain.logreview.series import TrendLine
from tam.domain.logreview.trends import Reading, trend
from tam.web.charts import courses, lanes

START = datetime(2026, 3, 1, tzinfo=UTC)


def line(*values, threshold=100.0, name="counter"):
    known = [
        Reading(START + timedelta(days=7 * n), float(value), threshold)
        for n, value in enumerate(values)
    ]
    return TrendLine("axis", "Robot 1/Pick", name, trend(known))


def test_a_course_stays_inside_its_picture_and_shows_its_threshold():
    (course,), rest = courses([line(10, 20, 30, 40)])
    assert course.points == "4.0,52.0 81.3,46.7 158.7,41.3 236.0,36.0"
    assert (course.threshold, rest) == (4.0, [])


def test_without_threshold_or_slope_there_is_still_a_picture_where_it_is_near():
    assert courses([line(5, 5, 5, 5)])[0] == []
    (course,), _ = courses([line(95)])
    assert course.dots == [(120.0, 52.0)]
    (moving,), _ = courses([line(5, 6, 7, 8, threshold=None)])
    assert moving.threshold is None


def test_a_page_has_eight_pictures_at_most_and_lists_the_others():
    shown, rest = courses([line(1, 2, 3, 4, name=f"c{n}") for n in range(10)])
    assert (len(shown), [one.name for one in rest]) == (8, ["c8", "c9"])


def finding(part="A", first=0, last=1, severity="critical"):
    first_at = START + timedelta(days=first) if first is not None else None
    last_at = START + timedelta(days=last) if last is not None else None
    return FindingLine(
        1, "drive-failing", severity, "drive", part, True, 2, first_at, last_at, 0.9, "t", "a", []
    )


def test_a_lane_for_each_part_with_its_findings_and_a_mark_for_each_bundle():
    found = lanes(
        [finding("A", 0, 5), finding("B", 5, 10), finding("A", 10, 10), finding("C", None, None)],
        [START + timedelta(days=10), None],
    )
    assert [(lane.part, len(lane.bars)) for lane in found.lanes] == [("drive A", 2), ("drive B", 1)]
    first, last = found.lanes[0].bars
    assert (first.start, first.width, first.top) == (4.0, 116.0, 3.0)
    assert (last.start, last.width) == (236.0, 1.5)
    assert found.lanes[1].bars[0].top == 17.0
    assert (found.marks, found.height) == ([236.0], 28)


def test_no_time_no_timeline():
    assert lanes([finding(first=None, last=None)], [START]) is None


def test_a_timeline_goes_back_ninety_days_at_most():
    found = lanes([finding("old", -400, -300), finding("A", -200, 0)], [START])
    assert found.first == START - timedelta(days=90)
    assert [(lane.part, lane.bars[0].start) for lane in found.lanes] == [("drive A", 4.0)]


@pytest.mark.parametrize("moment", [0, 5])
def test_a_moment_alone_stands_in_the_middle(moment):
    found = lanes([finding("A", moment, moment)], [])
    assert found.lanes[0].bars[0].start == 120.0
