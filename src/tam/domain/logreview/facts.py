"""What one bundle says, as typed values.

The only thing that later rules and later reviews need of it.
"""

from dataclasses import dataclass
from datetime import datetime

from tam.domain.logreview.meaning.concepts import Concept
from tam.domain.logreview.meaning.mentions import Mentions
from tam.domain.logreview.meaning.senses import Sense
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
class DriveRow:
    """A drive as a list of drives shows it; None where the list is silent."""

    path: str
    serial: str
    library_serial: str
    kind: str
    firmware: str
    status: str
    partition: str
    host: str
    wwn: str
    health: str
    changing: bool
    spot: Spot
    firmware_spot: Spot
    status_spot: Spot


@dataclass(frozen=True, slots=True)
class DrivePages:
    """Log pages of one drive at one moment.

    Named values, set flags, and past errors with their cartridge.
    """

    drive: str
    path: str
    kind: str
    firmware: str
    at: datetime | None
    values: tuple[tuple[str, int, Spot], ...]
    flags: tuple[tuple[int, Spot], ...]
    history: tuple["PastError", ...]
    barcode: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class PastError:
    """One entry of a drive's own error history (page 16h)."""

    sense: Sense
    opcode: int
    tape: str
    hours: int
    spot: Spot


@dataclass(frozen=True, slots=True)
class TapeRow:
    """A cartridge as the media database or an inventory shows it; None for unknown."""

    barcode: str
    loads: int | None
    chip_loads: int | None
    life_left: float | None
    passes: int | None
    cleans_left: int | None
    health: str
    cleaning: bool
    spot: Spot


@dataclass(frozen=True, slots=True)
class SupplyRow:
    """A power supply: None where its list says nothing or the bay is empty."""

    name: str
    frame: str
    faulted: bool | None
    input_okay: bool | None
    output_okay: bool | None
    hot: bool
    spot: Spot
    output_spot: Spot
    hot_spot: Spot


@dataclass(frozen=True, slots=True)
class FeedRow:
    """One AC feed of a frame."""

    frame: str
    which: str
    present: bool
    spot: Spot


@dataclass(frozen=True, slots=True)
class FanRow:
    """One fan; `okay` is None where not stated."""

    name: str
    group: str
    populated: bool
    okay: bool | None
    rpm: float | None
    spot: Spot


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A frame's own temperature, or its warning."""

    frame: str
    celsius: float | None
    alarmed: bool
    spot: Spot


@dataclass(frozen=True, slots=True)
class ControllerRow:
    """A controller's state: failed over or taking over, connected or not."""

    name: str
    failed_over: bool
    taken_by: str
    takes_over: str
    connected: bool | None
    spot: Spot


@dataclass(frozen=True, slots=True)
class CounterRow:
    """A travel, move or filter counter with the threshold that the device states."""

    name: str
    part: str
    robot: str
    frame: str
    value: float
    threshold: float
    spot: Spot


@dataclass(frozen=True, slots=True)
class KeyRow:
    """An option key that ends."""

    name: str
    days: int
    spot: Spot


@dataclass(frozen=True, slots=True)
class ComponentRow:
    """A component of the firmware package."""

    name: str
    current: str
    wanted: str
    staged: bool
    spot: Spot


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Failed moves that the library itself counted at a place."""

    partition: str
    slot: int | None
    robot: int | None
    failures: int
    at: datetime | None
    spot: Spot


@dataclass(frozen=True, slots=True)
class AuditRow:
    """A place whose contents an audit found to differ."""

    expected: tuple[str, ...]
    found: tuple[str, ...]
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
    """A kind of line of warning level or worse: stable id, count, and the first few occurrences."""

    id: str
    masked: str
    level: Level
    count: int
    explained: bool
    seen: tuple[tuple[datetime | None, Spot], ...]


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


Row = (
    DriveRow
    | DrivePages
    | TapeRow
    | SupplyRow
    | FeedRow
    | FanRow
    | HeatRow
    | ControllerRow
    | CounterRow
    | KeyRow
    | ComponentRow
    | PlaceRow
    | AuditRow
)


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
