"""`tam clock batch FILE.csv`: answer every row of a clock file, `id,answer` as CSV, no database.

Exit codes: 0 every row was answered, 1 some rows were not (they print `ERROR: reason`), 2 the file
cannot be read as a clock file.
"""

import argparse
import csv
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tam.cli.clockfile import answer_case, answer_vector

CASES = {"id", "timezone", "business_hours", "holidays", "start", "duration_or_end"}
VECTORS = {"id", "op", "timezone", "weekly", "start"}
ROWS = 200_000


class Unreadable(Exception):
    """A file that is no clock file; the message says what to do."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `tam clock`."""
    parser.add_argument("act", choices=["batch"], help="answer every row of a file")
    parser.add_argument("file", type=Path, help="a CSV file of clock cases or vectors")


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a file, every field a text."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as problem:
        raise Unreadable(f"{path}: {problem.strerror}.") from problem
    except UnicodeDecodeError as problem:
        raise Unreadable(
            f"{path}: byte {problem.start} is not UTF-8; save the file as UTF-8 and try again."
        ) from problem
    lines = csv.DictReader(text.splitlines(), strict=True)
    try:
        for number, row in enumerate(lines, start=2):
            if number > ROWS + 1:
                raise Unreadable(f"{path}: more than {ROWS:,} rows; split the file.")
            yield {str(key): value or "" for key, value in row.items() if isinstance(value, str)}
    except csv.Error as problem:
        raise Unreadable(f"{path}, line {lines.line_num}: {problem}.") from problem


def answerer(row: Mapping[str, str], path: Path) -> Callable[[Mapping[str, str]], str]:
    """Which of the two tables this is, by its header."""
    if set(row) >= VECTORS:
        return answer_vector
    missing = CASES - set(row)
    if missing:
        raise Unreadable(f"{path}: the column {min(missing)!r} is missing from the header.")
    return answer_case


def answered(row: Mapping[str, str], answer: Callable[[Mapping[str, str]], str]) -> str:
    """The answer to a row, or the reason why there is none."""
    try:
        return answer(row)
    except (ValueError, KeyError, OverflowError) as problem:
        return f"ERROR: {' '.join(str(problem).split()) or type(problem).__name__}"


def run(args: argparse.Namespace) -> int:
    """Print `id,answer` in the order of the file."""
    out = csv.writer(sys.stdout, lineterminator="\n")
    failed, answer = 0, None
    seen: set[str] = set()
    try:
        for row in rows(args.file):
            if answer is None:
                answer = answerer(row, args.file)
                out.writerow(["id", "answer"])
            text = answered(row, answer)
            if row.get("id", "") in seen:
                text = "ERROR: this id was there before; every row needs its own."
            seen.add(row.get("id", ""))
            failed += text.startswith("ERROR")
            out.writerow([row.get("id", ""), text])
    except Unreadable as problem:
        sys.stderr.write(f"tam clock: {problem}\n")
        return 2
    if answer is None:
        sys.stderr.write(f"tam clock: {args.file}: the file has no rows.\n")
        return 2
    return 1 if failed else 0
