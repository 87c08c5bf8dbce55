"""A status report -> the words of its PDF: strings and numbers, ready to be laid out (TAM-08)."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TypeVar

from tam.adapters.pdf.glyphs import visible
from tam.domain.clock.zones import zone
from tam.domain.reports import cases, findings
from tam.domain.reports.answer import WORDS, Mood
from tam.domain.reports.content import CaseEntry, FindingEntry, PromiseEntry, Report
from tam.domain.reports.phrases import counted, day, listed

T = TypeVar("T")
PROOF_LENGTH = 16
MOVES = {
    "vendor": "our move",
    "customer": "your move",
    "partner": "partner's move",
    "carrier": "carrier's move",
    "nobody": "nobody's move",
}


def moment(at: datetime, zone_name: str) -> str:
    """A moment on the wall of the report's zone."""
    here = at.astimezone(zone(zone_name))
    return f"{day(here.date())}, {here:%H:%M}"


def _short(on: date | None) -> str:
    return f"{on.day} {on:%b %Y}" if on else ""


def _came(on: date | None) -> str:
    return f"of {_short(on)}" if on else "none yet"


def _brief(at: datetime, zone_name: str) -> str:
    here = at.astimezone(zone(zone_name))
    return f"{_short(here.date())}, {here:%H:%M}"


def case(entry: CaseEntry) -> dict[str, object]:
    """A case in words: what, how grave, where it stands, whose move, what was said last."""
    stand = f"{entry.state}, {MOVES[entry.waiting_on]} since {_short(entry.waiting_since)}"
    if entry.group == "monitoring":
        stand = f"monitored until {_short(entry.monitored_until)}"
    if entry.group == "resolved":
        stand = f"resolved on {_short(entry.resolved_on)}"
    return {
        "number": entry.number,
        "title": entry.title,
        "severity": entry.severity,
        "where": entry.where,
        "stand": stand,
        "age": f"opened {_short(entry.opened_on)}, {counted(entry.age_days, 'day')} ago",
        "new": entry.opened_here,
        "said": entry.said_last if entry.group == "open" else "",
    }


def promise(entry: PromiseEntry, zone_name: str) -> dict[str, object]:
    """A promise in words, with who settled it when, and the proof's digest."""
    settled = ""
    if entry.settled_at:
        settled = f"{_brief(entry.settled_at, zone_name)}, {entry.settled_by}"
    return {
        "clause": entry.clause,
        "title": entry.title,
        "library": entry.library,
        "by": _short(entry.by),
        "state": entry.state,
        "settled": settled,
        "proof": entry.proof,
        "digest": entry.digest[:PROOF_LENGTH],
    }


def finding(entry: FindingEntry, zone_name: str) -> dict[str, object]:
    """A finding in words: what, on which library, how often, and what to do."""
    seen = counted(entry.count, "time")
    if entry.last_seen:
        seen += f", last {_brief(entry.last_seen, zone_name)}"
    if not entry.certain:
        seen += ", not certain yet"
    return {
        "severity": entry.severity,
        "title": entry.title,
        "subject": f"{entry.library}, {entry.subject}",
        "advice": entry.advice,
        "seen": seen,
    }


def _groups(
    entries: Iterable[T], key: Callable[[T], str], words: dict[str, str], row: Callable[[T], object]
) -> list[dict[str, object]]:
    """Entries under the headings of their groups; an empty group is left out."""
    known = list(entries)
    found: list[dict[str, object]] = []
    for name, word in words.items():
        rows: list[object] = [row(one) for one in known if key(one) == name]
        if rows:
            found.append({"name": name, "word": f"{word} ({len(rows)})", "rows": rows})
    return found


def _head(report: Report) -> list[list[str]]:
    """The facts on top."""
    return [
        ["For", report.account],
        ["Period", f"{day(report.from_on)} to {day(report.until_on)}"],
        ["Issued", f"{moment(report.issued_at, report.zone)} ({report.zone})"],
        ["By", report.issued_by],
        ["Contract", listed(report.contracts) or "none on record"],
    ]


def sheet(report: Report, digest: str) -> dict[str, object]:
    """All words of the PDF; `digest` is the one of the frozen content."""
    place = report.zone
    plain: dict[str, object] = {
        "name": report.name,
        "account": report.account,
        "issued": [report.issued_at.year, report.issued_at.month, report.issued_at.day],
        "head": _head(report),
        "zone": place,
        "digest": digest,
        "mood": report.mood,
        "moodword": WORDS[Mood(report.mood)],
        "answer": report.answer,
        "summary": [line for line in report.summary.split("\n") if line],
        "author": report.issued_by,
        "counts": [{"word": word, "count": count} for word, count in report.counts.items()],
        "cases": _groups(report.cases, lambda one: one.group, cases.HEADINGS, case),
        "needs": [{"what": one.what, "by": _short(one.by), "why": one.why} for one in report.needs],
        "clauses": [
            [one.clause, one.title, one.owed, one.kept, one.late, one.due, one.missed, one.excused]
            for one in report.clauses
        ],
        "promises": [promise(one, place) for one in report.promises],
        "findings": _groups(
            report.findings, lambda one: one.group, findings.WORDS, lambda one: finding(one, place)
        ),
        "logs": [f"{one.library} {_came(one.received_on)}" for one in report.logs],
        "haslog": any(one.received_on for one in report.logs),
        "reviews": [
            {
                "title": f"{one.title}, {one.library}" if one.library else one.title,
                "outcome": one.outcome,
                "remark": one.remark,
                "signed": f"{one.signed_by}, {_brief(one.signed_at, place)}",
                "bundles": counted(one.bundles, "log bundle"),
            }
            for one in report.reviews
        ],
        "coming": [
            {"on": _short(one.on), "what": one.what, "clause": one.clause} for one in report.coming
        ],
        "undone": list(report.undone),
        "readers": [
            {"name": one.name, "role": one.role, "email": one.email, "side": one.side}
            for one in report.readers
        ],
        "changes": [[one.where, one.what, one.before, one.after] for one in report.changes],
    }
    shown = _visible(plain)
    assert isinstance(shown, dict)  # noqa: S101 - a mapping stays one
    return shown


def _visible(value: object) -> object:
    """Every string with nothing in it that the fonts cannot show."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, list):
        return [_visible(one) for one in value]
    if isinstance(value, dict):
        return {key: _visible(one) for key, one in value.items()}
    return value
