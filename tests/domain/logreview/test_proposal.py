"""The outcome that the facts of a period speak for."""

from datetime import date

import pytest

from tam.domain.logreview.outcome import Covered, Outcome, Period, Seen
from tam.domain.logreview.proposal import Grounds, propose
from tam.domain.logreview.signature import Match

pytestmark = pytest.mark.clause("TAM-06")
WEEK = (date(2026, 3, 2), date(2026, 3, 8))
WHOLE = Covered(7, ())
PART = Covered(5, ((date(2026, 3, 4), date(2026, 3, 5)),))
NONE = Covered(0, (WEEK,))
DRIVE = Seen("drive-failing", "drive", "YX10855801")
FAN = Seen("fan-failed", "fan", "FR1/FCM/Fan3")
FILTER = Seen("filter-due", "frame", "FR2")
BACK = Match(Outcome.RECURRED, DRIVE, "It is back.")
NEAR = Match(Outcome.RELATED, FAN, "It is near.")


def week(cover, *, received=True):
    return Period(cover, needs_every_day=True, received=received)


def month(cover):
    return Period(cover, needs_every_day=False, received=True)


@pytest.mark.parametrize(
    ("grounds", "period", "outcome", "words"),
    [
        (Grounds((BACK,), (FAN,)), week(WHOLE), Outcome.RECURRED, "It is back."),
        (Grounds((NEAR,), (FAN,)), week(PART), Outcome.RELATED, "It is near."),
        (Grounds((), (FAN,)), week(WHOLE), Outcome.NEW, "fan-failed about FR1/FCM/Fan3 is new"),
        (Grounds((), (FAN, DRIVE)), week(PART), Outcome.NEW, "Fan3 and 1 more are new in this"),
        (Grounds(), week(WHOLE), Outcome.CLEAN, "Logs cover the period. Nothing was found."),
        (Grounds(), month(PART), Outcome.CLEAN, "Nothing was found."),
        (
            Grounds(lasting=(FILTER,)), week(WHOLE), Outcome.CLEAN,
            "Nothing new was found; filter-due about FR2 goes on.",
        ),
        (Grounds(lasting=(FILTER, FAN)), week(WHOLE), Outcome.CLEAN, "FR2 and 1 more go on."),
        (Grounds(acknowledged=1), week(WHOLE), Outcome.CLEAN, "1 acknowledged finding is left out"),
        (Grounds(acknowledged=2), week(WHOLE), Outcome.CLEAN, "2 acknowledged findings are left"),
        (Grounds(), week(PART), Outcome.GAP, "a gap is no pass"),
        (Grounds((BACK,)), week(NONE), Outcome.GAP, "other days"),
        (Grounds(), month(NONE), Outcome.GAP, "other days"),
        (Grounds((BACK,)), week(NONE, received=False), Outcome.NO_LOGS, "No log"),
    ],
)  # fmt: skip
def test_what_the_facts_speak_for(grounds, period, outcome, words):
    proposal = propose(grounds, period)
    assert proposal.outcome is outcome
    assert words in proposal.because
