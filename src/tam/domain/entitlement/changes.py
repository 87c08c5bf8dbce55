"""Changes of a contract: amendment, renewal, suspension, a lapsing base, its end (TAM-01)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tam.domain.catalogue.load import Catalogue
from tam.domain.catalogue.terms import Kind
from tam.domain.entitlement.contracts import Finding, Weight, running_lines
from tam.domain.entitlement.facts import BadFacts, ContractFacts, LineFacts, Period
from tam.domain.entitlement.pairing import level_of, pair_days
from tam.domain.entitlement.sentences import Said
from tam.domain.entitlement.spans import in_words, overlap
from tam.domain.entitlement.wording import kind_of
from tam.domain.readings import Readings

DAY = timedelta(days=1)
ALERT_DAYS = (90, 60, 30, 7)  # nothing is published; a parameter of the caller


@dataclass(frozen=True, slots=True)
class Lapse:
    """An add-on line and the days on which it is void for want of a base (A31)."""

    line: LineFacts
    days: tuple[Period, ...]
    reason: Said


def lapses(contract: ContractFacts, house: Readings, catalogue: Catalogue) -> tuple[Lapse, ...]:
    """The add-ons of a contract that are void on some day; whoever relies on them is to be told."""
    readings = contract.read_by(house)
    lines = running_lines(contract)
    found = []
    for line in lines:
        level = level_of(line, catalogue)
        if kind_of(level, readings) is not Kind.ADD_ON:
            continue
        void = pair_days(line, lines, readings, catalogue).void
        if void:
            said = Said("contract.add_on_alone", (level.short, in_words(void)))
            found.append(Lapse(line, void, said))
    return tuple(found)


def new_lapses(
    before: ContractFacts, after: ContractFacts, house: Readings, catalogue: Catalogue
) -> tuple[Lapse, ...]:
    """The lapses that a change brings: what was not void before it."""
    old = {(lapse.line.number, lapse.days) for lapse in lapses(before, house, catalogue)}
    return tuple(
        lapse
        for lapse in lapses(after, house, catalogue)
        if (lapse.line.number, lapse.days) not in old
    )


def suspend(contract: ContractFacts, days: Period) -> ContractFacts:
    """The contract with these days taken out; a suspension outside its dates is an error."""
    if days.starts_on < contract.starts_on or days.ends_on > contract.ends_on:
        raise BadFacts(
            f"suspended: {days.starts_on} to {days.ends_on} leaves the contract's dates, "
            f"{contract.starts_on} to {contract.ends_on}."
        )
    return replace(contract, suspended=(*contract.suspended, days))


def suspend_line(contract: ContractFacts, number: int, days: Period) -> ContractFacts:
    """The contract with these days taken out of one line; days outside its own are an error."""
    line = line_of(contract, number)
    if days.starts_on < line.starts_on or days.ends_on > line.ends_on:
        raise BadFacts(
            f"suspended: {days.starts_on} to {days.ends_on} leaves the dates of line {number}, "
            f"{line.starts_on} to {line.ends_on}."
        )
    return _with(contract, line, replace(line, suspended=(*line.suspended, days)))


def line_of(contract: ContractFacts, number: int) -> LineFacts:
    """The line of a number; one that is not there is an error."""
    for line in contract.lines:
        if line.number == number:
            return line
    raise BadFacts(f"lines[{number}]: the contract {contract.number} has no such line.")


def next_number(contract: ContractFacts) -> int:
    """The number that a new line gets."""
    return max((line.number for line in contract.lines), default=0) + 1


def _with(contract: ContractFacts, old: LineFacts, *new: LineFacts) -> ContractFacts:
    """The contract with other lines in one line's place."""
    lines = tuple(line for line in contract.lines if line is not old)
    return replace(contract, lines=tuple(sorted((*lines, *new), key=lambda line: line.number)))


def end_line(contract: ContractFacts, number: int, last: date) -> ContractFacts:
    """The contract with one line ending on another day; it cannot end before it starts."""
    line = line_of(contract, number)
    return _with(contract, line, replace(line, ends_on=last))


def move_end(contract: ContractFacts, last: date) -> ContractFacts:
    """The contract ending on another day; the lines that ended with it go along."""
    lines = tuple(
        replace(line, ends_on=last)
        if line.ends_on == contract.ends_on or line.starts_on <= last < line.ends_on
        else line
        for line in contract.lines
    )
    return replace(contract, ends_on=last, lines=lines)


