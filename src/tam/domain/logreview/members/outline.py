"""Names and values that nest: by indentation, dots in the name, sections, bullets.

[powerControlModule FR2/PCM]
primaryACPresent = yes

frame.2.fan.3.speed = 0

drives:
  - id: FR1/DBA1/LTO-DRV1
    firmware: R3G3
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from tam.domain.logreview.members.sample import Sample
from tam.domain.logreview.members.states import spoken_state
from tam.domain.logreview.records.interpret import Interpreter
from tam.domain.logreview.records.record import Record
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.lines import decode
from tam.domain.logreview.text.spots import plain
from tam.domain.logreview.text.words import name_key
from tam.domain.logreview.thresholds import LIMITS

_SECTION = re.compile(
    r"^(?:\[++\s*+([^\]=]{1,80}?)\s*+\]++|(?:={2,}|-{3,}|#{3,}|\*{3,})\s*+([A-Za-z][^=#*]{0,78}?)"
    r"\s*+(?:=++|-++|#++|\*++)?+)\s*$"
)
_ENTRY = re.compile(
    r"^(\s*+)((?:- )?)\s*+([A-Za-z0-9][\w .()\[\]/#-]{0,70}?)\s*+(?:=|:(?=\s|$))"
    r"\s*+((?:\S(?:.*\S)?)?)\s*$"
)
_BULLET = re.compile(r"^(\s*+)- +([^:=]{1,80})$")
_TITLE = re.compile(r"^(\s*+)([A-Za-z][\w ./#-]{0,60}?)\s*+:?+\s*+$")
_ENTRY_BYTES = re.compile(rb"^\s*(?:- )?[A-Za-z0-9][\w .()\[\]/#-]{0,70}?\s*(?:=|:(?:\s|$))")
_DOTTED = re.compile(rb"^\s*[A-Za-z]\w*(?:\[\w+\])?[.][\w.\[\]/-]+\s*[:=]")
_MANY = re.compile(rb"^[^:=]*+[:=].*?\s\s[A-Za-z][\w ]{0,30}?\s*+[:=]\s|^\S[^=]*+=.*?\s\w++=")
_CLASS = re.compile(
    r"(?:component|module|controller|option key|key|licen[cs]e|counter|tape|cartridge|drive)"
    r"[\s:#]+(?=\S)",
    re.IGNORECASE,
)
_STEP = re.compile(r"[^.\[\]]+")


def score(sample: Sample) -> float:
    """How surely names and values nest here: sections, dots, or indentation under a bare name."""
    full = [line for line in sample.lines if line.strip()]
    if not full or sample.share(_MANY) > 0.2:
        return 0.0
    share, titles = sample.share(_ENTRY_BYTES), _titles(full)
    if share < 0.5 and (share < 0.35 or share + titles / len(full) < 0.6):
        return 0.0
    sections = sum(1 for line in full if line.startswith(b"[") and line.rstrip().endswith(b"]"))
    dotted = sum(1 for line in full if _DOTTED.match(line))
    deep = sum(1 for line in full if line[:1] in b" \t-")
    bare = sum(1 for line in full if line.rstrip().endswith(b":"))
    nested = sections >= 1 or dotted * 2 > len(full)
    nested = nested or (deep * 3 > len(full) and (bare >= 1 or titles >= 2))
    return 0.7 if nested else 0.0


def _titles(full: list[bytes]) -> int:
    """How many bare names have names and values under them, further in."""
    return sum(
        1
        for line, below in pairwise(full)
        if _indent(below) > _indent(line)
        and not _ENTRY_BYTES.match(line)
        and _TITLE.match(plain(decode(line)))
        and _ENTRY_BYTES.match(below)
    )


def _indent(line: bytes) -> int:
    return len(line) - len(line.lstrip())


class Outline:
    """One member of nested names and values."""

    def __init__(self, sink: Sink, interpreter: Interpreter, name: str) -> None:
        self.sink = sink
        self.interpreter = interpreter
        self.root = Record(name, sink.spot(1, ""))
        self.number = 0
        self.count = 0
        self.levels: list[tuple[int, Record]] = [(-1, self.root)]
        self.dotted: dict[tuple[str, ...], Record] = {}

    def feed(self, lines: Iterable[bytes]) -> None:
        """Take the next lines."""
        for line in lines:
            self.number += 1
            text = plain(decode(line)).replace("\t", "    ")
            remark = text.lstrip()[:1] in "#;" and not _SECTION.match(text)
            if text.strip() and not remark and self.count < LIMITS.rows_per_member:
                self._line(text)

    def _line(self, text: str) -> None:
        section = _SECTION.match(text)
        if section is not None:
            self._to(-1)
            self._open(0, section[1] or section[2], text)
            return
        entry = _ENTRY.match(text)
        if entry is not None:
            self._entry(entry, text)
            return
        bullet = _BULLET.match(text)
        if bullet is not None:
            self._to(len(bullet[1]))
            self._open(len(bullet[1]), bullet[2], text)
            return
        title = _TITLE.match(text)
        if title is not None:
            self._to(len(title[1]) - 1)
            self._open(len(title[1]), title[2], text)

    def _entry(self, entry: re.Match[str], text: str) -> None:
        indent, name, value = len(entry[1]), entry[3], entry[4]
        section = any(depth == 0 and record.name for depth, record in self.levels[1:2])
        if entry[2]:
            self._to(indent)
            self._open(indent, self.levels[-1][1].name, text)
            indent += 2
        else:
            self._to(0 if section and not indent else indent - 1)
        if not value:
            self._to(indent - 1)
            self._open(indent, name, text)
        elif "." in name or "[" in name:
            self._dotted_field(name, value, text)
        else:
            record = self.levels[-1][1]
            record.put(name, value, self.sink.spot(self.number, text))
            spoken_state(self.sink, record, name, value, self.number, text)

    def _to(self, indent: int) -> None:
        """Close what is nested deeper than this."""
        while len(self.levels) > 1 and self.levels[-1][0] > indent:
            self.interpreter.close(self.levels.pop()[1])

    def _open(self, indent: int, name: str, text: str) -> None:
        self._to(indent - 1)
        self.count += 1
        spot = self.sink.spot(self.number, text)
        record = Record(name, spot, self.levels[-1][1])
        named = _CLASS.match(name)
        if named is not None:
            record.name = named[0].strip(" :#")
            record.key = name_key(record.name)
            record.put("id", name[named.end() :], spot)
        elif any(letter.isdigit() for letter in name) or "/" in name:
            record.put("id", name.split(" ")[-1] if "/" in name else name, spot)
        self.levels.append((indent, record))

    def _dotted_field(self, name: str, value: str, text: str) -> None:
        """`frame[2].fan[3].speed`: all but the last step name the records around the field."""
        steps = tuple(_STEP.findall(name))
        spot = self.sink.spot(self.number, text)
        holder = self.levels[-1][1]
        for depth in range(1, len(steps)):
            path = (str(id(self.levels[-1][1])), *steps[:depth])
            record = self.dotted.get(path)
            if record is None:
                record = Record(steps[depth - 1], spot, holder)
                if steps[depth - 1].isdigit():
                    record.put("number", steps[depth - 1], spot)
                    record.name = record.key = holder.key
                elif (
                    any(letter.isdigit() for letter in steps[depth - 1]) or "/" in steps[depth - 1]
                ):
                    record.put("id", steps[depth - 1], spot)
                self.dotted[path] = record
            holder = record
        holder.put(steps[-1], value, spot)

    def finish(self) -> None:
        """The end of the member."""
        self._to(-1)
        for path in sorted(self.dotted, key=len, reverse=True):
            self.interpreter.close(self.dotted[path])
        self.interpreter.close(self.root)
