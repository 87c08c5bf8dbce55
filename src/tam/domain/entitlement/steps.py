"""The steps before a part or an engineer goes out: which is open, whose move it is (A28)."""

from dataclasses import dataclass

from tam.domain.catalogue.common import Common, Party, Step
from tam.domain.entitlement.facts import BadFacts, Events
from tam.domain.entitlement.sentences import Said
from tam.domain.entitlement.wording import ON_SITE, PARTS
from tam.domain.readings import Readings

HELD_CLAUSES = frozenset({PARTS, ON_SITE})


@dataclass(frozen=True, slots=True)
class Held:
    """One open step that holds the clock, and the party whose move it is."""

    step: str
    waits_on: Party


@dataclass(frozen=True, slots=True)
class ChargeDue:
    """Something the customer may have to pay, and why."""

    id: str
    price: str


def step_of(step_id: str, common: Common) -> Step:
    """The step of this id; an unknown one is an error that lists the known ones."""
    step = common.steps.get(step_id)
    if step is None:
        raise BadFacts(
            f"open_steps: there is no step {step_id!r}; the steps are {', '.join(common.steps)}."
        )
    return step


def apply_on(level_id: str, key: str, readings: Readings, common: Common) -> bool:
    """Whether the steps come before this clause of this level."""
    if key not in HELD_CLAUSES:
        return False
    return readings.holds("A28", "all_levels") or level_id in common.steps_printed_on


def held_by(
    level_id: str, key: str, events: Events, readings: Readings, common: Common
) -> tuple[Held, ...]:
    """The open steps that hold the clock of a clause, in the order of the list."""
    open_ids = (*events.open_steps, *events.refused_steps)
    if not open_ids:
        return ()
    wanted = {step_of(step_id, common).id for step_id in open_ids}
    if not apply_on(level_id, key, readings, common):
        return ()
    return tuple(
        Held(step.id, step.waits_on)
        for step in common.steps.values()
        if step.id in wanted and not (step.id in events.refused_steps and step.charge_if_refused)
    )


def charges_for_refusing(events: Events, common: Common) -> tuple[ChargeDue, ...]:
    """What a refused step may cost; the customer stays entitled."""
    steps = (step_of(step_id, common) for step_id in events.refused_steps)
    return tuple(
        ChargeDue(step.id, step.charge_if_refused) for step in steps if step.charge_if_refused
    )


@dataclass(frozen=True, slots=True)
class ClockState:
    """Whether the clock of a clause has started, else the step and the party it waits on.

    With no step open, `waits_on` is the party that moves while the clock runs, where it is known.
    """

    waits_on: Party | None
    because: str | None
    says: tuple[Said, ...] = ()

    @property
    def started(self) -> bool:
        """Whether no step holds the clock."""
        return self.because is None


def clock_state(
    level_id: str, key: str, events: Events, readings: Readings, common: Common
) -> ClockState:
    """Whether the clock of a clause runs."""
    held = held_by(level_id, key, events, readings, common)
    if held:
        first = held[0]
        said = tuple(Said("step.open", (step.step, step.waits_on.value)) for step in held)
        return ClockState(first.waits_on, first.step, said)
    return ClockState(_mover(key, events), None, (Said("step.none_open"),))


def _mover(key: str, events: Events) -> Party | None:
    """Who moves once nothing is open: the carrier of a part, the partner on the way."""
    if key == PARTS and (events.shipped or events.released):
        return Party.CARRIER
    if key == ON_SITE and events.dispatched:
        return Party.PARTNER
    return None
