"""What one bundle says, as typed values.

The only thing that later rules and later reviews need of it.
"""

from dataclasses import dataclass
from datetime import datetime

from tam.domain.logreview.meaning.concepts import Concept
from tam.domain.logreview.meaning.mentions import Mentions
from tam.domain.logreview.meaning.senses import Sense
from tam.domain.logreview.rows import Row
from tam.domain.logreview.text.levels import Level
from tam.domain.logreview.text.spots import Spot


@dataclass(frozen=True, slots=True)
class Event:
    """One line that says something of a part of the library.

    `amount` are seconds where a clock moved.
    """

    concepts: frozenset[Concept]
    at: datetime | None
    level: Level
    source: str
    who: Mentions
    senses: tuple[Sense, ...]
    flags: tuple[int, ...]
    said: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class ClockJump:
    """Time ran backward or leapt between two neighbouring lines."""

    seconds: float
    before: datetime
    after: datetime
    source: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Source:
    """The rhythm of one source of lines."""

    name: str
    member: str
    lines: int
    first: datetime | None
    last: datetime | None
    longest_gap: float
    mean_gap: float
    last_spot: Spot | None


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of line of warning level or worse: stable id, count, and the first few occurrences.

    Kinds that differ only in a named or quoted word share their `kin`.
    """

    id: str
    masked: str
    level: Level
    count: int
    explained: bool
    seen: tuple[tuple[datetime | None, Spot], ...]
    kin: str


@dataclass(frozen=True, slots=True)
class Member:
    """One leaf of a bundle, accounted for."""

    path: str
    kind: str
    status: str
    size: int
    lines: int | None
    reason: str | None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class BundleFacts:
    """Everything kept of one bundle."""

    name: str
    sha256: str
    size: int
    library_serial: str | None
    library_name: str | None
    model: str | None
    captured_at: datetime | None
    zone_stated: bool
    members: tuple[Member, ...]
    events: tuple[Event, ...]
    rows: tuple[Row, ...]
    jumps: tuple[ClockJump, ...]
    sources: tuple[Source, ...]
    templates: tuple[Template, ...]
    settings: tuple[tuple[str, float], ...]
    mounts: tuple[tuple[str, int], ...]
    tape_mounts: tuple[tuple[str, int], ...]
    robot_moves: tuple[tuple[int, int], ...]
    slot_partitions: tuple[tuple[int, str], ...]
    template_ids: frozenset[str] = frozenset()
    quiet: frozenset[str] = frozenset()
    refusal: str | None = None
