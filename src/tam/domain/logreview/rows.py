"""Rows of lists and states as typed values: drives, cartridges, supplies, fans, counters, keys."""

from dataclasses import dataclass
from datetime import datetime

from tam.domain.logreview.meaning.senses import Sense
from tam.domain.logreview.text.spots import Spot


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
