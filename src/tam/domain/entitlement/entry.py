"""A contract as somebody wrote it, read field by field into one entry (NOTE-7).

Form, API and CSV hand over the same words here, so that they get the same complaints.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from tam.domain.catalogue.load import Catalogue, UnknownLevel
from tam.domain.catalogue.terms import Kind
from tam.domain.readings import UnknownReading, parse_setting
from tam.domain.words import plain

T = TypeVar("T")

MOST_LINES = 500
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
LENGTHS = {
    "number": 40,
    "account": 60,
    "master_agreement": 120,
    "follows": 40,
    "contact": 254,
    "site": 200,
    "serial": 60,
}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """One line as it was written; empty days mean the contract's own."""

    level: str = ""
    site: str = ""
    serial: str = ""
    starts_on: str = ""
    ends_on: str = ""
    options: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A contract as it was written: every field a text, an empty one where nothing was said."""

    number: str = ""
    account: str = ""
    starts_on: str = ""
    ends_on: str = ""
    master_agreement: str = ""
    follows: str = ""
    contact: str = ""
    readings: str = ""
    lines: tuple[WrittenLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Complaint:
    """A field that cannot be read, as `starts_on` or `lines[2].level`, and what to do about it."""

    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class EnteredLine:
    """One line that can be read; `serial` is empty where it is about the whole site."""

    number: int
    level: str
    level_version: int
    site: str
    serial: str
    starts_on: date
    ends_on: date
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A contract that can be read; whether it may be entered is another question."""

    number: str
    account: str
    starts_on: date
    ends_on: date
    master_agreement: str
    follows: str
    contact: str
    readings: tuple[tuple[str, str], ...]
    lines: tuple[EnteredLine, ...]


class Unreadable(ValueError):
    """One text that cannot be read; the message says what to write instead."""


def day_of(text: str) -> date:
    """A day as ISO writes it, within the years that contracts may have."""
    if not _DAY.fullmatch(text):
        raise Unreadable(f"{_shown(text)} is no day; write year-month-day, such as 2026-03-04.")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Unreadable(f"{text} is not in the calendar; check month and day.") from None
    if not EARLIEST <= day <= LATEST:
        raise Unreadable(f"{text} is outside {EARLIEST} to {LATEST}; check the year.")
    return day


def read(written: Written, catalogue: Catalogue) -> Entry | tuple[Complaint, ...]:
    """The contract that was written, or everything in it that cannot be read."""
    reader = _Reader(catalogue)
    entry = reader.contract(written)
    return tuple(reader.complaints) or entry


def read_line(
    written: WrittenLine, number: int, own: tuple[date, date], catalogue: Catalogue
) -> EnteredLine | tuple[Complaint, ...]:
    """One line to be added, or everything in it that cannot be read; `own` is the contract's."""
    reader = _Reader(catalogue)
    line = reader.line(number, written, own)
    return tuple(reader.complaints) or line


def _shown(text: str) -> str:
    """What was written, short enough for a sentence."""
    short = plain(text)[:40]
    return f"“{short}”" if short else "An empty field"


class _Reader:
    """Reads field after field and goes on after a wrong one, so that all are told at once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.complaints: list[Complaint] = []

    def contract(self, written: Written) -> Entry:
        """The contract; what could not be read stands in for itself beside its complaint."""
        starts_on, ends_on = self.days("", (written.starts_on, written.ends_on), None)
        entry = Entry(
            number=self.words("number", written.number, needed="Give the contract's number."),
            account=self.words(
                "account", written.account, needed="Say whose contract it is: the account's name "
                "in addresses, such as northern-lights.",
            ),
            starts_on=starts_on,
            ends_on=ends_on,
            master_agreement=self.words("master_agreement", written.master_agreement),
            follows=self.words("follows", written.follows),
            contact=self.words("contact", written.contact),
            readings=self.tried("readings", written.readings, _readings, ()),
            lines=tuple(
                self.line(number, line, (starts_on, ends_on))
                for number, line in enumerate(written.lines[:MOST_LINES], 1)
            ),
        )  # fmt: skip
        if not written.lines:
            self.wrong("lines", "A contract has at least one line; add one.")
        if len(written.lines) > MOST_LINES:
            self.wrong("lines", f"A contract has at most {MOST_LINES} lines; split it in two.")
        return entry

    def line(self, number: int, written: WrittenLine, own: tuple[date, date]) -> EnteredLine:
        """One line; its days are the contract's where it names none."""
        place = f"lines[{number}]."
        starts_on, ends_on = self.days(place, (written.starts_on, written.ends_on), own)
        level = self.tried(f"{place}level", written.level.strip(), self.level, "")
        version = self.catalogue.level_on(level, starts_on).version if level else 0
        return EnteredLine(
            number=number,
            level=level,
            level_version=version,
            site=self.words(f"{place}site", written.site, needed="Name the site it is for."),
            serial=self.words(f"{place}serial", written.serial),
            starts_on=starts_on,
            ends_on=ends_on,
            options=self.tried(f"{place}options", written.options, self.options, ()),
        )

    def days(
        self, place: str, texts: tuple[str, str], own: tuple[date, date] | None
    ) -> tuple[date, date]:
        """First and last day; a last one before the first is a complaint."""
        stand_ins = own or (EARLIEST, LATEST)
        before = len(self.complaints)
        first, last = (
            stand_in
            if own is not None and not text.strip()
            else self.tried(f"{place}{name}", text.strip(), day_of, stand_in)
            for name, text, stand_in in zip(("starts_on", "ends_on"), texts, stand_ins, strict=True)
        )
        if last < first and len(self.complaints) == before:
            self.wrong(f"{place}ends_on", f"It ends on {last}, before it starts on {first}.")
            return stand_ins
        return first, last

    def words(self, field: str, text: str, needed: str = "") -> str:
        """A text of one line, cleaned of what cannot be seen."""
        said, most = plain(text), LENGTHS[field.rpartition(".")[2]]
        if not said and needed:
            self.wrong(field, needed)
        if len(said) > most:
            self.wrong(field, f"It has {len(said)} characters; at most {most} fit.")
        return said

    def tried(self, field: str, text: str, way: Callable[[str], T], otherwise: T) -> T:
        """A text read in its way; what cannot be read is a complaint and something else instead."""
        try:
            return way(text)
        except (Unreadable, UnknownLevel, UnknownReading) as wrong:
            self.wrong(field, str(wrong))
            return otherwise

    def level(self, text: str) -> str:
        """The id of a level that a line may have."""
        if not text:
            raise Unreadable("Name the level, such as four_hour_on_site.")
        level = self.catalogue.level(plain(text)[:60])
        if level.kind is Kind.OPTION:
            raise Unreadable(f"{level.id} is an option; write it among the options of a line.")
        return level.id

    def options(self, text: str) -> tuple[str, ...]:
        """The ids of options, parted by blanks or semicolons."""
        names = plain(text).replace(";", " ").split()
        for name in names:
            if self.catalogue.level(name[:60]).kind is not Kind.OPTION:
                raise Unreadable(f"{name} is no option; give it a line of its own.")
            if names.count(name) > 1:
                raise Unreadable(f"{name} is named twice.")
        return tuple(names)

    def wrong(self, field: str, reason: str) -> None:
        """Keep a complaint."""
        self.complaints.append(Complaint(field, reason))


def _readings(text: str) -> tuple[tuple[str, str], ...]:
    """The readings that a contract sets for itself: `A18=42; A9=exclusive`."""
    pairs = [parse_setting(part) for part in plain(text).replace(";", " ").split()]
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise Unreadable(f"{name} is set twice.")
    return tuple(sorted(pairs))
