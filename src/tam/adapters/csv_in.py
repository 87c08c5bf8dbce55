"""CSV files of strangers, row by row: strict, streamed, every fault with its line.

Nothing is guessed: the delimiter is given, the encoding is UTF-8 (a byte order mark is fine), a
quote that is not closed is an error. Memory stays that of one row.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

LONGEST_LINE = 64 * 1024
MOST_COLUMNS = 200
BOM = b"\xef\xbb\xbf"
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}
SAVE_AS = "save the file as CSV in UTF-8 and try again."


class BadCsv(Exception):
    """A file or a row that cannot be read: its line, its column where one is known, why."""

    def __init__(self, line: int, reason: str, column: str = "") -> None:
        super().__init__(reason)
        self.line = line
        self.column = column
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header: the line it starts on, and its cells by column."""

    line: int
    cells: dict[str, str]


def _decoded(file: BinaryIO) -> Iterator[str]:
    """The lines of a file as text; the first that is none stops."""
    number = 0
    while raw := file.readline(LONGEST_LINE + 1):
        number += 1
        if number == 1:
            if raw.startswith(WIDE_MARKS):
                raise BadCsv(1, f"The file is in UTF-16; {SAVE_AS}")
            raw = raw.removeprefix(BOM)
        if len(raw) > LONGEST_LINE:
            raise BadCsv(number, "The line is longer than 64 KiB; this is no table of contracts.")
        if b"\0" in raw:
            raise BadCsv(number, f"The line holds zero bytes, as UTF-16 does; {SAVE_AS}")
        try:
            yield raw.decode("utf-8")
        except UnicodeDecodeError as wrong:
            raise BadCsv(
                number,
                f"Byte {raw[wrong.start]:#04x} at place {wrong.start + 1} is not UTF-8; this looks"
                f" like Latin-1 or Windows-1252: {SAVE_AS}",
            ) from None


def _why(error: csv.Error) -> str:
    """What the strict reader found, in words."""
    said = str(error)
    if "unexpected end of data" in said:
        return "A quote that opens in this row is never closed."
    if "field larger" in said:
        return "A cell is longer than 131,072 characters; a quote may not be closed."
    if "new-line character" in said:
        return "A line ends in a lone carriage return; save the file with LF or CRLF."
    return f"The quotes are not as CSV has them ({said}); double a quote inside a quoted cell."


def _cells(file: BinaryIO, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not empty, with the line it starts on."""
    reader = csv.reader(_decoded(file), delimiter=delimiter, strict=True)
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise BadCsv(start, _why(error)) from None
        if cells:
            yield start, cells


def _header(line: int, cells: list[str], delimiter: str, known: tuple[str, ...]) -> list[str]:
    """The columns of the header: known ones, each once."""
    if len(cells) > MOST_COLUMNS:
        raise BadCsv(line, f"The header has {len(cells):,} columns; at most {MOST_COLUMNS} fit.")
    names = [cell.strip().casefold() for cell in cells]
    other = next((one for one, sign in DELIMITERS.items() if sign in cells[0]), None)
    if len(cells) == 1 and other is not None and DELIMITERS[other] != delimiter:
        raise BadCsv(line, f"The columns seem to be parted by a {other}; say so and try again.")
    for name in names:
        if name not in known:
            raise BadCsv(
                line, f"There is no column {name[:40]!r}; the columns are {', '.join(known)}."
            )
        if names.count(name) > 1:
            raise BadCsv(line, "The header names the column twice.", name)
    return names


def rows(
    file: BinaryIO, delimiter: str, known: tuple[str, ...], needed: tuple[str, ...]
) -> Iterator[Row | BadCsv]:
    """The rows of a file; one of the wrong length is given as its fault, and reading goes on.

    A header that is not right, bytes that are no text and quotes that do not close end it.
    """
    found = _cells(file, delimiter)
    line, cells = next(found, (1, []))
    if not cells:
        raise BadCsv(1, "The file is empty; its first line names the columns.")
    names = _header(line, cells, delimiter, known)
    for name in needed:
        if name not in names:
            raise BadCsv(line, "The header does not have this column; add it.", name)
    for line, cells in found:
        if len(cells) != len(names):
            yield BadCsv(line, f"The row has {len(cells)} cells, the header {len(names)}.")
        else:
            yield Row(line, dict(zip(names, cells, strict=True)))
