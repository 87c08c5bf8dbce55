"""An obligation as a strip to draw: from the day it can be done to the end of its last day."""

from datetime import datetime, time

from tam.domain.clock.cadence import days_after, wall
from tam.domain.clock.spec import ALWAYS, CalendarSpec
from tam.domain.entitlement.drawing import Drawing, Mark, Sign, drawing
from tam.domain.obligations.standing import ObligationFacts


def draw_period(facts: ObligationFacts, now: datetime) -> Drawing:
    """The days of an obligation on the wall clock of its zone; duties of days know no hours."""
    zone = facts.zone
    ends = wall(days_after(facts.by, 1), time(), zone)
    marks = [
        Mark(Sign.HAPPENED, wall(facts.opens_on, time(), zone), "can be done from"),
        Mark(Sign.DUE, ends, "due", facts.by),
    ]
    if facts.kept_at is not None:
        marks.append(Mark(Sign.KEPT, facts.kept_at, "kept"))
    if facts.excused_at is not None:
        marks.append(Mark(Sign.KEPT, facts.excused_at, "excused"))
    return drawing(CalendarSpec(zone, ALWAYS), marks, now)
