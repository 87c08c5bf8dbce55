"""The sentence on top: is anything wrong? (TAM-08)."""

from collections.abc import Iterable
from enum import Enum

from tam.domain.reports.content import CaseEntry, FindingEntry, PromiseEntry
from tam.domain.reports.findings import ACT, WATCH
from tam.domain.reports.phrases import counted, listed
from tam.domain.reports.promises import EXCUSED, KEPT, LATE, MISSED


class Mood(Enum):
    """How an account stands: somebody must act now, something is watched, or all is calm."""

    ACT = "act"
    WATCH = "watch"
    CALM = "calm"


WORDS = {Mood.ACT: "Action needed", Mood.WATCH: "Being watched", Mood.CALM: "All calm"}


def _verb(number: int, one: str, many: str) -> str:
    return one if number == 1 else many


def _urgent(
    cases: Iterable[CaseEntry], promises: Iterable[PromiseEntry], findings: Iterable[FindingEntry]
) -> list[str]:
    """What makes the answer a yes."""
    critical = sum(one.group == "open" and one.severity == "critical" for one in cases)
    act = sum(one.group == ACT for one in findings)
    missed = sum(one.state == MISSED for one in promises)
    parts = []
    if critical:
        parts.append(f"{counted(critical, 'critical case')} {_verb(critical, 'is', 'are')} open")
    if act:
        parts.append(f"{counted(act, 'finding')} {_verb(act, 'asks', 'ask')} for action now")
    if missed:
        parts.append(f"we missed {counted(missed, 'promise')}")
    return parts


def _watched(cases: Iterable[CaseEntry], findings: Iterable[FindingEntry]) -> list[str]:
    """What is under way without asking for action at once."""
    known = list(cases)
    opened = [one for one in known if one.group == "open"]
    yours = sum(one.waiting_on == "customer" for one in opened)
    monitored = sum(one.group == "monitoring" for one in known)
    watch = sum(one.group == WATCH for one in findings)
    parts = []
    if opened:
        waits = f" ({yours} {_verb(yours, 'waits', 'wait')} for you)" if yours else ""
        count = len(opened)
        parts.append(f"{counted(count, 'case')} {_verb(count, 'is', 'are')} open{waits}")
    if monitored:
        parts.append(
            f"{counted(monitored, 'repaired case')} {_verb(monitored, 'is', 'are')} monitored"
        )
    if watch:
        parts.append(f"{counted(watch, 'finding')} {_verb(watch, 'is', 'are')} watched")
    return parts


def _promises(promises: Iterable[PromiseEntry]) -> str:
    """What became of the promises that are settled or past their day."""
    states = [one.state for one in promises]
    kept, late, missed = states.count(KEPT), states.count(LATE), states.count(MISSED)
    judged = kept + late + missed
    if not judged:
        rest = " The rest is excused." if states.count(EXCUSED) else ""
        return f"No promise of ours fell due in this period.{rest}"
    if kept == judged:
        all_of_them = "The one promise" if judged == 1 else f"All {judged} promises"
        return f"{all_of_them} of ours {_verb(judged, 'was', 'were')} kept in time."
    parts = [f"{kept} of {counted(judged, 'promise')} {_verb(kept, 'was', 'were')} kept in time"]
    if late:
        parts.append(f"{late} late")
    if missed:
        parts.append(f"{missed} not at all")
    return f"{listed(parts)}."


def answer(
    cases: tuple[CaseEntry, ...],
    promises: tuple[PromiseEntry, ...],
    findings: tuple[FindingEntry, ...],
    *,
    logs_came: bool,
) -> tuple[Mood, str]:
    """The mood and the sentence: the answer first, then how we kept what we owe."""
    urgent, watched = _urgent(cases, promises, findings), _watched(cases, findings)
    kept = _promises(promises)
    if urgent:
        also = f" Also, {listed(watched)}." if watched else ""
        return Mood.ACT, f"Yes: {listed(urgent)}.{also} {kept}"
    if watched:
        return Mood.WATCH, f"Nothing asks for action at once; {listed(watched)}. {kept}"
    logs = "the logs name nothing to act on" if logs_came else "no library log came"
    return Mood.CALM, f"No: no case is open, and {logs}. {kept}"
