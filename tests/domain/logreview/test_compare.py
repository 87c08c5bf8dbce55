"""A review beside the last one: new, worse, persisting, better, gone."""

import pytest

from tam.domain.logreview.compare import Change, State, compared
from tam.domain.logreview.outcome import Seen

pytestmark = pytest.mark.clause("TAM-06")
FAN = Seen("fan-failed", "fan", "FR1/FCM/Fan3")


def state(severity="warning", count=10, *, certain=True, seen=FAN):
    return State(seen, severity, count, certain)


@pytest.mark.parametrize(
    ("before", "now", "change", "because"),
    [
        (None, state(), Change.NEW, "it was not there at the last review"),
        (state(), None, Change.GONE, "the logs no longer show it"),
        (state("notice"), state("critical", 1), Change.WORSE, "notice became critical"),
        (state("critical"), state(), Change.BETTER, "critical became warning"),
        (state(certain=False), state(), Change.WORSE, "what was not decided is certain now"),
        (state(), state(certain=False), Change.BETTER, "what was certain is not decided any more"),
        (state(), state(count=13), Change.WORSE, "10 became 13 occurrences"),
        (state(), state(count=7), Change.BETTER, "10 became 7 occurrences"),
        (state(), state(count=12), Change.PERSISTING, "as grave and about as often as before"),
        (state(), state(count=8), Change.PERSISTING, "as grave and about as often as before"),
    ],
)
def test_what_became_of_a_finding(before, now, change, because):
    (step,) = compared([before] if before else [], [now] if now else [])
    assert (step.change, step.because, step.before, step.now) == (change, because, before, now)


def test_new_and_worse_come_first_the_graver_before_the_lighter_and_what_is_gone_last():
    def part(number, severity="warning"):
        return state(severity, seen=Seen("fan-failed", "fan", f"Fan{number}"))

    before = [part(1), part(2), part(4)]
    now = [part(2), part(3), part(5, "critical"), State(part(4).seen, "critical", 1, certain=True)]
    assert [(step.change.value, step.seen.subject_id) for step in compared(before, now)] == [
        ("new", "Fan5"), ("new", "Fan3"), ("worse", "Fan4"), ("persisting", "Fan2"),
        ("gone", "Fan1"),
    ]  # fmt: skip
