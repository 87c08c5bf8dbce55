"""Log lines with a time in front: traces, motion logs, audits, syslog, TapeAlert logs, JSON lines.

    2026-02-16 05:56:28.048 #068963 Error E drive FR2/DBA1/LTO-DRV2 vol TE2812L8 key 4 asc 53/00
    10/20/2025 15:48:25 [E] MOTION: seek failed: Robot 1, element 317, result 4/15/01
    Feb 14 10:05:28 lcm-4b31c86e BlueScale[8502]: Power supply 2 in frame FR2 has failed.

Every line is seen; only the first of each kind is looked at closely. A line's kind is the line
without digits and hexadecimal letters, so that deciding costs one table look-up. Here lines are
taken one by one; of a large member most are taken together, by `bulk.py`, with the same outcome.
"""

import re
from collections.abc import Callable, Iterable
from datetime import datetime

from tam.domain.logreview.facts import Event, Template
from tam.domain.logreview.meaning.concepts import HARMLESS
from tam.domain.logreview.meaning.reading import Reading, is_coded, read, restart_trace, sayings_for
from tam.domain.logreview.meaning.templates import kin_id, mask, template_id
from tam.domain.logreview.members.clock import Clock, wall
from tam.domain.logreview.members.codes import Codes
from tam.domain.logreview.members.exposure import Told, count, telling, uses
from tam.domain.logreview.members.rhythm import Rhythm
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.headers import NO_HABIT, Habit, Header, header, lead
from tam.domain.logreview.text.levels import Level, is_serious
from tam.domain.logreview.text.lines import decode
from tam.domain.logreview.text.spots import plain
from tam.domain.logreview.text.stamps import Stamper
from tam.domain.logreview.text.words import folded
from tam.domain.logreview.thresholds import LIMITS

_SHOWN = 50
_DROP = b"0123456789abcdef"
_NAMED = re.compile(r"#\s*(?:trace|log|source)\s+(\w+)", re.IGNORECASE)
_HEADING = re.compile(
    r"(?:[=*#-]{2,}|\[+|<+)\s*(?:(?:trace|log|source|file|begin|section)\b[\s:]*(?:of\s+|file\s+)?)?(?:\S*/)?(\w{2,24})(?:\.\w+)?(?:\s+(?:trace|log))?\s*(?:[=*#-]{2,}|\]+|>+)\s*$",
    re.IGNORECASE,
)
_NO_SOURCE = frozenset(["end", "begin", "start", "info", "error", "warning", "note", "of", "the"])


class Kind:
    """What is known of one kind of line after its first instance."""

    __slots__ = (
        "coded",
        "codes",
        "count",
        "level",
        "look",
        "loud",
        "masked",
        "quiet",
        "rhythm",
        "seen",
        "source",
        "tells",
        "told",
        "uses",
    )

    def __init__(self, head: Header, rhythm: Rhythm, source: str) -> None:
        self.count = 0
        self.level = head.level
        self.source = source
        self.masked = mask(head.body) if is_serious(head.level) else ""
        self.loud = sayings_for(head.body, Level.UNKNOWN)
        self.quiet = tuple(
            saying for saying in self.loud if saying.benign or saying.concept in HARMLESS
        )
        self.coded = is_coded(head.body)
        self.rhythm = rhythm
        self.told = False
        self.seen: list[tuple[datetime | None, int, str]] = []
        self.uses = uses(head.body)
        self.tells: tuple[tuple[Told, ...], ...] = ()
        self.codes: Codes | None = None
        self.look: Callable[[LogLines, Kind, bytes], None] | None = None


