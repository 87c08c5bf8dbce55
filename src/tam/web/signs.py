"""How states, severities and parties look: word first, then shape, then colour; one table."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: the word people read, the icon's name, and the name of its colour in `tam.css`."""

    word: str
    icon: str
    tone: str


_STATES = {
    "ahead": Sign("ahead", "circle-dashed", "quiet"),
    "due": Sign("due", "clock", "due"),
    "overdue": Sign("overdue", "alert-triangle-filled", "bad"),
    "kept": Sign("kept", "circle-check-filled", "good"),
    "excused": Sign("excused", "circle-minus", "quiet"),
    # a promise in a report, which looks back
    "kept late": Sign("kept late", "circle-check-filled", "due"),
    "missed": Sign("missed", "alert-triangle-filled", "bad"),
    # a bundle on its way through the log review
    "waiting": Sign("waiting", "hourglass", "quiet"),
    "reading": Sign("being read", "progress-check", "due"),
    "read": Sign("read", "circle-check", "good"),
    "not readable": Sign("not readable", "alert-triangle", "bad"),
    "refused": Sign("refused", "circle-x", "bad"),
    # a case
    "new": Sign("new", "circle-dot", "due"),
    "in work": Sign("in work", "tool", "due"),
    "resolved": Sign("resolved", "circle-check", "good"),
    "monitoring": Sign("monitoring", "eye", "good"),
    "closed": Sign("closed", "archive", "quiet"),
    "reopened": Sign("reopened", "history", "bad"),
    # a contract or one of its lines
    "to come": Sign("to come", "circle-dashed", "quiet"),
    "running": Sign("running", "circle-check", "good"),
    "ends soon": Sign("ends soon", "clock-exclamation", "due"),
    "suspended": Sign("suspended", "player-pause", "due"),
    "ended": Sign("ended", "archive", "quiet"),
    # an answer about a contract
    "yes": Sign("yes", "circle-check", "good"),
    "no": Sign("no", "circle-x", "bad"),
    # a finding beside the last review
    "worse": Sign("worse", "arrow-up", "bad"),
    "persisting": Sign("persisting", "equal", "quiet"),
    "better": Sign("better", "arrow-down", "good"),
    "gone": Sign("gone", "check", "good"),
    # a month of a library
    "evaluated": Sign("evaluated", "circle-check-filled", "good"),
    "not evaluated": Sign("not evaluated", "alert-triangle-filled", "bad"),
    "to evaluate": Sign("to evaluate", "clock", "due"),
    # a notice in the outbox
    "planned": Sign("planned", "clock", "quiet"),
    "sending": Sign("sending", "send", "due"),
    "sent": Sign("sent", "circle-check", "good"),
    "failed": Sign("failed", "alert-triangle", "bad"),
    "unknown": Sign("not known", "question-mark", "due"),
    "cancelled": Sign("cancelled", "circle-minus", "quiet"),
}
_SEVERITIES = {
    "critical": Sign("critical", "alert-octagon-filled", "bad"),
    "major": Sign("major", "alert-triangle-filled", "due"),
    "minor": Sign("minor", "info-circle", "info"),
    "request": Sign("request", "message-circle", "quiet"),
    "warning": Sign("warning", "alert-triangle", "due"),
    "notice": Sign("notice", "info-circle", "info"),
}
_PARTIES = {
    "vendor": Sign("our move", "arrow-narrow-right", "due"),
    "customer": Sign("customer's move", "hourglass", "quiet"),
    "you": Sign("your move", "arrow-narrow-right", "due"),
    "partner": Sign("partner's move", "hourglass", "quiet"),
    "carrier": Sign("carrier's move", "truck-delivery", "quiet"),
    "nobody": Sign("nobody's move", "circle-minus", "quiet"),
}
_VERDICTS = {
    "yes": Sign("yes", "circle-check", "good"),
    "no": Sign("no", "circle-x", "bad"),
    "unknown": Sign("not known", "question-mark", "due"),
}
_NOTES = {
    "success": Sign("done", "circle-check", "good"),
    "info": Sign("for information", "info-circle", "info"),
    "debug": Sign("for information", "info-circle", "quiet"),
    "warning": Sign("take care", "alert-triangle", "due"),
    "error": Sign("not done", "alert-circle", "bad"),
}
_CLAUSES = {
    "included": Sign("included", "circle-check-filled", "good"),
    "not included": Sign("not included", "circle-x", "quiet"),
    "governed by base": Sign("governed by base", "stack-2", "info"),
    "unknown": Sign("unknown", "question-mark", "due"),
}
_FIFTY_MILES = {
    "open": Sign("inside 50 miles", "circle-check-filled", "good"),
    "warns": Sign("beyond 50 miles", "alert-triangle-filled", "due"),
    "shut": Sign("beyond 50 miles", "alert-triangle-filled", "bad"),
    "unchecked": Sign("not measured", "question-mark", "due"),
}
_DIFFERENCES = {
    "the same": Sign("the same", "equal", "quiet"),
    "sooner": Sign("sooner", "arrow-up", "good"),
    "later": Sign("later", "arrow-down", "bad"),
    "promised only there": Sign("promised only there", "plus", "good"),
    "promised only as it was": Sign("promised only as it was", "minus", "bad"),
    "another promise": Sign("another promise", "arrows-sort", "info"),
    "not known": Sign("not known", "question-mark", "due"),
}
SIGNS = MappingProxyType(
    {
        "state": _STATES,
        "severity": _SEVERITIES,
        "party": _PARTIES,
        "note": _NOTES,
        "verdict": _VERDICTS,
        "clause": _CLAUSES,
        "fifty miles": _FIFTY_MILES,
        "difference": _DIFFERENCES,
    }
)


def sign(kind: str, value: str) -> Sign:
    """The sign of a value; one that has none of its own is said in its own word, quietly."""
    return SIGNS[kind].get(value, Sign(value, "circle", "quiet"))


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar: its word, its number, where it starts and how long it is, in per cent."""

    word: str
    count: int
    start: str
    percent: str


def parts(counts: Mapping[str, int]) -> list[Part]:
    """The parts of a whole; a whole of nothing has parts of nothing."""
    whole, before, found = sum(counts.values()) or 1, 0, []
    for name, count in counts.items():
        start, percent = f"{100 * before / whole:.2f}", f"{100 * count / whole:.1f}"
        found.append(Part(name, count, start, percent))
        before += count
    return found


@dataclass(frozen=True, slots=True)
class Sorting:
    """What a sortable heading says and asks for."""

    next: str
    icon: str
    aria: str


def sorting(key: str, order: str) -> Sorting:
    """Up, then down, then up again; a column that is not sorted by asks for up."""
    if not key or order.lstrip("-") != key:
        return Sorting(key, "arrows-sort", "")
    if order.startswith("-"):
        return Sorting(key, "sort-descending", "descending")
    return Sorting(f"-{key}", "sort-ascending", "ascending")
