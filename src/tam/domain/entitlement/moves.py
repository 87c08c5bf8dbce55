"""Moves of equipment and returned parts: what they do to a contract (A9, A30)."""

from dataclasses import dataclass
from datetime import date

from tam.domain.catalogue.common import Common
from tam.domain.clock.workdays import after
from tam.domain.entitlement.calendars import days_of
from tam.domain.entitlement.facts import SiteFacts
from tam.domain.entitlement.sentences import Said
from tam.domain.readings import Readings, reading_of


@dataclass(frozen=True, slots=True)
class Relocation:
    """What a move does: whether the level stays guaranteed, the days to set up, what to check.

    `check_again` names the switches of the readings that must be looked at again.
    """

    level_guaranteed: bool
    setup_days_max: int | None
    check_again: tuple[str, ...]
    readings: tuple[str, ...]
    says: tuple[Said, ...]


def relocate(miles: float, *, border_crossed: bool, common: Common) -> Relocation:
    """The effect of moving equipment so many miles, perhaps across a border."""
    rule = common.relocation
    far = miles > rule.threshold_miles
    unsettled = far or border_crossed
    readings = ("A9", "A30") if unsettled else ("A9",)
    says = [Said("move.far" if far else "move.near", (f"{miles:g}", str(rule.threshold_miles)))]
    if border_crossed:
        says.append(Said("move.border"))
    if unsettled:
        says.append(Said("move.setup", (str(rule.setup_days_max),)))
    return Relocation(
        level_guaranteed=not unsettled,
        setup_days_max=rule.setup_days_max if unsettled else None,
        check_again=tuple(reading_of(reading).switch for reading in readings),
        readings=readings,
        says=tuple(says),
    )


@dataclass(frozen=True, slots=True)
class ReturnedPart:
    """Whether a failed part came back in time, by when it was due, and what is owed otherwise."""

    in_time: bool
    due_on: date | None
    customer_owes: str | None
    says: tuple[Said, ...]


def part_due_back(site: SiteFacts, received_on: date, readings: Readings, common: Common) -> date:
    """The last business day in time for a failed part; the day its replacement came is day 0."""
    days = days_of(site, received_on.year, readings)
    return after(days.spec, received_on, common.returned_parts.due_business_days)


def returned_part(returned_on_day: int, due_on: date | None, common: Common) -> ReturnedPart:
    """A failed part handed back on a business day after the replacement came; that day is day 0.

    `due_on` is the date of the last day in time, where the calendar of the site is known.
    """
    rule = common.returned_parts
    days = str(rule.due_business_days)
    if returned_on_day <= rule.due_business_days:
        said = Said("return.in_time", (str(returned_on_day), days))
        return ReturnedPart(in_time=True, due_on=due_on, customer_owes=None, says=(said,))
    said = Said("return.late", (str(returned_on_day), days, rule.if_late))
    return ReturnedPart(in_time=False, due_on=due_on, customer_owes=rule.if_late, says=(said,))
