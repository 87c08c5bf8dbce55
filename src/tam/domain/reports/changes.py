"""What a revision changes: the differences between two contents of one report (TAM-08)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from typing import TypeVar

from tam.domain.refusals import Refused
from tam.domain.reports.content import (
    CaseEntry,
    Change,
    Coming,
    FindingEntry,
    LogEntry,
    Need,
    PromiseEntry,
    Reader,
    Report,
    ReviewEntry,
)
from tam.domain.reports.phrases import day

Entry = TypeVar(
    "Entry",
    CaseEntry,
    PromiseEntry,
    ReviewEntry,
    FindingEntry,
    LogEntry,
    Need,
    Coming,
    Reader,
)

ABSENT = "not in the report"
PRESENT = "in the report"
_QUIET = frozenset({"age_days", "digest", "proof", "because", "readings"})


def said(value: object) -> str:
    """A value as a reader compares it."""
    if value is None or value == "":
        return "nothing"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M} UTC"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _fields(where: str, name: str, old: Entry, new: Entry) -> Iterator[Change]:
    """The fields in which one entry differs; what follows from others or from time is quiet."""
    for one in fields(old):
        before, after = getattr(old, one.name), getattr(new, one.name)
        if before != after and one.name not in _QUIET:
            word = one.name.replace("_", " ")
            yield Change(where, f"{name}: {word}", said(before), said(after))


def _entries(
    where: str, old: Sequence[Entry], new: Sequence[Entry], name: Callable[[Entry], str]
) -> Iterator[Change]:
    """Entries that went, changed, or came."""
    before, after = {name(one): one for one in old}, {name(one): one for one in new}
    for key, entry in before.items():
        if key not in after:
            yield Change(where, key, PRESENT, ABSENT)
        else:
            yield from _fields(where, key, entry, after[key])
    for key in after:
        if key not in before:
            yield Change(where, key, ABSENT, PRESENT)


def _titled(entry: PromiseEntry | ReviewEntry) -> str:
    return f"{entry.title}, {entry.library}" if entry.library else entry.title


def changes(old: Report, new: Report) -> tuple[Change, ...]:
    """Every difference a reader should know, section by section."""
    words = [
        Change("Report", word, said(before), said(after))
        for word, before, after in (
            ("answer", old.answer, new.answer),
            ("remark", old.summary, new.summary),
            ("last day", old.until_on, new.until_on),
        )
        if before != after
    ]
    return (
        *words,
        *_entries("Cases", old.cases, new.cases, lambda one: one.number),
        *_entries("Promises", old.promises, new.promises, _titled),
        *_entries("Reviews", old.reviews, new.reviews, _titled),
        *_entries(
            "Findings",
            old.findings,
            new.findings,
            lambda one: f"{one.library} {one.subject}: {one.title}",
        ),
        *_entries("Logs", old.logs, new.logs, lambda one: one.library),
        *_entries("What we need from you", old.needs, new.needs, lambda one: one.what),
        *_entries("What comes next", old.coming, new.coming, lambda one: one.what),
        *(Change("Not done", one, PRESENT, ABSENT) for one in old.undone if one not in new.undone),
        *(Change("Not done", one, ABSENT, PRESENT) for one in new.undone if one not in old.undone),
        *_entries("Readers", old.readers, new.readers, lambda one: one.email),
    )


def revised(old: Report, new: Report) -> Report:
    """The new content with its differences listed; one that changes nothing is refused."""
    found = changes(old, new)
    if not found:
        raise Refused("TAM-08", f"Nothing differs from revision {old.revision}; it stands.")
    return replace(new, changes=found)
