"""The changes that an amendment can be: lines, days, suspension and resumption (TAM-01)."""

from dataclasses import dataclass, replace
from datetime import date

from tam.apps.entitlement.facts import DAY, site_name, unit_name
from tam.apps.entitlement.models import ContractLine, Suspension
from tam.apps.entitlement.services import amending
from tam.apps.entitlement.services.amending import Asked, Change, Unfit
from tam.apps.entitlement.services.book import Book
from tam.apps.entitlement.services.entering import NotThere, find_place
from tam.apps.entitlement.verdicts import Verdict
from tam.domain.catalogue.load import UnknownLevel, standard
from tam.domain.entitlement import changes
from tam.domain.entitlement.entry import WrittenLine, read_line
from tam.domain.entitlement.facts import ContractFacts, LineFacts, Period


def _called(line: LineFacts, book: Book) -> str:
    """A line in words: its number, level and place."""
    place = book.names.get(line.unit or "", book.names.get(line.site or "", "the site"))
    return f"line {line.number}, {standard().level(line.level).name} on {place}"


def add_line(*, asked: Asked, line: WrittenLine) -> Verdict:
    """Add a line to a contract."""

    def make(before: ContractFacts, book: Book) -> Change:
        own = (before.starts_on, before.ends_on)
        read = read_line(line, changes.next_number(before), own, standard())
        if isinstance(read, tuple):
            raise Unfit(read[0].field.rpartition(".")[2], read[0].reason)
        try:
            at = find_place(read, book)
        except NotThere as missing:
            raise Unfit(missing.field, str(missing)) from missing
        new = LineFacts(
            level=read.level,
            starts_on=read.starts_on,
            ends_on=read.ends_on,
            number=read.number,
            unit=unit_name(at.equipment_id),
            site=site_name(at.site_id),
            options=read.options,
            level_version=read.level_version,
        )
        after = replace(before, lines=(*before.lines, new))
        says = f"Added {_called(new, book)}, {new.starts_on} to {new.ends_on}."
        return Change("line added", new.starts_on, says, after)

    return amending.amend(asked=asked, make=make)


def end_line(*, asked: Asked, number: int, last: date) -> Verdict:
    """Let a line end on another day."""

    def make(before: ContractFacts, book: Book) -> Change:
        line = changes.line_of(before, number)
        after = changes.end_line(before, number, last)
        says = f"Moved the end of {_called(line, book)} from {line.ends_on} to {last}."
        return Change("line ended", min(line.ends_on, last) + DAY, says, after)

    return amending.amend(asked=asked, make=make)


def change_level(*, asked: Asked, number: int, level: str, on: date) -> Verdict:
    """Give a machine another level from a day on, in the version of that day."""

    def make(before: ContractFacts, book: Book) -> Change:
        line = changes.line_of(before, number)
        try:
            name = standard().level_on(level, on).name
        except UnknownLevel as unknown:
            raise Unfit("level", str(unknown)) from unknown
        if not line.starts_on < on <= line.ends_on:
            raise Unfit("on", f"Line {number} runs {line.starts_on} to {line.ends_on}; give a day "
                              "after its first.")  # fmt: skip
        after = changes.change_level(before, number, level, on)
        says = f"Changed {_called(line, book)}, to {name} from {on}."
        return Change("level changed", on, says, after)

    return amending.amend(asked=asked, make=make)


def move_end(*, asked: Asked, last: date) -> Verdict:
    """Let a contract end on another day; its lines that ended with it go along."""

    def make(before: ContractFacts, book: Book) -> Change:
        if last < before.starts_on:
            raise Unfit("last", f"It cannot end before it starts, on {before.starts_on}.")
        after = changes.move_end(before, last)
        says = f"Moved the end of the contract from {before.ends_on} to {last}."
        return Change("end moved", min(before.ends_on, last) + DAY, says, after)

    return amending.amend(asked=asked, make=make)


def suspend(*, asked: Asked, days: Period, number: int | None = None) -> Verdict:
    """Take days out of a contract, or of one of its lines."""

    def make(before: ContractFacts, book: Book) -> Change:
        if number is None:
            after, what = changes.suspend(before, days), "the contract"
        else:
            after = changes.suspend_line(before, number, days)
            what = _called(changes.line_of(before, number), book)
        says = f"Suspended {what}, from {days.starts_on} to {days.ends_on}."
        return Change("suspended", days.starts_on, says, after)

    return amending.amend(asked=asked, make=make)


@dataclass(frozen=True)
class _Running:
    """A suspension that is to end early, with what is left of it."""

    row: Suspension
    whole: Period
    left: tuple[Period, ...]


def _shortened(suspension_id: int, asked: Asked, on: date) -> _Running:
    row = Suspension.unscoped.get(pk=suspension_id, contract_id=asked.contract_id)
    if row.resumed_on is not None or on > row.ends_on:
        ended = row.resumed_on or row.ends_on + DAY
        raise Unfit("on", f"The suspension ends before that; cover is back from {ended}.")
    whole = Period(row.starts_on, row.ends_on)
    left = (Period(row.starts_on, on - DAY),) if on > row.starts_on else ()
    return _Running(row, whole, left)


def resume(*, asked: Asked, suspension_id: int, on: date) -> Verdict:
    """End a suspension early: cover is back from this day."""

    def make(before: ContractFacts, book: Book) -> Change:
        running = _shortened(suspension_id, asked, on)
        line = running.row.line
        says = f"Resumed {'the contract' if line is None else f'line {line.number}'} from {on}."
        after = _without(before, running, line)
        return Change("resumed", on, says, after, resumes=running.row.pk)

    return amending.amend(asked=asked, make=make)


def _without(before: ContractFacts, running: _Running, line: ContractLine | None) -> ContractFacts:
    def less(days: tuple[Period, ...]) -> tuple[Period, ...]:
        at = days.index(running.whole)
        return (*days[:at], *running.left, *days[at + 1 :])

    if line is None:
        return replace(before, suspended=less(before.suspended))
    lines = tuple(
        replace(one, suspended=less(one.suspended)) if one.number == line.number else one
        for one in before.lines
    )
    return replace(before, lines=lines)
