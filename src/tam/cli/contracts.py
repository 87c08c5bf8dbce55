"""`tam contracts`: enter a file of contracts, all of it or nothing; write a file to start from."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from tam.adapters.csv_in import DELIMITERS
from tam.apps.entitlement.services.importing import MOST_ROWS, Report, Source, import_contracts
from tam.apps.entitlement.services.rowing import TEMPLATE, Problem
from tam.apps.estate import selectors as estate
from tam.domain.principals import system


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `tam contracts`."""
    parser.add_argument("act", choices=["import", "template"], help="what to do")
    parser.add_argument("file", metavar="FILE.csv", type=Path, help="the file to read or write")
    parser.add_argument("--dry-run", action="store_true", help="say what would be, write nothing")
    parser.add_argument(
        "--delimiter", choices=list(DELIMITERS), default="comma", help="what parts the columns"
    )


def run(args: argparse.Namespace) -> int:
    """Exit code 0 when it was, or may be, entered; 1 when not; 2 when the file is out of reach."""
    try:
        if args.act == "template":
            with args.file.open("x", encoding="utf-8", newline="") as file:
                file.write(TEMPLATE)
            print(args.file)
            return 0
        with args.file.open("rb") as file:
            source = Source(file, args.file.name, args.delimiter, MOST_ROWS)
            report = import_contracts(
                source=source,
                at=datetime.now(UTC),
                by=system("tam contracts", estate.account_ids()),
                dry_run=args.dry_run,
            )
    except OSError as problem:
        sys.stderr.write(f"tam contracts: {problem}\n")
        return 2
    tell(report)
    return 0 if report.stands else 1


def tell(report: Report) -> None:
    """What became of the file: problems on standard error, the sum on standard output."""
    for one in report.problems:
        sys.stderr.write(f"{as_line(report.name, one)}\n")
    if report.wrong > len(report.problems):
        sys.stderr.write(f"... and {report.wrong - len(report.problems):,} more\n")
    for one in report.warnings:
        print(as_line(report.name, one))
    if report.warned > len(report.warnings):
        counts = ", ".join(f"{clause} {count:,}" for clause, count in report.by_clause.items())
        print(f"... {report.warned:,} to know in all: {counts}")
    print(summed(report))


def as_line(name: str, one: Problem) -> str:
    """One point as compilers write theirs: file, line, column, reason, clause."""
    place = ":".join(part for part in (name, str(one.line), one.column) if part)
    clause = f" ({one.clause})" if one.clause else ""
    return f"{place}: {one.kind.value}: {one.reason}{clause}"


def summed(report: Report) -> str:
    """The sum in a sentence."""
    read = f"{report.contracts:,} contracts in {report.rows:,} rows"
    if not report.stands:
        return f"{read}: nothing was entered; {report.wrong:,} to mend."
    new = f"{report.new:,} would be entered" if report.dry_run else f"{report.new:,} entered"
    return f"{read}: {new}, {report.unchanged:,} were there already."
