"""What a review says: kinds, severities, subjects, findings, and what was seen and not reported."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from tam.domain.logreview.text.spots import Spot


class Severity(Enum):
    """Act now, plan an action, know about it."""

    CRITICAL = "critical"
    WARNING = "warning"
    NOTICE = "notice"


class Kind(Enum):
    """Every kind of finding that a review can state."""

    DRIVE_FAILING = "drive-failing"
    DRIVE_NEEDS_CLEANING = "drive-needs-cleaning"
    DRIVE_OVER_TEMPERATURE = "drive-over-temperature"
    DRIVE_FIRMWARE_MISMATCH = "drive-firmware-mismatch"
    DRIVE_LINK_ERRORS = "drive-link-errors"
    CARTRIDGE_FAILING = "cartridge-failing"
    CARTRIDGE_END_OF_LIFE = "cartridge-end-of-life"
    CARTRIDGE_LOAD_COUNT_DISCREPANCY = "cartridge-load-count-discrepancy"
    CLEANING_CARTRIDGE_EXHAUSTED = "cleaning-cartridge-exhausted"
    CARTRIDGE_LABEL_UNREADABLE = "cartridge-label-unreadable"
    CARTRIDGE_MISPLACED = "cartridge-misplaced"
    ROBOT_MOVE_FAILURES = "robot-move-failures"
    SLOT_MOVE_FAILURES = "slot-move-failures"
    MOTION_RESTART = "motion-restart"
    AXIS_NEAR_THRESHOLD = "axis-near-threshold"
    POWER_SUPPLY_FAILED = "power-supply-failed"
    POWER_FEED_LOST = "power-feed-lost"
    FAN_FAILED = "fan-failed"
    FILTER_DUE = "filter-due"
    FRAME_OVER_TEMPERATURE = "frame-over-temperature"
    CONTROLLER_FAILOVER = "controller-failover"
    CONTROLLER_UNREACHABLE = "controller-unreachable"
    DOOR_OPENED_REPEATEDLY = "door-opened-repeatedly"
    PACKAGE_MISMATCH = "package-mismatch"
    OPTION_KEY_EXPIRING = "option-key-expiring"
    CLOCK_STEP = "clock-step"
    REPORTING_GAP = "reporting-gap"
    MESSAGE_NEVER_SEEN_BEFORE = "message-never-seen-before"
    PARTITION_DRIVE_LOSS = "partition-drive-loss"
    HOST_SIDE_ERROR = "host-side-error"


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """What a finding is about: a type of part and its one name."""

    type: str
    id: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A line that proves something.

    `at` is None for a state, which holds at its bundle's capture.
    """

    at: datetime | None
    spot: Spot
    source: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A finding as a rule states it, before counting and wording; `detail` fills its sentences."""

    kind: Kind
    subject: Subject
    proofs: tuple[Proof, ...]
    confidence: float
    detail: str = ""
    count: int | None = None
    undecided: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind and subject for a whole run, with its proof."""

    kind: Kind
    severity: Severity
    subject: Subject
    count: int
    first_seen: datetime | None
    last_seen: datetime | None
    confidence: float
    title: str
    advice: str
    evidence: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Suppressed:
    """Seen, and deliberately no fault of the library."""

    kind: Kind
    subject: Subject
    reason: str
