"""Reading the months of a library: what was evaluated and found, what was missing (TAM-07)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from tam.apps.logreview.facts import (
    Window,
    by_evaluation,
    counting,
    latest_evaluations,
    period_of,
    readable_bundles,
    window_of,
)
from tam.apps.logreview.facts_watching import Part, parts
from tam.apps.logreview.models import Evaluation, Finding, LogBundle
from tam.apps.notices.selectors import notices_of
from tam.apps.obligations import selectors as ledger
from tam.apps.obligations.selectors import LedgerLine
from tam.domain.clock.zones import zone
from tam.domain.logreview.chasing import Ask, cause_of
from tam.domain.obligations.duties import DutyKind
from tam.domain.principals import Scope

EVALUATED, NOT_EVALUATED, TO_EVALUATE, EXCUSED = (
    "evaluated", "not evaluated", "to evaluate", "excused",
)  # fmt: skip


@dataclass(frozen=True)
class MonthFinding:
    """One finding of a month."""

    kind: str
    severity: str
    subject: str
    certain: bool
    count: int


@dataclass(frozen=True)
class Asked:
    """Somebody was asked for the logs of a month, or reminded."""

    name: str
    at: datetime
    again: bool


@dataclass(frozen=True)
class Month:
    """One month of a library: what was looked at, what was found, what was missing."""

    obligation_id: int
    first: date
    last: date
    state: str
    outcome: str
    because: str
    remark: str
    bundles: list[str]
    days_covered: int
    gaps: list[tuple[date, date]]
    findings: list[MonthFinding]
    asked: list[Asked]


@dataclass(frozen=True)
class Often:
    """A finding with the number of evaluated months that show it."""

    kind: str
    subject: str
    months: int


@dataclass(frozen=True)
class Months:
    """The months of a library so far, the newest first, and what returns in them."""

    months: list[Month]
    evaluated: int
    often: list[Often]


def months(*, scope: Scope, equipment_id: int, now: datetime) -> Months:
    """The monthly evaluations of a library that have begun; a fixed number of queries."""
    lines = [
        line
        for line in ledger.ledger(scope=scope, now=now, equipment_id=equipment_id)
        if line.duty == DutyKind.ASL_EVALUATION.value and _begun(line, now)
    ]
    rows = readable_bundles(scope=scope, equipment_id=equipment_id)
    windows = {line.id: window_of(line) for line in lines}
    waiting = {line.id: counting(rows, windows[line.id]) for line in lines if line.proof is None}
    latest = latest_evaluations({row for some in waiting.values() for row in some}, whole=False)
    found = by_evaluation(latest)
    asked = _asked(scope, [line.id for line in lines])
    known = [
        _settled(line, windows[line.id], line.proof.data, asked[line.id])
        if line.proof is not None
        else _open(line, windows[line.id], now, (waiting[line.id], latest, found, asked[line.id]))
        for line in lines
    ]
    done = [month for month in known if month.state == EVALUATED]
    return Months(known[::-1], len(done), _often(done))


def _begun(line: LedgerLine, now: datetime) -> bool:
    return line.opens_on <= now.astimezone(zone(line.zone)).date()


def _asked(scope: Scope, numbers: Sequence[int]) -> dict[int, list[Asked]]:
    """Who was asked for which month, and who was reminded; one query."""
    causes = {cause_of(number, ask): (number, ask) for number in numbers for ask in Ask}
    found: dict[int, list[Asked]] = {number: [] for number in numbers}
    for cause, name, at, _ in notices_of(scope=scope, causes=causes):
        number, ask = causes[cause]
        found[number].append(Asked(name, at, again=ask is Ask.REMINDER))
    return found


def _settled(
    line: LedgerLine, window: Window, data: Mapping[str, object], asked: list[Asked]
) -> Month:
    """A month whose evaluation was signed, or excused, as its proof says."""
    outcome = str(data.get("outcome", ""))
    period = cast("Mapping[str, object]", data.get("period", {}))
    gaps = cast("list[list[str]]", period.get("gaps", []))
    return Month(
        obligation_id=line.id,
        first=window.first,
        last=window.last,
        state=_state_of(line, outcome),
        outcome=outcome,
        because=line.proof.summary if line.proof else "",
        remark=str(data.get("remark", "")),
        bundles=[str(one["name"]) for one in parts(data, "bundles")],
        days_covered=_covered(data),
        gaps=[(date.fromisoformat(first), date.fromisoformat(last)) for first, last in gaps],
        findings=[_said(one) for one in parts(data, "findings")],
        asked=asked,
    )


def _state_of(line: LedgerLine, outcome: str) -> str:
    """A month that was excused because its logs were missing was not evaluated, never clean."""
    if line.proof is not None and line.proof.kind == "kept":
        return EVALUATED
    return NOT_EVALUATED if outcome else EXCUSED


def _covered(data: Mapping[str, object]) -> int:
    period = cast("Mapping[str, object]", data.get("period", {}))
    return cast("int", period.get("days_covered", 0))


def _said(one: Part) -> MonthFinding:
    return MonthFinding(
        str(one["kind"]),
        str(one["severity"]),
        " ".join(cast("list[str]", one["subject"])),
        bool(one["certain"]),
        cast("int", one["count"]),
    )


Known = tuple[list[LogBundle], list[Evaluation], dict[int, list[Finding]], list[Asked]]


def _open(line: LedgerLine, window: Window, now: datetime, known: Known) -> Month:
    """A month that nobody signed yet: what its logs say so far."""
    rows, latest, found, asked = known
    period = period_of(window, rows)
    over = now.astimezone(zone(window.zone)).date() > window.last
    return Month(
        obligation_id=line.id,
        first=window.first,
        last=window.last,
        state=NOT_EVALUATED if over else TO_EVALUATE,
        outcome="",
        because=_lack(over=over, has_logs=period.has_logs),
        remark="",
        bundles=[row.name for row in rows],
        days_covered=period.cover.days,
        gaps=list(period.cover.gaps),
        findings=[_of_row(one) for one in _telling(rows, latest, found)],
        asked=asked,
    )


def _lack(*, over: bool, has_logs: bool) -> str:
    if has_logs:
        late = "The month is over and nobody signed it" if over else "Nobody signed it yet"
        return f"{late}; this is what its logs say."
    if over:
        return "No log of this month was received, so nothing was evaluated."
    return "No log of this month was received yet."


def _telling(
    rows: Iterable[LogBundle], latest: Iterable[Evaluation], found: Mapping[int, list[Finding]]
) -> list[Finding]:
    """What the newest of these bundles says, judged with those before it."""
    judged = {one.bundle_id: one.pk for one in latest}
    newest = [judged[row.pk] for row in rows if row.pk in judged][-1:]
    return [one for number in newest for one in found[number]]


def _of_row(row: Finding) -> MonthFinding:
    subject = f"{row.subject_type} {row.subject_id}"
    return MonthFinding(row.kind, row.severity, subject, row.certain, row.count)


def _often(done: Iterable[Month]) -> list[Often]:
    """What more than one evaluated month shows, the most frequent first."""
    counted = Counter(
        key for month in done for key in {(one.kind, one.subject) for one in month.findings}
    )
    often = [Often(kind, subject, count) for (kind, subject), count in counted.items() if count > 1]
    return sorted(often, key=lambda one: (-one.months, one.kind, one.subject))
