"""Relocation: a library moves, its lines go along from that day, the distance decides (A9, A30)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from tam.apps.entitlement.facts import site_name, unit_name
from tam.apps.entitlement.services import amending
from tam.apps.entitlement.services.amending import Asked, Change, Unfit
from tam.apps.entitlement.services.book import Book
from tam.apps.entitlement.verdicts import Kind, Outcome, Point, Verdict
from tam.apps.estate import services as estate
from tam.apps.estate.selectors import LibraryLine, SiteLine
from tam.domain.catalogue.load import standard
from tam.domain.entitlement.changes import move_unit
from tam.domain.entitlement.distance import metres_between
from tam.domain.entitlement.facts import ContractFacts
from tam.domain.entitlement.gates import METRES_PER_MILE
from tam.domain.entitlement.moves import Relocation, relocate
from tam.domain.entitlement.sentences import Said, texts
from tam.domain.principals import Principal

RULE = "relocation"  # the vendor's page, no clause of the description
STAY_BEHIND = (
    "The lines that cover it are for the whole of {here} and stay there; at {there} it has the "
    "cover of that site's lines alone."
)


@dataclass(frozen=True)
class Move:
    """Which library moves, to which site, on which day; the miles where no position says."""

    equipment_id: int
    site_id: int
    on: date
    miles: float | None = None


@transaction.atomic
def relocate_unit(*, asked: Asked, move: Move) -> Verdict:
    """Move a library with its lines of this contract to another site of the account.

    It is entered on the day it happens; what a later day would bring can be asked before.
    """

    def make(before: ContractFacts, book: Book) -> Change:
        if move.on > asked.at.date() and not asked.dry_run:
            raise Unfit("on", f"The library moves on {move.on}; enter the move on that day.")
        return _change(before, book, move)

    verdict = amending.amend(asked=asked, make=make)
    if verdict.outcome is Outcome.ENTERED:
        _stands_there(move, asked, asked.by)
    return verdict


def _stands_there(move: Move, asked: Asked, by: Principal) -> None:
    estate.move_library(equipment_id=move.equipment_id, site_id=move.site_id, at=asked.at, by=by)


def _change(before: ContractFacts, book: Book, move: Move) -> Change:
    unit = next((one for one in book.units.values() if one.id == move.equipment_id), None)
    there = book.places.get(site_name(move.site_id))
    if unit is None or there is None:
        raise Unfit("site" if unit else "library", "It is not of this account; choose another.")
    here, named = _here(before, book, unit, there)
    miles = _miles(book, here, there, move.miles)
    crossed = here.country != there.country
    found = relocate(miles, border_crossed=crossed, common=standard().common)
    after = move_unit(before, unit_name(unit.id) or "", site_name(there.id), move.on)
    says = f"{unit.name} ({unit.serial}) moves from {here.name} to {there.name} on {move.on}."
    detail = {
        "serial": unit.serial,
        "from": here.name,
        "to": there.name,
        "miles": round(miles, 3),
        "border_crossed": crossed,
        "level_guaranteed": found.level_guaranteed,
        "set_up_by": _set_up_by(found, move.on),
    }
    points = () if found.level_guaranteed else (_point(found, move.on),)
    if not named:
        reason = STAY_BEHIND.format(here=here.name, there=there.name)
        points = (*points, Point(Kind.WARNS, "library", reason, RULE))
    return Change(
        "relocated",
        move.on,
        " ".join((says, *texts(found.says))),
        after,
        points,
        detail,
        moves=True,
    )


def _here(
    before: ContractFacts, book: Book, unit: LibraryLine, there: SiteLine
) -> tuple[SiteLine, bool]:
    """The site where the contract has the library until the move, and whether a line names it."""
    named = [line.site or "" for line in before.lines if line.unit == unit_name(unit.id)]
    elsewhere = [name for name in named if name != site_name(there.id)]
    if elsewhere:
        return book.places[elsewhere[-1]], True
    around = site_name(unit.site.id)
    covered = any(line.unit is None and line.site == around for line in before.lines)
    if covered and not named and unit.site.id != there.id:
        return unit.site, False
    raise Unfit("library", f"No line of {before.number} has {unit.serial} elsewhere.")


def _miles(book: Book, here: SiteLine, there: SiteLine, said: float | None) -> float:
    """The distance along the ellipsoid; what was said only where a position is not known."""
    one, other = book.facts(here).position, book.facts(there).position
    if one is not None and other is not None:
        return metres_between(one, other) / METRES_PER_MILE
    if said is None:
        missing = here.name if one is None else there.name
        raise Unfit("miles", f"{missing} has no position; say how many miles apart they are.")
    return said


def _set_up_by(found: Relocation, on: date) -> str | None:
    if found.setup_days_max is None:
        return None
    return (on + timedelta(days=found.setup_days_max)).isoformat()


def _point(found: Relocation, on: date) -> Point:
    source = Said("move.source", (standard().common.relocation.source,)).text
    reason = " ".join((*texts(found.says), f"That is by {_set_up_by(found, on)}.", source))
    return Point(Kind.WARNS, "site", reason, RULE, readings=found.readings)
