"""An obligation drawn: when it can be done, when it is due, when it was kept."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tam.domain.obligations.standing import ObligationFacts
from tam.domain.obligations.strip import draw_period

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
WEEK = (date(2026, 3, 3), date(2026, 3, 9), "Europe/Oslo")


def marks(found):
    return [(one.sign.value, one.word, one.at.isoformat()) for one in found.marks]


@pytest.mark.clause("TAM-06")
def test_a_week_that_is_due_at_the_end_of_its_last_day():
    found = draw_period(ObligationFacts(*WEEK), NOW)
    assert marks(found) == [
        ("happened", "can be done from", "2026-03-03T00:00:00+01:00"),
        ("now", "now", "2026-03-04T10:00:00+00:00"),
        ("due", "due", "2026-03-10T00:00:00+01:00"),
    ]
    assert (found.zone, found.due.on) == ("Europe/Oslo", date(2026, 3, 9))
    assert found.left == timedelta(days=5, hours=13)


@pytest.mark.clause("TAM-06")
def test_what_was_kept_late_or_excused_is_marked_after_the_day():
    late = datetime(2026, 3, 11, 9, 0, tzinfo=UTC)
    found = draw_period(ObligationFacts(*WEEK, kept_at=late), late)
    assert ("kept", "kept", "2026-03-11T09:00:00+00:00") in marks(found)
    assert (found.due, found.until.isoformat()) == (None, "2026-03-12T00:00:00+01:00")
    found = draw_period(ObligationFacts(*WEEK, excused_at=NOW), NOW)
    assert ("kept", "excused", "2026-03-04T10:00:00+00:00") in marks(found)
