"""Names and values in plain text: cards between blank lines, sections, lists of `name = value`.

Message 5541   Severity: Warning   Date: 11/21/2025   Time: 15:51:54
  Notification: Move failed at slot 107 of partition Mirror.

[psu FR2/2]
output = failed
"""

import re
from collections.abc import Iterable

from tam.domain.logreview.members.sample import Sample
from tam.domain.logreview.records.interpret import Interpreter
from tam.domain.logreview.records.record import Record
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.lines import decode
from tam.domain.logreview.text.spots import plain
from tam.domain.logreview.thresholds import LIMITS

_SECTION = re.compile(
    r"\s*+\[([^\]=]{1,80})\]\s*$|\s*+(?:=+|-{2,}|\*{2,}|#{2,})"
    r"(?:\s*+([^\s=*#-][^=*#]{0,78}?)|\s++)\s*+(?:=++|-{2,}+|\*{2,}+|#{2,}+)?+\s*$"
)
_PAIR = re.compile(
    r"(?:^|\s{2,}|[;|\t]\s*)([A-Za-z](?:[\w./()#-]| (?! )){0,48}?)\s*[:=]\s+?"
    r"(.*?)(?=\s{2,}[A-Za-z][\w"
    r" ./#-]{0,40}?\s*[:=]\s|[;|\t]\s*[A-Za-z][\w ./#-]{0,40}?\s*[:=]\s|\s*$)"
)
_TIGHT = re.compile(r"^\s*+([A-Za-z][\w .\[\]/()#-]{0,60}?)\s*+=\s*+((?:\S(?:.*\S)?)?)\s*$")
_LINE_PAIR = re.compile(rb"^\s*[A-Za-z][\w ./()\[\]#-]{0,60}?\s*(?:=|:(?:\s|$))")
_PLAIN = re.compile(
    r"^\s*(library|serial|model|captured|utc offset|time ?zone|package|syslog zone|hardware"
    r" id|library type|made|generated|created|name|firmware)\s+(?:is\s+|for"
    r" library\s+)?(\S(?:.*\S)?)\s*$",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"\s{9,}")
_FOR_LIBRARY = re.compile(r"\bfor library\s+(\S+)\s*$", re.IGNORECASE)


def score(sample: Sample) -> float:
    """How surely most lines are a name and a value."""
    full = [line for line in sample.lines if line.strip()]
    if not full:
        return 0.0
    share = sample.share(_LINE_PAIR)
    if len(full) <= 30 and sum(1 for text in sample.texts if _PLAIN.match(plain(text))) >= 2:
        return 0.6
    return 0.55 * share + 0.05 if share >= 0.5 else 0.0


class Cards:
    """One member of names and values."""

    def __init__(self, sink: Sink, interpreter: Interpreter, name: str) -> None:
        self.sink = sink
        self.interpreter = interpreter
        self.root = Record(name, sink.spot(1, ""))
        self.card: Record | None = None
        self.section = ""
        self.number = 0
        self.last: str = ""
        self.cards = 0

    def feed(self, lines: Iterable[bytes]) -> None:
        """Take the next lines."""
        for line in lines:
            self.number += 1
            self._line(plain(decode(line)))

    def _line(self, text: str) -> None:
        if not text.strip():
            self._close()
            return
        section = _SECTION.match(text)
        if section is not None:
            self._close()
            self.section = (section[1] or section[2] or "").strip()
            return
        stripped = text.lstrip("#; \t") if text.startswith("#") else text
        pairs = self._pairs(stripped)
        if not pairs:
            self._open(stripped)
            return
        for name, value in pairs:
            self._put(name, value, text)

    @staticmethod
    def _pairs(text: str) -> list[tuple[str, str]]:
        tight = _TIGHT.match(text)
        if tight is not None and "  " not in tight[1]:
            return [(tight[1], tight[2])]
        short = _BLANKS.sub(" " * 8, text)
        return [(name.strip(), value.strip()) for name, value in _PAIR.findall(short)]

    def _put(self, name: str, value: str, text: str) -> None:
        spot = self.sink.spot(self.number, text)
        dotted = (
            re.split(r"[./](?=[A-Za-z_])|\[(?=\w)", name.replace("]", ""))
            if "." in name or "[" in name
            else [name]
        )
        if len(dotted) > 1:
            self._dotted(dotted, value, text)
            return
        if self.card is None or _again(self.card, name):
            self._close()
            self._open("")
        if self.card is None:
            return  # beyond the limit no card is opened
        self.card.put(name, value, spot)
        self.root.put(name, value, spot)

    def _dotted(self, parts: list[str], value: str, text: str) -> None:
        """`frame2.psu1.output = ok`.

        The last part is the field, the ones before name the record.
        """
        path = " ".join(parts[:-1])
        if self.card is None or self.card.name != path:
            self._close()
            if self.cards > LIMITS.rows_per_member:
                return
            self.card = Record(path, self.sink.spot(self.number, text), self.root)
            self.card.put("id", "/".join(parts[:-1]), self.card.spot)
        self.card.put(parts[-1], value, self.sink.spot(self.number, text))

    def _open(self, title: str) -> None:
        if self.cards > LIMITS.rows_per_member:
            return
        spot = self.sink.spot(self.number, title)
        bare = _PLAIN.match(title)
        if bare is not None:
            self.root.put(bare[1], bare[2], spot)
            for_library = _FOR_LIBRARY.search(title)
            if for_library is not None:
                self.root.put("library name", for_library[1], spot)
            return
        for_library = _FOR_LIBRARY.search(title)
        if for_library is not None:
            self.root.put("library name", for_library[1], spot)
        if self.card is None or not title:
            name = title.strip() or self.section or "card"
            self.card = Record(name, spot, self.root)
            part = _named(title) or self.section or title.strip()
            if part:
                self.card.put("id", part, spot)

    def _close(self) -> None:
        if self.card is not None and self.card.fields:
            self.cards += 1
            self.interpreter.close(self.card)
        self.card = None

    def finish(self) -> None:
        """The end of the member: the last card, then what the whole says of the library."""
        self._close()
        self.interpreter.close(self.root)


def _named(title: str) -> str:
    """The part that a title names by its path."""
    paths = [word.strip(":,") for word in title.split() if "/" in word[1:]]
    return paths[-1] if len(paths) == 1 else ""


def _again(card: Record, name: str) -> bool:
    """A name that comes again begins the next card."""
    bare = re.sub(r"[^a-z0-9]", "", name.lower())
    return bare in card.fields and len(card.fields) > 1
