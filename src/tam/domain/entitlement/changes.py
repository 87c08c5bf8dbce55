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


def change_level(contract: ContractFacts, number: int, level: str, on: date) -> ContractFacts:
    """The contract with one line ended the day before and another level in its place from `on`."""
    for line in contract.lines:
        if line.number == number and line.starts_on < on <= line.ends_on:
            old = replace(line, ends_on=on - DAY)
            new = replace(
                line,
                level=level,
                starts_on=on,
                number=max(each.number for each in contract.lines) + 1,
                options=(),
                level_version=None,
            )
            kept = tuple(old if each is line else each for each in contract.lines)
            return replace(contract, lines=(*kept, new))
    raise BadFacts(f"lines[{number}]: no line of this number can change its level on {on}.")


def check_amendment(before: ContractFacts, after: ContractFacts, on: date) -> tuple[Finding, ...]:
    """What an amendment of this day may not touch: the days that are already past."""
    return tuple(_history(before, after, on))


def _history(before: ContractFacts, after: ContractFacts, on: date) -> Iterator[Finding]:
    """Lines that would rewrite what held before the amendment."""
    past_before = {_until(line, on) for line in before.lines if line.starts_on < on}
    past_after = {_until(line, on) for line in after.lines if line.starts_on < on}
    for line in sorted(past_before ^ past_after, key=lambda line: line.number):
        said = Said("contract.history", (str(line.number), on.isoformat()))
        yield Finding(Weight.REFUSES, "TAM-01", f"lines[{line.number}]", said)


def _until(line: LineFacts, on: date) -> LineFacts:
    """The part of a line before a day."""
    past = tuple(pause for pause in line.suspended if pause.starts_on < on)
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
