"""What a clause of a level gives, in words: the same on the pages and in the reference."""

from collections.abc import Iterator
from typing import assert_never

from tam.domain.catalogue.terms import (
    ClauseTerms,
    CutOff,
    DutyTerms,
    Hours,
    Kind,
    Target,
    TargetKind,
)

VERBS = {
    TargetKind.SHIPMENT: "ships within",
    TargetKind.DELIVERY: "delivered within",
    TargetKind.EXPECTED_DELIVERY: "expected within",
    TargetKind.ARRIVAL: "arrival within",
    TargetKind.POSSIBLE_ARRIVAL: "possible arrival within",
    TargetKind.LOANER_SHIPS: "loaner ships within",
}


def given(terms: ClauseTerms) -> tuple[str, ...]:
    """Each thing a clause states, a phrase each; a guess beside the status unknown says likely."""
    return tuple(_phrases(terms))


def _phrases(terms: ClauseTerms) -> Iterator[str]:
    if terms.likely is not None:
        yield f"likely {spaced(terms.likely)}"
    if terms.hours is not None:
        yield hours_words(terms.hours)
    if terms.target is not None:
        yield target_words(terms.target)
    if terms.cut_off is not None:
        yield from _cut_off(terms.cut_off)
    if terms.radius_rule:
        yield "within 50 miles"
    if terms.clock_starts is not None:
        yield f"the clock starts: {terms.clock_starts}"
    if terms.steps_first:
        yield "after the steps before a part or an engineer"
    yield from (_duty(one) for one in terms.duties)
    yield from (f"{spaced(name)}: {text}" for name, text in terms.says)
    yield from (f"{spaced(one.id)}: {one.price}" for one in terms.charges)


def spaced(name: str) -> str:
    """A code name as people read it."""
    return name.replace("_", " ")


def hours_words(hours: Hours) -> str:
    """When a clause is served."""
    match hours:
        case Hours.BUSINESS:
            return "business window"
        case Hours.ALWAYS:
            return "at all hours"
        case _:
            assert_never(hours)


def kind_words(kind: Kind) -> str:
    """A kind of level with its article."""
    match kind:
        case Kind.BASE:
            return "a base level"
        case Kind.ADD_ON:
            return "an add-on"
        case Kind.OPTION:
            return "an option"
        case _:
            assert_never(kind)


def target_words(target: Target) -> str:
    """The length or day rule of a promise: `arrival within 4 hours, same business day`."""
    words = f"{VERBS[target.kind]} {target.amount} {_unit(target)}"
    if target.counted_from is not None:
        words += f" of the {spaced(target.counted_from)}"
    if target.between is not None:
        words += f", {target.between[0]:%H:%M} to {target.between[1]:%H:%M}"
    return f"{words}, same business day" if target.same_business_day else words


def _unit(target: Target) -> str:
    words = spaced(target.unit.value)
    return words.removesuffix("s") if target.amount == 1 else words


def _cut_off(cut_off: CutOff) -> Iterator[str]:
    if cut_off.at is None:
        yield "cut-off of the region"
        return
    yield f"{cut_off.event} by {cut_off.at:%H:%M}"
    if cut_off.late is not None:
        yield f"later: {target_words(cut_off.late)}"


def _duty(duty: DutyTerms) -> str:
    """A duty with its rhythm, where one is stated."""
    words = spaced(duty.id).replace("asl", "ASL")
    return f"{words} ({', '.join(_duty_details(duty))})" if duty.every or duty.says else words


def _duty_details(duty: DutyTerms) -> Iterator[str]:
    if duty.every is not None:
        amount, unit = duty.every
        yield f"every {unit.removesuffix('s')}" if amount == 1 else f"every {amount} {unit}"
    yield from (f"{spaced(name)} {text}" for name, text in duty.says)


def readings_of(terms: ClauseTerms) -> tuple[str, ...]:
    """Every reading a clause of a level leans on: its own, its target's, its duties'."""
    own = [*terms.readings]
    if terms.target is not None and terms.target.reading is not None:
        own.append(terms.target.reading)
    if terms.cut_off is not None:
        late = terms.cut_off.late
        own += [one for one in (terms.cut_off.reading, late.reading if late else None) if one]
    own += [reading for duty in terms.duties for reading in duty.readings]
    own += [reading for part in terms.by_part.values() for reading in readings_of(part)]
    return tuple(sorted(set(own), key=lambda one: int(one[1:])))
