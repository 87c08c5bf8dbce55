"""Log lines with a time in front: traces, motion logs, audits, syslog, TapeAlert logs, JSON lines.

    2026-02-16 05:56:28.048 #068963 Error E drive FR2/DBA1/LTO-DRV2 vol TE2812L8 key 4 asc 53/00
    10/20/2025 15:48:25 [E] MOTION: seek failed: Robot 1, element 317, result 4/15/01
    Feb 14 10:05:28 lcm-4b31c86e BlueScale[8502]: Power supply 2 in frame FR2 has failed.

Every line is seen; only the first of each kind is looked at closely. A line's kind is the line
without digits and hexadecimal letters, so that deciding costs one table look-up.
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from tam.domain.logreview.facts import Event, Template
from tam.domain.logreview.meaning.concepts import HARMLESS
from tam.domain.logreview.meaning.reading import Reading, is_coded, read, restart_trace, sayings_for
from tam.domain.logreview.meaning.templates import mask, template_id
from tam.domain.logreview.members.rhythm import Rhythm
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.headers import Header, header
from tam.domain.logreview.text.levels import Level, is_serious
from tam.domain.logreview.text.lines import decode
from tam.domain.logreview.text.spots import plain
from tam.domain.logreview.text.stamps import Stamper
from tam.domain.logreview.thresholds import LIMITS

_DROP = b"0123456789abcdef"
_MOUNT = re.compile(
    r"\b(?:mount(?:ed)?|load(?:ed)?)\b(?!.*\b(?:fail|error|retry|abort))", re.IGNORECASE
)
_MOUNT_DRIVE = re.compile(
    r"\b(?:FR\d{1,2}/DBA\d{1,2}/[\w-]+|(?<=in )[A-Z0-9]{8,14}\b|(?<=drive"
    r" )[\w/-]*\d[\w/-]*|(?<=drive=)[\w/-]+)"
)
_MOUNT_TAPE = re.compile(r"(?<![\w/])[A-Z0-9]{6}(?:L[1-9A-Z]|M8|J[A-Z0-9])(?![\w/])")
_BY_ROBOT = re.compile(r"\brobot[ _=#:]*(\d)\b", re.IGNORECASE)
_DONE = re.compile(r"\b(?:done|complete[d]?|finished|ok|success\w*)\b", re.IGNORECASE)
_SLOT_OF = re.compile(
    r"\bslot[ =](\d{1,5}) (?:of |in )?(?:partition )?([A-Z][A-Za-z]\w+)(?="
    r" (?:in|full|empty|to|barcode|contains)\b|[,.]|$)"
)
_NAMED = re.compile(r"#\s*(?:trace|log|source)\s+(\w+)", re.IGNORECASE)
_HEADING = re.compile(
    r"(?:[=*#-]{2,}|\[+|<+)\s*(?:(?:trace|log|source|file|begin|section)\b[\s:]*(?:of\s+|file\s+)?)?(?:\S*/)?(\w{2,24})(?:\.\w+)?(?:\s+(?:trace|log))?\s*(?:[=*#-]{2,}|\]+|>+)\s*$",
    re.IGNORECASE,
)
_NO_SOURCE = frozenset(["end", "begin", "start", "info", "error", "warning", "note", "of", "the"])


class Kind:
    """What is known of one kind of line after its first instance."""

    __slots__ = (
        "count",
        "level",
        "loud",
        "masked",
        "parse",
        "quiet",
        "rhythm",
        "seen",
        "source",
        "told",
        "use",
    )

    def __init__(self, head: Header, rhythm: Rhythm, *, use: bool) -> None:
        self.count = 0
        self.level = head.level
        self.source = head.source
        self.masked = mask(head.body) if is_serious(head.level) else ""
        self.loud = sayings_for(head.body, Level.UNKNOWN)
        self.quiet = tuple(
            saying for saying in self.loud if saying.benign or saying.concept in HARMLESS
        )
        self.parse = bool(self.loud) or is_coded(head.body) or is_serious(head.level)
        self.use = use
        self.rhythm = rhythm
        self.told = False
        self.seen: list[tuple[datetime | None, int, str]] = []


class LogLines:
    """One member of log lines, read to its end."""

    def __init__(
        self, sink: Sink, stamper: Stamper | None, source: str, usual: int | None = None
    ) -> None:
        self.sink = sink
        self.usual = usual
        self.done: list[Kind] = []
        self.stamper = stamper
        self.source = source
        self.kinds: dict[bytes, Kind] = {}
        self.rhythms: dict[str, Rhythm] = {}
        self.number = 0
        self.stamped = 0
        self.clock = Clock(stamper) if stamper else None
        self.now: datetime | None = None
        self.syslog = 0
        self.headed = False

    def feed(self, lines: Iterable[bytes]) -> None:
        """Take the next lines."""
        clock = self.clock or _timeless
        for line in lines:
            self.number += 1
            key = line.translate(None, _DROP)
            kind = self.kinds.get(key)
            if kind is None:
                if not line or line.isspace():
                    continue
                kind = self._learn(key, line)
            kind.count += 1
            moment = clock(line)
            if moment is not None:
                self.now = moment
                self.stamped += 1
                kind.rhythm.touch(moment, self.number, line)
            if kind.parse or kind.use:
                self._look(kind, line)

    def _head(self, line: bytes) -> tuple[Header, datetime | None]:
        text = plain(decode(line))
        found = self.stamper.find(line) if self.stamper else None
        if found is None:
            return Header(Level.UNKNOWN, "", "", text.strip()), self.now
        before = plain(decode(line[: found.start]))
        head = header(before, plain(decode(line[found.end :])), self.usual)
        if before.strip(" [<(\"'{|-") and "=" not in before[-8:] and head.body:
            lead = before.strip(" [<(\"'{|-#")
            head = Header(head.level, head.source, head.host, f"{lead} {head.body}")
        return head, found.at

    def _learn(self, key: bytes, line: bytes) -> Kind:
        head, _ = self._head(line)
        at = self.stamper.find(line) if self.stamper else None
        if at is None or self.number == 1:
            self._section(head.body)
        self.syslog += bool(head.host)
        source = "syslog" if head.host else (head.source or self.source)
        rhythm = self.rhythms.setdefault(source.lower(), Rhythm(source))
        kind = Kind(head, rhythm, use=_is_used(head.body))
        kind.source = source
        kind.parse = kind.parse or (source.lower().startswith("motionrestart") and at is not None)
        if len(self.kinds) < LIMITS.templates_per_member:
            self.kinds[key] = kind
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

    def _look(self, kind: Kind, line: bytes) -> None:
        head, moment = self._head(line)
        if kind.use:
            self._use(head.body)
        if not kind.parse:
            return
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
                self.sink.hush(aloud.said)
        if is_serious(head.level) and len(kind.seen) < 50:
            kind.seen.append((moment, self.number, decode(line)))

    @staticmethod
    def _read(head: Header, kind: Kind) -> Reading | None:
        if kind.source.lower().startswith("motionrestart"):
            return restart_trace(head.body)
        return read(head.body, head.level, kind.quiet if head.level is Level.INFO else kind.loud)

    def _use(self, body: str) -> None:
        """Count what is normal: mounts per drive and tape, moves per robot, which slot is whose."""
        if _MOUNT.search(body):
            drive, tape = _MOUNT_DRIVE.search(body), _MOUNT_TAPE.search(body)
            if drive and tape:
                self.sink.mounts[drive[0]] += 1
                self.sink.tape_mounts[tape[0]] += 1
        robot = _BY_ROBOT.search(body)
        if robot and _DONE.search(body):
            self.sink.robot_moves[int(robot[1])] += 1
        place = _SLOT_OF.search(body)
        if place:
            self.sink.slot_partitions.setdefault(int(place[1]), place[2])

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
        )


def _is_used(body: str) -> bool:
    if _SLOT_OF.search(body) or (_BY_ROBOT.search(body) and _DONE.search(body)):
        return True
    return bool(_MOUNT.search(body) and _MOUNT_TAPE.search(body) and _MOUNT_DRIVE.search(body))


def _timeless(_line: bytes) -> datetime | None:
    return None


class Clock:
    """The moment of each line, cheaply.

    Day and hour are looked up, minutes and seconds are read.
    """

    def __init__(self, stamper: Stamper) -> None:
        self.stamper = stamper
        self.hours: dict[bytes, datetime] = {}
        self.span: tuple[int, int, int] | None = None
        self.offset: timedelta | None = None

    def __call__(self, line: bytes) -> datetime | None:
        """The line's moment to the second, None when it states none."""
        if self.span is not None:
            start, minutes, seconds = self.span
            base = self.hours.get(line[start:minutes])
            if base is not None:
                minute, second = line[minutes : minutes + 2], line[seconds : seconds + 2]
                if minute.isdigit() and second.isdigit():
                    return base + timedelta(minutes=int(minute), seconds=int(second))
        return self._slow(line)

    def _slow(self, line: bytes) -> datetime | None:
        match = self.stamper.match(line)
        at = self.stamper.moment(match) if match is not None else None
        if match is None or at is None:
            return None
        wall = at.replace(tzinfo=None, microsecond=0)
        if at.tzinfo is not None:
            self.offset = at.utcoffset()
        groups = match.groupdict()
        if groups.get("s") and not groups.get("half") and not groups.get("y2"):
            self.span = (match.start(), match.start("mi"), match.start("s"))
            if len(self.hours) < 50_000:
                hour = wall.replace(minute=0, second=0)
                self.hours[line[match.start() : match.start("mi")]] = hour
        return wall
