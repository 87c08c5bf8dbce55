"""One question of `tam why`, made from the words of the command line."""

import argparse
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from tam.domain.catalogue.terms import PartKind
from tam.domain.entitlement.decision import Asked
from tam.domain.entitlement.facts import (
    BadFacts,
    CenterFacts,
    ContractFacts,
    Events,
    LineFacts,
    SiteFacts,
    read_moment,
)
from tam.domain.entitlement.gates import METRES_PER_MILE
from tam.domain.entitlement.whatif import under
from tam.domain.readings import Readings

T = TypeVar("T")
ALWAYS = date(2000, 1, 1), date(2099, 12, 31)
EVENTS = ("called", "diagnosed", "released", "dispatched", "declared")


def question_arguments(parser: argparse.ArgumentParser) -> None:
    """The words of one question."""
    group = parser.add_argument_group("one question")
    group.add_argument("--level", help="the base level, such as four_hour_on_site")
    group.add_argument("--add-on", action="append", default=[], metavar="LEVEL")
    group.add_argument("--option", action="append", default=[], metavar="LEVEL")
    group.add_argument("--clause", metavar="TAM-03", help="the clause asked about")
    group.add_argument("--at", metavar="2026-03-04T10:00:00+01:00", help="the moment, with offset")
    group.add_argument("--zone", metavar="Europe/Oslo", help="the zone of the site")
    group.add_argument("--country", metavar="NO", help="the country of the site")
    group.add_argument("--state", default="", metavar="CO", help="the state, in the United States")
    group.add_argument("--place", default="", help="the name of the site")
    group.add_argument("--secure", action="store_true", help="the site is declared secure")
    group.add_argument("--miles", type=float, help="miles to the nearest service center")
    group.add_argument("--starts", metavar="DAY", help="first day of the contract")
    group.add_argument("--ends", metavar="DAY", help="last day of the contract")
    for name in EVENTS:
        group.add_argument(f"--{name}", metavar="MOMENT", help=f"when it was {name}")
    group.add_argument("--confirmed-on", metavar="DAY", help="a kit part's confirmation")
    group.add_argument("--part", choices=[kind.value for kind in PartKind])
    group.add_argument("--open-step", action="append", default=[], metavar="STEP")
    group.add_argument("--refused-step", action="append", default=[], metavar="STEP")
    group.add_argument("--what-if", metavar="LEVEL", help="compare with another base level")


def question_of(args: argparse.Namespace, readings: Readings) -> Asked:
    """The question; a missing or wrong word is an error that names it."""
    for name in ("level", "clause", "at", "zone", "country"):
        if not getattr(args, name):
            raise BadFacts(f"--{name} is missing; or give a file with --examples.")
    at = moment("at", args.at)
    site = SiteFacts(
        zone=args.zone,
        country=args.country,
        place=args.place,
        state=args.state,
        secure=args.secure,
        center=None if args.miles is None else CenterFacts("", args.miles * METRES_PER_MILE),
    )
    return Asked(contract_of(args), site, None, args.clause, at, events_of(args, at), readings)


def contract_of(args: argparse.Namespace) -> ContractFacts:
    """A contract with the base on line 1 and each add-on on a line of its own."""
    starts = day("starts", args.starts) or ALWAYS[0]
    ends = day("ends", args.ends) or ALWAYS[1]
    base = LineFacts(args.level, starts, ends, 1, options=tuple(args.option))
    add_ons = (
        LineFacts(level, starts, ends, number) for number, level in enumerate(args.add_on, start=2)
    )
    return ContractFacts("as asked", starts, ends, (base, *add_ons))


def what_if_contract(contract: ContractFacts, level: str) -> ContractFacts:
    """The contract with another base level."""
    return under(contract, 1, level)


def events_of(args: argparse.Namespace, at: datetime) -> Events:
    """What has happened; without any event the moment asked about stands for each of them."""
    given = {name: moment(name, getattr(args, name)) for name in EVENTS if getattr(args, name)}
    happened = given or dict.fromkeys(("released", "dispatched", "declared", "diagnosed"), at)
    return Events(
        **happened,
        confirmed_on=day("confirmed-on", args.confirmed_on),
        part=None if args.part is None else PartKind(args.part),
        open_steps=tuple(args.open_step),
        refused_steps=tuple(args.refused_step),
    )


def moment(name: str, text: str) -> datetime:
    """A moment with its offset."""
    return read_moment(f"--{name}", text)


def day(name: str, text: str | None) -> date | None:
    """A day, where one is given."""
    return None if text is None else parsed(name, text, date.fromisoformat, "2026-03-04")


def parsed(name: str, text: str, read: Callable[[str], T], example: str) -> T:
    """A word read as a day or moment."""
    try:
        return read(text)
    except ValueError:
        raise BadFacts(f"--{name}: write it as {example}, not {text!r}.") from None
