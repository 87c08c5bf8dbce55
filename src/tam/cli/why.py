"""`tam why`: entitlement questions answered with their clause and reading.

SERIAL and CLAUSE ask about a machine of the database; everything else needs none.
"""

import argparse
import importlib
import os
import sys
from pathlib import Path
from types import ModuleType

import django

from tam.cli.examples.file import answer_file
from tam.cli.single import question_arguments, question_of, what_if_contract
from tam.domain.catalogue.entries import BadEntry
from tam.domain.catalogue.load import UnknownLevel, standard
from tam.domain.catalogue.regions import UnknownState
from tam.domain.clauses import UnknownClause
from tam.domain.clock.errors import OutOfRange
from tam.domain.entitlement.decide import decide, differences
from tam.domain.entitlement.decision import Asked
from tam.domain.entitlement.facts import BadFacts, read_moment
from tam.domain.entitlement.render import as_text, explained, printed, side_by_side
from tam.domain.entitlement.whatif import what_if
from tam.domain.readings import UnknownReading, parse_settings

REFUSALS = (
    BadEntry,
    BadFacts,
    OutOfRange,
    UnknownClause,
    UnknownLevel,
    UnknownReading,
    UnknownState,
    OSError,
    UnicodeDecodeError,
)

BY_CONTRACT = ("level", "add_on", "option", "zone", "country", "reading", "what_if", "examples")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `tam why` takes: a machine and a clause, a file of examples, or one question."""
    parser.add_argument(
        "machine",
        nargs="*",
        metavar="SERIAL CLAUSE",
        help="ask the database about a machine, now or --at a moment",
    )
    parser.add_argument("--case", metavar="C-00012", help="with what this case tells")
    parser.add_argument("--verify", action="store_true", help="compute every stored decision again")
    parser.add_argument("--examples", metavar="FILE.yaml", help="answer a file of examples as JSON")
    parser.add_argument(
        "--reading",
        action="append",
        default=[],
        metavar="A2=utc_plus_1",
        help="read one ambiguity another way; may repeat",
    )
    parser.add_argument("--format", choices=["text", "json"], default="text")
    question_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Answer, or say on standard error why not; the exit code is 0, 1 or 2."""
    try:
        if args.verify:
            return verify()
        print(answer(args))
    except REFUSALS as wrong:
        sys.stderr.write(f"tam why: {wrong}\n")
        return 2
    return 0


def answer(args: argparse.Namespace) -> str:
    """The text to print."""
    if args.machine:
        return about_machine(args)
    readings = parse_settings(args.reading)
    if args.examples:
        path = Path(args.examples)
        found = answer_file(path.read_text(encoding="utf-8"), path.name, readings, standard())
        return printed({"examples": found})
    asked = question_of(args, readings)
    if args.what_if:
        return compare(asked, args)
    return explain(asked, args.format)


def database() -> ModuleType:
    """The part that asks the database; Django is set up for it alone."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tam.project.settings")
    django.setup()
    return importlib.import_module("tam.cli.whyrows")


def about_machine(args: argparse.Namespace) -> str:
    """The decision on a machine of the database."""
    if len(args.machine) != 2:
        raise BadFacts("Name a serial number and a clause, such as: tam why 4B31C86E TAM-04.")
    for name in BY_CONTRACT:
        if getattr(args, name):
            raise BadFacts(f"--{name.replace('_', '-')}: the contract of the machine says it.")
    serial, clause = args.machine
    at = None if args.at is None else read_moment("--at", args.at)
    text: str = database().answer(serial, clause, at, args.case or "", args.format)
    return text


def verify() -> int:
    """Compute the stored decisions again; 1 where one comes out otherwise."""
    lines, code = database().verify()
    print("\n".join(lines))
    return int(code)


def explain(asked: Asked, form: str) -> str:
    """One decision with its reasons, as text or JSON."""
    decision = decide(asked)
    others = differences(decision)
    if form == "json":
        return printed(explained(decision, others))
    return as_text(decision, others)


def compare(asked: Asked, args: argparse.Namespace) -> str:
    """One question under its level and under another, side by side."""
    found = what_if([asked], what_if_contract(asked.contract, args.what_if))
    if args.format == "json":
        return printed(
            [{"actual": explained(one.actual), "instead": explained(one.instead)} for one in found]
        )
    return side_by_side(found)