class LogLines:
    """One member of log lines, read to its end."""

    def __init__(
        self, sink: Sink, stamper: Stamper | None, source: str, habit: Habit = NO_HABIT
    ) -> None:
        self.sink = sink
        self.habit = habit
        self.done: list[Kind] = []
        self.stamper = stamper
        self.source = source
        self.kinds: dict[bytes, Kind] = {}
        self.rhythms: dict[str, Rhythm] = {}
        self.number = 0
        self.stamped = 0
        self.clock = Clock(stamper) if stamper else None
        self.now: int | None = None
        self.syslog = 0
        self.headed = False

    def feed(self, lines: Iterable[bytes]) -> None:
        """Take the next lines."""
        clock = self.clock or _timeless
        for line in lines:
            self.number += 1
            kind = self.kinds.get(kind_key(line))
            if kind is None:
                if not line or line.isspace():
                    continue
                kind = self.learn(line)
            kind.count += 1
            moment = clock(line)
            if moment is not None:
                self.now = moment
                self.stamped += 1
                kind.rhythm.touch(moment, self.number, line)
            if kind.look is not None:
                kind.look(self, kind, line)

    def _head(self, line: bytes) -> tuple[Header, datetime | None]:
        text = plain(decode(line))
        found = self.stamper.find(line) if self.stamper else None
        if found is None:
            now = wall(self.now) if self.now is not None else None
            return Header(Level.UNKNOWN, "", "", text.strip()), now
        before = plain(decode(line[: found.start]))
        head = header(before, plain(decode(line[found.end :])), self.habit)
        first = lead(before)
        if first and head.body:
            head = Header(head.level, head.source, head.host, f"{first} {head.body}")
        return head, found.at

    def learn(self, line: bytes) -> Kind:
        """The kind of a line that is the first of it."""
        head, _ = self._head(line)
        at = self.stamper.find(line) if self.stamper else None
        if at is None or self.number == 1:
            self._section(head.body)
        self.syslog += bool(head.host)
        source = "syslog" if head.host else (head.source or self.source)
        rhythm = self.rhythms.setdefault(source.lower(), Rhythm(source))
        kind = Kind(head, rhythm, source)
        restart = source.lower().startswith("motionrestart") and at is not None
        if kind.loud or restart or (kind.coded and head.level is not Level.INFO):
            kind.look = LogLines._look_and_use if kind.uses else LogLines._look
        elif kind.coded:
            kind.codes = Codes(head.body, at.end if at is not None else 0)
            kind.look = LogLines.look_at_code
        elif is_serious(head.level):
            kind.look = LogLines._keep
        elif kind.uses:
            kind.look = LogLines.use
        if kind.uses:
            begin, end = (at.start, at.end) if at is not None else (0, 0)
            kind.tells = tuple(
                tuple(telling(part, line, begin, end) for part in use.parts) for use in kind.uses
            )
        if len(self.kinds) < LIMITS.templates_per_member:
            self.kinds[kind_key(line)] = kind
        return kind

    def _section(self, text: str) -> None:
        """A heading inside a member names the source of the lines that follow."""
        named = _NAMED.match(text) or _HEADING.match(text)
        if named is None or named[1].lower() in _NO_SOURCE:
            return
        self.headed = self.headed or self.number == 1
        if named[1] != self.source:
            self.done += self.kinds.values()
            self.kinds = {}
            self.source = named[1]

    def _keep(self, kind: Kind, line: bytes) -> None:
        """A serious kind of line that nothing reads: its first few are shown as they are."""
        _, moment = self._head(line)
        kind.seen.append((moment, self.number, decode(line)))
        if len(kind.seen) >= _SHOWN:
            kind.look = None

    def look_at_code(self, kind: Kind, line: bytes) -> None:
        """An informational line with a code is read only where the code is one that is used."""
        if kind.codes is None or kind.codes.wanted(line):
            self._look(kind, line)

    def _look_and_use(self, kind: Kind, line: bytes) -> None:
        self.use(kind, line)
        self._look(kind, line)

    def _look(self, kind: Kind, line: bytes) -> None:
        head, moment = self._head(line)
        reading = self._read(head, kind)
        if reading is not None:
            kind.told = True
            spot = self.sink.spot(self.number, decode(line))
            self.sink.event(
                Event(
                    reading.concepts,
                    moment,
                    head.level,
                    kind.source,
                    reading.who,
                    reading.senses,
                    reading.flags,
                    reading.said,
                    spot,
                )
            )
        elif head.level is Level.INFO and not head.host and len(kind.loud) > len(kind.quiet):
            aloud = read(head.body, Level.UNKNOWN, kind.loud)
            if aloud is not None:
                self._hush(kind, aloud.said)
        if is_serious(head.level) and len(kind.seen) < _SHOWN:
            kind.seen.append((moment, self.number, decode(line)))

    def _hush(self, kind: Kind, said: str) -> None:
        """A line that is informational time and again says nothing, whatever its numbers."""
        self.sink.hush(said)
        if kind.count >= _SHOWN and not kind.coded and not kind.quiet:
            self.sink.hush(folded(said))
            kind.look = LogLines.use if kind.uses else None

    @staticmethod
    def _read(head: Header, kind: Kind) -> Reading | None:
        if kind.source.lower().startswith("motionrestart"):
            return restart_trace(head.body)
        return read(head.body, head.level, kind.quiet if head.level is Level.INFO else kind.loud)

    def use(self, kind: Kind, line: bytes) -> None:
        """A line that is only counted."""
        count(self.sink, kind.uses, decode(line))

    def finish(self) -> None:
        """Hand over what was counted.

        Kinds of serious lines, the rhythm of each source, jumps of the clock.
        """
        for kind in [*self.done, *self.kinds.values()]:
            if is_serious(kind.level):
                self.sink.template(self._template(kind))
        for rhythm in self.rhythms.values():
            self.sink.sources.append(rhythm.source(self.sink))
            self.sink.jumps.extend(rhythm.jumps(self.sink))
        if self.clock is not None and self.clock.offset is not None:
            self.sink.offsets[self.sink.member] = self.clock.offset
        if self.syslog * 2 > len(self.kinds):
            self.sink.syslogs.add(self.sink.member)

    def _template(self, kind: Kind) -> Template:
        return Template(
            template_id(kind.masked, kind.source),
            kind.masked,
            kind.level,
            kind.count,
            kind.told,
            tuple((moment, self.sink.spot(number, text)) for moment, number, text in kind.seen),
            kin_id(kind.masked, kind.source),
        )


def kind_key(text: bytes) -> bytes:
    """What lines of one kind share; of many lines at once, with their ends between them."""
    return text.translate(None, _DROP)


def _timeless(_line: bytes) -> int | None:
    return None
