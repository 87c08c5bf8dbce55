"""Tables set in columns of blanks, each with a header row and perhaps a title above.

Drive                 Serial        Firmware   State
--------------------  ------------  ---------  ------
FR1/DBA1/LTO-DRV1     YX10443587    R3G3       Ready
"""

import re
from collections.abc import Iterable

from tam.domain.logreview.members.sample import Sample
from tam.domain.logreview.records.interpret import Interpreter
from tam.domain.logreview.records.record import Record
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.lines import decode
from tam.domain.logreview.text.spots import Spot, plain
from tam.domain.logreview.thresholds import LIMITS

_CELL = re.compile(r"\S+(?: \S+)*")
_NAME = re.compile(r"[A-Za-z][\w %()/.#-]{0,40}")
_RULE = re.compile(r"^[\s|+=-]+$")
_WIDE = 3


def header_of(text: str) -> list[tuple[int, str]]:
    """Where each column begins and what it is called; empty when a line is no header row."""
    cells = [
        (found.start(), found[0].strip("| ")) for found in _CELL.finditer(text.replace("|", " "))
    ]
    names = [name for _, name in cells]
    if len(cells) < _WIDE or len(set(names)) != len(names):
        return []
    if not all(
        _NAME.fullmatch(name) and not any(letter.isdigit() for letter in name) for name in names
    ):
        return []
    return cells


def score(sample: Sample) -> float:
    """How surely there are columns: a header row and rows whose cells begin where its names do."""
    head: list[tuple[int, str]] = []
    fits = rows = 0
    for text in sample.texts[:80]:
        if not text.strip() or _RULE.match(text):
            head = [] if not text.strip() else head
            continue
        if not head:
            head = header_of(plain(text))
            continue
        rows += 1
        starts = {found.start() for found in _CELL.finditer(text.replace("|", " "))}
        fits += sum(1 for begin, _ in head if begin in starts) >= len(head) - 1
    return 0.65 if rows and fits * 10 >= rows * 7 else 0.0


class Columns:
    """One member of such tables."""

    def __init__(self, sink: Sink, interpreter: Interpreter, name: str) -> None:
        self.sink = sink
        self.interpreter = interpreter
        self.name = name
        self.title = name
        self.head: list[tuple[int, str]] = []
        self.number = 0
        self.rows = 0

    def feed(self, lines: Iterable[bytes]) -> None:
        """Take the next lines."""
        for line in lines:
            self.number += 1
            shown = plain(decode(line))
            text = shown.replace("|", " ")
            if not text.strip():
                self.head, self.title = [], self.name
            elif _RULE.match(text):
                continue
            elif self.head and self.rows < LIMITS.rows_per_member:
                self._row(text, self.sink.spot(self.number, shown))
            else:
                self.head = header_of(text)
                self.title = self.title if self.head else text.strip(" :=-#*")

    def _row(self, text: str, spot: Spot) -> None:
        self.rows += 1
        record = Record(self.title, spot)
        ends = [begin for begin, _ in self.head[1:]] + [len(text)]
        for (begin, name), end in zip(self.head, ends, strict=True):
            record.put(name, text[begin:end].strip(), spot)
        self.interpreter.close(record)
