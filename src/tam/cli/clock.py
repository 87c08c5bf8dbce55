"""`tam clock`: questions to the service clock from a file, and the holidays it stands on.

`tam clock batch FILE.csv` prints `id,answer` as CSV in the order of the file. A row that cannot be
answered prints `ERROR: reason`, and the rest goes on. `tam clock holidays` shows where the package
`holidays` as installed differs from the dates our answers stand on; `--write` takes them over.

Exit codes: 0 every row has its line, or no holiday differs; 1 a holiday differs; 2 the file or a
reading is refused, and nothing was printed.
"""

import argparse
import csv
import sys
from pathlib import Path

from tam.adapters import holiday_package
from tam.cli.clockfile.answers import answer
from tam.cli.clockfile.rows import Unreadable, read
from tam.domain.clock.national import VERSION
from tam.domain.readings import UnknownReading, parse_settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `tam clock` takes."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="batch | holidays")
    batch = acts.add_parser("batch", help="answer every row of a file")
    batch.add_argument("file", type=Path, metavar="FILE.csv", help="clock cases or clock vectors")
    batch.add_argument(
        "--reading",
        action="append",
        default=[],
        metavar="A2=utc_plus_1",
        help="read one ambiguity another way; may repeat",
    )
    days = acts.add_parser("holidays", help="compare the pinned holidays with the package")
    days.add_argument("--write", type=Path, metavar="FOLDER", help="write the package's there")
    days.add_argument("countries", nargs="*", metavar="NO", help="only these countries")


def run(args: argparse.Namespace) -> int:
    """Answer, or say on standard error why not."""
    return batch(args) if args.act == "batch" else compare(args)


def batch(args: argparse.Namespace) -> int:
    """Print an answer for every row of a file."""
    try:
        readings = parse_settings(args.reading)
        file = read(args.file)
    except (UnknownReading, Unreadable) as wrong:
        sys.stderr.write(f"tam clock: {wrong}\n")
        return 2
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("id", "answer"))
    for row in file.rows():
        out.writerow((row.id, answer(row, file.layout, readings)))
    return 0


def compare(args: argparse.Namespace) -> int:
    """Print each date on which the installed package and the pinned holidays disagree."""
    if args.write is not None:
        print(f"{holiday_package.write(args.write)} countries written to {args.write}.")
        return 0
    known = holiday_package.countries()
    unknown = [country for country in args.countries if country not in known]
    if unknown:
        sys.stderr.write(f"tam clock: the package has no country {unknown[0]!r}.\n")
        return 2
    found = 0
    for country in args.countries or known:
        for difference in holiday_package.differences(country):
            print(difference)
            found += 1
    print(f"{found} differences; pinned: {VERSION}, installed: {holiday_package.installed()}.")
    return 1 if found else 0
