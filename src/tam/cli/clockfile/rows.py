"""A CSV file of clock questions, read whole before the first answer: nothing comes half out."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

MOST_ROWS = 200_000
MOST_COLUMNS = 200


class Unreadable(Exception):
    """A file that is no clock file; the message says what to do."""


class Layout(Enum):
    """The two tables, told apart by their header."""

    CASES = "cases"
    VECTORS = "vectors"


NEEDED = {
    Layout.CASES: ("id", "timezone", "business_hours", "holidays", "start", "duration_or_end"),
    Layout.VECTORS: ("id", "op", "timezone", "weekly", "start"),
}


@dataclass(frozen=True)
class Row:
    """One row: its line in the file, its fields by column, and what is wrong with it as a row."""

    line: int
    fields: Mapping[str, str]
    wrong: str = ""

    @property
    def id(self) -> str:
        """The name of the row."""
        return self.fields.get("id", "").strip()


@dataclass(frozen=True)
class ClockFile:
    """A file whose form is sound: its layout, its columns, its text."""

    layout: Layout
    columns: Sequence[str]
    text: str

    def rows(self) -> Iterator[Row]:
        """Its rows in order; a repeated id and a row of another length are marked."""
        seen: dict[str, int] = {}
        reader = csv.reader(io.StringIO(self.text, newline=""), strict=True)
        next(reader)
        for cells in reader:
            if not cells:
                continue
            row = Row(reader.line_num, dict(zip(self.columns, cells, strict=False)))
            yield Row(row.line, row.fields, _wrong(row, len(cells), len(self.columns), seen))
            seen.setdefault(row.id, row.line)


def _wrong(row: Row, cells: int, columns: int, seen: Mapping[str, int]) -> str:
    """What is wrong with a row before it is read."""
    if cells != columns:
        return f"line {row.line} has {cells} fields, the header {columns}."
    if not row.id:
        return f"line {row.line} has no id."
    if row.id in seen:
        return f"the id {row.id!r} was used before, on line {seen[row.id]}."
    return ""


def read(path: Path) -> ClockFile:
    """The file at a path, checked as a whole: encoding, quoting, header, number of rows."""
    text = _decoded(path)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, None)
        if header is None:
            raise Unreadable(f"{path}: the file is empty; it needs a header and rows.")
        layout, columns = _header(path, header)
        rows = sum(1 for cells in reader if cells)
    except csv.Error as wrong:
        raise Unreadable(f"{path}, line {reader.line_num}: {wrong}.") from None
    if rows > MOST_ROWS:
        raise Unreadable(f"{path}: {rows:,} rows are more than {MOST_ROWS:,}; split the file.")
    if rows == 0:
        raise Unreadable(f"{path}: the file has a header and no rows.")
    return ClockFile(layout, columns, text)


def _decoded(path: Path) -> str:
    """The text of a file; only UTF-8 is read, with or without its mark."""
    try:
        data = path.read_bytes()
    except OSError as wrong:
        raise Unreadable(f"{path}: {wrong.strerror or wrong}.") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        raise Unreadable(
            f"{path}, line {line}: byte {wrong.start} is not UTF-8; save the file as UTF-8."
        ) from None


def _header(path: Path, header: Sequence[str]) -> tuple[Layout, list[str]]:
    """The layout of a header and its columns, trimmed and in small letters."""
    if len(header) > MOST_COLUMNS:
        raise Unreadable(f"{path}: {len(header)} columns are more than {MOST_COLUMNS}.")
    columns = [name.strip().lower() for name in header]
    repeated = sorted({name for name in columns if columns.count(name) > 1})
    if repeated:
        raise Unreadable(f"{path}: the column {repeated[0]!r} is in the header twice.")
    layout = Layout.VECTORS if {"op", "weekly"} <= set(columns) else Layout.CASES
    missing = [name for name in NEEDED[layout] if name not in columns]
    if missing:
        hint = " Its fields are separated by commas." if len(columns) == 1 else ""
        raise Unreadable(f"{path}: the header lacks {', '.join(missing)}.{hint}")
    return layout, columns
