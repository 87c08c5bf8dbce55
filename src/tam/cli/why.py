"""`tam why`: entitlement questions answered with their clause and reading, without a database."""

import argparse
import json
import sys
from pathlib import Path

from tam.cli.examples.file import answer_file
from tam.domain.catalogue.entries import BadEntry
from tam.domain.catalogue.load import standard
from tam.domain.readings import UnknownReading, parse_settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `tam why` takes."""
    parser.add_argument("--examples", metavar="FILE.yaml", help="answer a file of examples as JSON")
    parser.add_argument(
        "--reading",
        action="append",
        default=[],
        metavar="A2=utc_plus_1",
        help="read one ambiguity another way; may repeat",
    )


def run(args: argparse.Namespace) -> int:
    """Answer, or say on standard error why not; the exit code is 0 or 2."""
    try:
        print(answer(args))
    except (BadEntry, UnknownReading, OSError, UnicodeDecodeError) as wrong:
        sys.stderr.write(f"tam why: {wrong}\n")
        return 2
    return 0


def answer(args: argparse.Namespace) -> str:
    """The text to print."""
    readings = parse_settings(args.reading)
    path = Path(args.examples)
    found = answer_file(path.read_text(encoding="utf-8"), path.name, readings, standard())
    return json.dumps({"examples": found}, indent=2, ensure_ascii=False)
