"""Tables with a header row, whatever separates their columns.

Barcode,MediaType,Health,LoadCount,MAMLoadCount,LifeRemainingPct
TE2789L8,LTO-8,GREEN,1312,1312,2
"""

import csv
import re
from collections.abc import Iterable

from tam.domain.logreview.members.sample import Sample
from tam.domain.logreview.records import names
from tam.domain.logreview.records.interpret import KNOWN_FIELDS, Interpreter
from tam.domain.logreview.records.record import Record
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.lines import decode
from tam.domain.logreview.text.spots import Spot, clean, plain
from tam.domain.logreview.text.stamps import Hints, find_any
from tam.domain.logreview.text.words import name_key
from tam.domain.logreview.thresholds import LIMITS

_NAME = re.compile(r"[A-Za-z][\w %()/.#-]{0,40}")
_NOWHEN = Hints()
_ATTRIBUTES = frozenset(
    [
        "parameter",
        "attribute",
        "property",
        "field",
        "key",
        "name",
        "item",
        "element",
        "variable",
        "metric",
    ]
)
_SEPARATORS = (",", ";", "\t", "|")


def split(line: str, separator: str) -> list[str]:
    """The cells of one row; a quote that never closes leaves the line as it is."""
    try:
        return next(csv.reader([line], delimiter=separator, strict=True, skipinitialspace=True), [])
    except csv.Error:
        return [cell.strip().strip('"') for cell in line.split(separator)]


def separator_of(texts: Iterable[str]) -> str | None:
    """The separator under which a header row of names is followed by rows as wide.

    None when there is none.
    """
    rows = [text for text in texts if text.strip() and not text.startswith("#")][:20]
    if len(rows) < 2:
        return None
    for separator in _SEPARATORS:
        head = split(rows[0], separator)
        if not _is_header(head) or not (len(head) >= 3 or _is_narrow(head, separator)):
            continue
        same = sum(1 for row in rows[1:] if abs(len(split(row, separator)) - len(head)) <= 1)
        if same * 10 >= 8 * (len(rows) - 1):
            return separator
    return None


def _is_header(cells: list[str]) -> bool:
    names = [cell.strip() for cell in cells]
    unlike = [name for name in names if name and not _NAME.fullmatch(name)]
    return not unlike and len(set(names)) == len(names) and not find_any(names[0].encode(), _NOWHEN)


def _is_narrow(head: list[str], separator: str) -> bool:
    """A header of two names, the second one that a review knows."""
    return len(head) == 2 and separator != "," and name_key(head[1]) in KNOWN_FIELDS


def score(sample: Sample) -> float:
    """How surely it is a table."""
    return 0.85 if separator_of([plain(text) for text in sample.texts[:25]]) is not None else 0.0


def _triple(header: list[str]) -> tuple[str, str, str] | None:
    """The columns of part, attribute and value, where a table has just these."""
    keys = [name_key(name) for name in header]
    attribute = next((key for key in keys if key in _ATTRIBUTES), None)
    value = next((key for key in keys if key in {"value", "val", "content", "setting"}), None)
    part = next((key for key in keys if key not in {attribute, value}), None)
    if attribute is None or value is None or part is None or len(keys) > 4:
        return None
    return part, attribute, value


def is_log(sample: Sample) -> bool:
    """Whether the header names a text, and so the rows are lines of a log."""
    texts = [plain(text) for text in sample.texts[:25] if text.strip() and not text.startswith("#")]
    separator = separator_of(texts)
    if separator is None:
        return False
    return any(name_key(cell) in names.TEXT for cell in split(texts[0], separator))


class Table:
    """One table, a row at a time."""

    def __init__(self, sink: Sink, interpreter: Interpreter, name: str, separator: str) -> None:
        self.sink = sink
        self.interpreter = interpreter
        self.name = name
        self.separator = separator
        self.header: list[str] = []
        self.number = 0
        self.rows = 0
        self.triple: tuple[str, str, str] | None = None
        self.parts: dict[str, Record] = {}

    def feed(self, lines: Iterable[bytes]) -> None:
        """Take the next lines."""
        for line in lines:
            self.number += 1
            text = clean(decode(line))
            if not text.strip() or text.startswith("#") or self.rows > LIMITS.rows_per_member:
                continue
            cells = split(text, self.separator)
            if not self.header:
                self.header = [cell.strip() for cell in cells[: LIMITS.columns]]
                if len(cells) > LIMITS.columns:
                    self.sink.reason(f"only the first {LIMITS.columns} columns were read")
                self.triple = _triple(self.header)
                continue
            self.rows += 1
            self._row(cells, text)

    def _row(self, cells: list[str], text: str) -> None:
        spot = self.sink.spot(self.number, text)
        record = Record(self.name, spot)
        for name, cell in zip(self.header, cells, strict=False):
            record.put(name or "column", cell, spot)
        if self.triple is not None:
            self._pivot(record, spot)
        else:
            self.interpreter.close(record)

    def _pivot(self, row: Record, spot: Spot) -> None:
        """A row of part, attribute and value is one field of the record of that part."""
        part, attribute, value = (row.fields.get(key) for key in self.triple or ())
        if part is None or attribute is None or value is None:
            return  # the row is cut short
        record = self.parts.get(part.value)
        if record is None:
            record = self.parts[part.value] = Record(part.value, spot)
            record.put("id", part.value, spot)
        record.put(attribute.value, value.value, spot)

    def finish(self) -> None:
        """The end of the table: parts that were spread over rows are complete now."""
        for record in self.parts.values():
            self.interpreter.close(record)
        self.parts = {}
