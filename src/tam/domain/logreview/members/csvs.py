"""Tables with a header row, whatever separates their columns.

    Barcode,MediaType,Health,LoadCount,MAMLoadCount,LifeRemainingPct
    TE2789L8,LTO-8,GREEN,1312,1312,2
"""

import csv
import re
from collections.abc import Iterable

from tam.domain.logreview.members.sample import Sample
from tam.domain.logreview.records.interpret import Interpreter
from tam.domain.logreview.records.record import Record
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.lines import decode
from tam.domain.logreview.text.spots import plain
from tam.domain.logreview.text.stamps import Hints, find_any
from tam.domain.logreview.thresholds import LIMITS

_NAME = re.compile(r"[A-Za-z][\w %()/.#-]{0,40}")
_NOWHEN = Hints()
_SEPARATORS = (",", ";", "\t", "|")


def split(line: str, separator: str) -> list[str]:
    """The cells of one row; a quote that never closes leaves the line as it is."""
    try:
        return next(csv.reader([line], delimiter=separator, strict=True, skipinitialspace=True), [])
    except csv.Error:
        return [cell.strip().strip('"') for cell in line.split(separator)]


def separator_of(texts: Iterable[str]) -> str | None:
    """The separator under which a header row of names is followed by rows as wide; None when there is none."""
    rows = [text for text in texts if text.strip() and not text.startswith("#")][:20]
    if len(rows) < 2:
        return None
    for separator in _SEPARATORS:
        head = split(rows[0], separator)
        if len(head) < 3 or not _is_header(head):
            continue
        same = sum(1 for row in rows[1:] if abs(len(split(row, separator)) - len(head)) <= 1)
        if same * 10 >= 8 * (len(rows) - 1):
            return separator
    return None


def _is_header(cells: list[str]) -> bool:
    names = [cell.strip() for cell in cells]
    unlike = [name for name in names if name and not _NAME.fullmatch(name)]
    return not unlike and len(set(names)) == len(names) and not find_any(names[0].encode(), _NOWHEN)


def score(sample: Sample) -> float:
    """How surely it is a table."""
    return 0.85 if separator_of([plain(text) for text in sample.texts[:25]]) is not None else 0.0


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

    def feed(self, lines: Iterable[bytes]) -> None:
        """Take the next lines."""
        for line in lines:
            self.number += 1
            text = plain(decode(line))
            if not text.strip() or text.startswith("#") or self.rows > LIMITS.rows_per_member:
                continue
            cells = split(text, self.separator)
            if not self.header:
                self.header = [cell.strip() for cell in cells[: LIMITS.columns]]
                if len(cells) > LIMITS.columns:
                    self.sink.reason(f"only the first {LIMITS.columns} columns were read")
                continue
            self.rows += 1
            self._row(cells, text)

    def _row(self, cells: list[str], text: str) -> None:
        spot = self.sink.spot(self.number, text)
        record = Record(self.name, spot)
        for name, cell in zip(self.header, cells, strict=False):
            record.put(name or "column", cell, spot)
        self.interpreter.read(record)
