"""The outcome that a period's facts speak for, to be confirmed or changed (TAM-06, TAM-07)."""

from collections.abc import Iterable
from dataclasses import dataclass

from tam.domain.logreview.outcome import Outcome, Period, Seen
from tam.domain.logreview.signature import Match


@dataclass(frozen=True, slots=True)
class Proposal:
    """The outcome that the facts speak for, and why, for the reviewer to confirm or to change."""

    outcome: Outcome
    because: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """What an outcome stands on: matches with signatures, new findings, and those that go on."""

    matches: tuple[Match, ...] = ()
    fresh: tuple[Seen, ...] = ()
    lasting: tuple[Seen, ...] = ()
    acknowledged: int = 0


def propose(grounds: Grounds, period: Period) -> Proposal:
    """The outcome of a period.

    A match with the signature of a case decides; else anything new; else, where logs cover the
    period as far as its duty asks, it is clean: what stood before and is none of the case's goes
    on, and is named.
    """
    if not period.received:
        return Proposal(Outcome.NO_LOGS, "No log that could be read was received for this period.")
    if not period.has_logs:
        return Proposal(Outcome.GAP, "The logs received speak of other days than this period.")
    if grounds.matches:
        return Proposal(grounds.matches[0].outcome, grounds.matches[0].because)
    if grounds.fresh:
        return Proposal(Outcome.NEW, f"{_named(grounds.fresh)} new in this period.")
    rest = _rest(grounds)
    if not period.may_be_clean:
        return Proposal(
            Outcome.GAP,
            f"{rest} But logs do not cover the whole period; a gap is no pass.",
        )
    return Proposal(Outcome.CLEAN, f"Logs cover the period. {rest}")


def _rest(grounds: Grounds) -> str:
    said = []
    if grounds.lasting:
        said.append(f"Nothing new was found; {_named(grounds.lasting, 'goes', 'go')} on.")
    else:
        said.append("Nothing was found.")
    if grounds.acknowledged:
        many = "finding is" if grounds.acknowledged == 1 else "findings are"
        said.append(f"{grounds.acknowledged} acknowledged {many} left out.")
    return " ".join(said)


def _named(found: Iterable[Seen], one: str = "is", many: str = "are") -> str:
    """The first finding by its name, the others by their number, and the verb that fits."""
    known = list(found)
    first = f"{known[0].kind} about {known[0].subject_id}"
    if len(known) == 1:
        return f"{first} {one}"
    return f"{first} and {len(known) - 1} more {many}"