def move_unit(contract: ContractFacts, unit: str, site: str, on: date) -> ContractFacts:
    """The contract with a machine's lines at another site from a day on; their past stays."""
    moved = contract
    for line in contract.lines:
        if line.unit != unit or line.site == site or line.ends_on < on:
            continue
        if line.starts_on >= on:
            moved = _with(moved, line, replace(line, site=site))
            continue
        there = replace(line, site=site, starts_on=on, number=next_number(moved))
        moved = _with(moved, line, replace(line, ends_on=on - DAY), there)
    return moved


def change_level(contract: ContractFacts, number: int, level: str, on: date) -> ContractFacts:
    """The contract with one line ended the day before and another level in its place from `on`."""
    for line in contract.lines:
        if line.number == number and line.starts_on < on <= line.ends_on:
            old = replace(line, ends_on=on - DAY)
            new = replace(
                line,
                level=level,
                starts_on=on,
                number=next_number(contract),
                options=(),
                level_version=None,
            )
            return _with(contract, line, old, new)
    raise BadFacts(f"lines[{number}]: no line of this number can change its level on {on}.")


def check_amendment(before: ContractFacts, after: ContractFacts, on: date) -> tuple[Finding, ...]:
    """What an amendment of this day may not touch: the days that are already past."""
    return tuple(_history(before, after, on))


def _history(before: ContractFacts, after: ContractFacts, on: date) -> Iterator[Finding]:
    """Lines that would rewrite what held before the amendment."""
    past_before = {_until(line, on) for line in before.lines if line.starts_on < on}
    past_after = {_until(line, on) for line in after.lines if line.starts_on < on}
    for number in sorted({line.number for line in past_before ^ past_after}):
        said = Said("contract.history", (str(number), on.isoformat()))
        yield Finding(Weight.REFUSES, "TAM-01", f"lines[{number}]", said)


def _until(line: LineFacts, on: date) -> LineFacts:
    """The part of a line before a day."""
    past = tuple(
        replace(pause, ends_on=min(pause.ends_on, on - DAY))
        for pause in line.suspended
        if pause.starts_on < on
    )
    return replace(line, ends_on=min(line.ends_on, on - DAY), suspended=past)


def check_renewal(
    old: ContractFacts, new: ContractFacts, catalogue: Catalogue
) -> tuple[Finding, ...]:
    """What a renewal brings: a gap or doubled days, and newer versions of its levels."""
    return (*_join(old, new), *_versions(old, new, catalogue))


def _join(old: ContractFacts, new: ContractFacts) -> Iterator[Finding]:
    """The renewal starts the day after the old contract ends."""
    gap = (new.starts_on - old.ends_on).days - 1
    shared = overlap(Period(old.starts_on, old.ends_on), Period(new.starts_on, new.ends_on))
    if shared is not None:
        said = Said("renewal.doubled", (new.number, old.number, in_words((shared,))))
        yield Finding(Weight.REFUSES, "TAM-01", "starts_on", said)
    elif gap > 0:
        said = Said("renewal.gap", (str(gap), old.ends_on.isoformat(), new.starts_on.isoformat()))
        yield Finding(Weight.WARNS, "TAM-01", "starts_on", said, ("A31",))


def _versions(old: ContractFacts, new: ContractFacts, catalogue: Catalogue) -> Iterator[Finding]:
    """A renewal takes the newer version of a level; the old contract keeps its own."""
    held = {line.level: level_of(line, catalogue).version for line in old.lines}
    for line in new.lines:
        version = level_of(line, catalogue).version
        if line.level in held and held[line.level] != version:
            args = (line.level, str(held[line.level]), str(version))
            field = f"lines[{line.number}].level"
            yield Finding(Weight.WARNS, "NOTE-7", field, Said("renewal.version", args))


@dataclass(frozen=True, slots=True)
class ExpiryAlert:
    """A line whose end is near: how many days are left, and the threshold that was passed."""

    line: LineFacts
    days_left: int
    threshold: int
    reason: Said


def expiry_alerts(
    contract: ContractFacts, today: date, thresholds: tuple[int, ...] = ALERT_DAYS
) -> tuple[ExpiryAlert, ...]:
    """The running lines that end within the widest threshold, each under the tightest it passed."""
    found = []
    for line in running_lines(contract):
        ends_on = min(line.ends_on, contract.ends_on)
        left = (ends_on - today).days
        passed = [threshold for threshold in thresholds if left <= threshold]
        if line.starts_on <= today <= ends_on and passed:
            said = Said("contract.ends_soon", (line.level, ends_on.isoformat(), str(left)))
            found.append(ExpiryAlert(line, left, min(passed), said))
    return tuple(found)
