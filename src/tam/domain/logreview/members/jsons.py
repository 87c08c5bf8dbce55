"""A JSON document, read token by token so that every value keeps its line.

{"drives": [{"path": "FR1/DBA1/LTO-DRV1", "serial": "YX10443587", "firmware": "R3G3"}]}
"""

import json
import re
from dataclasses import dataclass

from tam.domain.logreview.members.sample import Sample
from tam.domain.logreview.records.interpret import Interpreter
from tam.domain.logreview.records.record import Record
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.lines import decode
from tam.domain.logreview.text.spots import clean
from tam.domain.logreview.thresholds import LIMITS

_LONGEST = 8 * 1024 * 1024
_BEGINS = re.compile(r"\{\s*(?:[\"}]|$)|\[\s*(?:[\[{\"\d\]-]|$)")
_TOKEN = re.compile(  # a string without its end goes to the end of the line
    r'("[^"\\]*+(?:\\.?[^"\\]*+)*+"?)|([{}\[\],:])|([^\s{}\[\],:"]++)', re.DOTALL
)


def score(sample: Sample) -> float:
    """How surely it is one JSON document, not a line of JSON for each event."""
    full = [text.strip() for text in sample.texts if text.strip()]
    if not full or _BEGINS.match(full[0]) is None:
        return 0.0
    lines = sum(1 for text in full if text.startswith("{") and text.endswith(("}", "},")))
    return 0.3 if lines > 1 and lines * 2 > len(full) else 0.9


@dataclass(frozen=True, slots=True)
class Open:
    """An object or array not closed yet: its record, its name, the record that holds its values."""

    record: Record | None
    name: str
    holder: Record | None
    ends: str


class JsonReader:
    """One document; an object is shown to the interpreter when it closes."""

    def __init__(self, sink: Sink, interpreter: Interpreter) -> None:
        self.sink = sink
        self.interpreter = interpreter
        self.stack: list[Open] = []
        self.key = ""
        self.name: str | None = None
        self.number = 0
        self.parts: list[bytes] = []
        self.size = 0
        self.fresh = True
        self.records = 0

    def feed(self, piece: bytes, *, ends: bool) -> None:
        """Take the next part of a line.

        A line is read when it ends, or when it grows beyond the limit.
        """
        self.parts.append(piece)
        self.size += len(piece)
        if not ends and self.size < _LONGEST:
            return
        text = decode(b"".join(self.parts))
        self.parts, self.size = [], 0
        if not ends:
            self.sink.reason("a line of the JSON is longer than the limit; values may be cut there")
        self.number += self.fresh
        self.fresh = ends
        for match in _TOKEN.finditer(text):
            self._token(match, text)

    def finish(self) -> None:
        """Read what is still open when a document ends before its time."""
        while self.stack:
            self._close()

    def _close(self) -> None:
        record = self.stack.pop().record
        if record is not None:
            self.interpreter.close(record)

    def _token(self, match: re.Match[str], text: str) -> None:
        string, mark, bare = match.groups()
        if mark is not None:
            self._mark(mark, match, text)
        elif string is not None:
            self._value(_unquoted(string), match, text)
        else:
            self._value("" if bare == "null" else bare, match, text)

    def _mark(self, mark: str, match: re.Match[str], text: str) -> None:
        if mark in "{[":
            self._push(mark, match, text)
        elif mark in "}]":
            if self.stack and self.stack[-1].ends != mark:
                self.sink.reason("brackets of the JSON do not fit; each was taken for its partner")
            if self.stack:
                self._close()
            self.key, self.name = "", None
        elif mark == ":":
            self.key = self.name or ""
            self.name = None
        else:
            self.key, self.name = "", None

    def _push(self, mark: str, match: re.Match[str], text: str) -> None:
        if len(self.stack) >= LIMITS.xml_depth:
            self.sink.reason("the JSON is nested deeper than the limit")
            self.finish()
        parent = self.stack[-1].holder if self.stack else None
        name = self.key or (self.stack[-1].name if self.stack else "document")
        record = None
        if mark == "{" and self.records < LIMITS.rows_per_member:
            self.records += 1
            record = Record(name, self.sink.spot(self.number, _cut(text, match.start())), parent)
        self.stack.append(Open(record, name, record or parent, "}" if mark == "{" else "]"))
        self.key, self.name = "", None

    def _value(self, value: str, match: re.Match[str], text: str) -> None:
        inner = self.stack[-1] if self.stack else None
        record = inner.record if inner is not None else None
        if record is not None and not self.key:
            self.name = value
            return
        spot = self.sink.spot(self.number, _cut(text, match.start()))
        if record is not None:
            record.put(self.key, value, spot)
        elif inner is not None and inner.holder is not None:
            inner.holder.put(f"{inner.name} {len(inner.holder.fields)}", value, spot)


def _unquoted(string: str) -> str:
    try:
        value = json.loads(string)
    except ValueError:
        return string[1:].removesuffix('"')
    return clean(value) if isinstance(value, str) else string[1:-1]


def _cut(text: str, place: int) -> str:
    """The line, or the part of a very long one around a value."""
    if len(text) <= LIMITS.evidence_chars:
        return text
    begin = max(0, place - 120)
    return text[begin : begin + LIMITS.evidence_chars]
