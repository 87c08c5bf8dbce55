"""`tam why`: entitlement questions answered with their clause and reading, without a database."""

import argparse
import json
import sys
from pathlib import Path

from tam.cli.examples.file import answer_file
from tam.cli.single import question_arguments, question_of, what_if_contract
from tam.domain.catalogue.entries import BadEntry
from tam.domain.catalogue.load import UnknownLevel, standard
from tam.domain.catalogue.regions import UnknownState
from tam.domain.clauses import UnknownClause
from tam.domain.clock.errors import OutOfRange
from tam.domain.entitlement.decide import decide, differences
from tam.domain.entitlement.decision import Asked
from tam.domain.entitlement.facts import BadFacts
from tam.domain.entitlement.render import as_text, explained, side_by_side
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


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `tam why` takes: a file of examples, or one question."""
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
    """Answer, or say on standard error why not; the exit code is 0 or 2."""
    try:
        print(answer(args))
    except REFUSALS as wrong:
        sys.stderr.write(f"tam why: {wrong}\n")
        return 2
    return 0


def answer(args: argparse.Namespace) -> str:
    """The text to print."""
    readings = parse_settings(args.reading)
    if args.examples:
        path = Path(args.examples)
        found = answer_file(path.read_text(encoding="utf-8"), path.name, readings, standard())
        return as_json({"examples": found})
    asked = question_of(args, readings)
    if args.what_if:
        return compare(asked, args)
    return explain(asked, args.format)


def explain(asked: Asked, form: str) -> str:
    """One decision with its reasons, as text or JSON."""
    decision = decide(asked)
    others = differences(decision)
    if form == "json":
        return as_json(explained(decision, others))
    return as_text(decision, others)


def compare(asked: Asked, args: argparse.Namespace) -> str:
    """One question under its level and under another, side by side."""
    found = what_if([asked], what_if_contract(asked.contract, args.what_if))
    if args.format == "json":
        return as_json(
            [{"actual": explained(one.actual), "instead": explained(one.instead)} for one in found]
        )
    return side_by_side(found)


def as_json(value: object) -> str:
    """JSON for people and programs."""
    return json.dumps(value, indent=2, ensure_ascii=False)
