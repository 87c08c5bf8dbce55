"""A review beside the last one: what is new, persists, got worse or better, and what is gone."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from tam.domain.logreview.outcome import Seen

_GRAVITY = {"notice": 0, "warning": 1, "critical": 2}
_FIFTH = 0.2  # own: how far a count must move to be called worse or better


class Change(Enum):
    """What became of a finding since the last review."""

    NEW = "new"
    WORSE = "worse"
    PERSISTING = "persisting"
    BETTER = "better"
    GONE = "gone"


ORDER = tuple(Change)


@dataclass(frozen=True, slots=True)
class State:
    """A finding at one review: how grave, how often, and whether it was decided."""

    seen: Seen
    severity: str
    count: int
    certain: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A finding at two reviews, what became of it, and by what that is told."""

    change: Change
    seen: Seen
    before: State | None
    now: State | None
    because: str

    @property
    def severity(self) -> str:
        """How grave it is now, or was when it was last seen."""
        state = self.now or self.before
        return state.severity if state is not None else ""


def compared(before: Iterable[State], now: Iterable[State]) -> list[Step]:
    """Every finding of either review once: new and worse first, what is gone last."""
    then = {one.seen: one for one in before}
    current = {one.seen: one for one in now}
    steps = [_step(seen, then.get(seen), current.get(seen)) for seen in {**then, **current}]
    return sorted(steps, key=_rank)


def _step(seen: Seen, before: State | None, now: State | None) -> Step:
    if before is None:
        return Step(Change.NEW, seen, before, now, "it was not there at the last review")
    if now is None:
        return Step(Change.GONE, seen, before, now, "the logs no longer show it")
    change, because = _moved(before, now)
    return Step(change, seen, before, now, because)


def _moved(before: State, now: State) -> tuple[Change, str]:
    """Gravity first, then whether it is decided, then how often."""
    graver = _GRAVITY.get(now.severity, 0) - _GRAVITY.get(before.severity, 0)
    if graver:
        change = Change.WORSE if graver > 0 else Change.BETTER
        return change, f"{before.severity} became {now.severity}"
    if before.certain != now.certain:
        if now.certain:
            return Change.WORSE, "what was not decided is certain now"
        return Change.BETTER, "what was certain is not decided any more"
    times = f"{before.count} became {now.count} occurrences"
    if now.count > before.count * (1 + _FIFTH):
        return Change.WORSE, times
    if now.count < before.count * (1 - _FIFTH):
        return Change.BETTER, times
    return Change.PERSISTING, "as grave and about as often as before"


def _rank(step: Step) -> tuple[int, int, str, tuple[str, str]]:
    gravity = _GRAVITY.get(step.severity, 0)
    return (ORDER.index(step.change), -gravity, step.seen.kind, step.seen.subject)
