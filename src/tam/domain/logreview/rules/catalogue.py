"""The catalogue: every kind of finding, its severity, subject, source of numbers, and rule."""

from dataclasses import dataclass

from tam.domain.logreview.findings import Kind, Severity
from tam.domain.logreview.rules import (
    controllers,
    drives,
    environment,
    hard_errors,
    moves,
    silence,
    tapes,
)
from tam.domain.logreview.rules.common import Rule


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind: how serious, about what, where its numbers come from, found by which rule."""

    kind: Kind
    severity: Severity
    subject: str
    source: str
    rule: Rule | None


C, W, N = Severity.CRITICAL, Severity.WARNING, Severity.NOTICE

CATALOGUE = (
    Entry(
        Kind.DRIVE_FAILING,
        C,
        "drive",
        "3 cartridges on one drive in 12 h (NetBackup); 2 distinct partners (IBM SARS)",
        hard_errors.failing,
    ),
    Entry(
        Kind.DRIVE_NEEDS_CLEANING,
        W,
        "drive",
        "TapeAlert flags 20 and 21; again within 50 hours (own)",
        drives.needs_cleaning,
    ),
    Entry(
        Kind.DRIVE_OVER_TEMPERATURE,
        W,
        "drive",
        "the drive's own reference temperature",
        drives.over_temperature,
    ),
    Entry(
        Kind.DRIVE_FIRMWARE_MISMATCH,
        W,
        "drive",
        "any difference to drives of the same type",
        drives.firmware_mismatch,
    ),
    Entry(
        Kind.DRIVE_LINK_ERRORS,
        W,
        "drive",
        "3 events on one drive (own)",
        drives.link_errors,
    ),
    Entry(
        Kind.CARTRIDGE_FAILING,
        C,
        "cartridge",
        "one cartridge failing in more than one drive (NetBackup, IBM SARS)",
        hard_errors.failing,
    ),
    Entry(
        Kind.CARTRIDGE_END_OF_LIFE,
        W,
        "cartridge",
        "16,000 passes (Proxmox); the library's own load limit; 5 % life left (own)",
        tapes.end_of_life,
    ),
    Entry(
        Kind.CARTRIDGE_LOAD_COUNT_DISCREPANCY,
        W,
        "cartridge",
        "any difference with both counts known (vendor alert)",
        tapes.loads_differ,
    ),
    Entry(
        Kind.CLEANING_CARTRIDGE_EXHAUSTED,
        W,
        "cartridge",
        "the library's own warning count",
        tapes.cleaners_spent,
    ),
    Entry(
        Kind.CARTRIDGE_LABEL_UNREADABLE,
        W,
        "cartridge",
        "3 failed scans (own)",
        tapes.labels_unreadable,
    ),
    Entry(
        Kind.CARTRIDGE_MISPLACED,
        W,
        "cartridge",
        "any mismatch of an audit",
        tapes.misplaced,
    ),
    Entry(
        Kind.ROBOT_MOVE_FAILURES,
        C,
        "robot",
        "3 distinct places and more than its peer (own)",
        moves.robot_failures,
    ),
    Entry(
        Kind.SLOT_MOVE_FAILURES,
        W,
        "slot",
        "3 failures at one place (own)",
        moves.slot_failures,
    ),
    Entry(
        Kind.MOTION_RESTART,
        C,
        "robot",
        "each one counts (vendor alarm list)",
        moves.motion_restarts,
    ),
    Entry(
        Kind.AXIS_NEAR_THRESHOLD,
        N,
        "axis",
        "0.9 of the device's own threshold (own)",
        moves.axis_near,
    ),
    Entry(
        Kind.POWER_SUPPLY_FAILED,
        C,
        "power-supply",
        "one per supply, flapping within 24 h is one (vendor)",
        environment.supplies_failed,
    ),
    Entry(
        Kind.POWER_FEED_LOST,
        C,
        "frame",
        "any",
        environment.feeds_lost,
    ),
    Entry(
        Kind.FAN_FAILED,
        W,
        "fan",
        "below half the median of its peers (own)",
        environment.fans_failed,
    ),
    Entry(
        Kind.FILTER_DUE,
        N,
        "frame",
        "the device's own interval",
        environment.filters_due,
    ),
    Entry(
        Kind.FRAME_OVER_TEMPERATURE,
        W,
        "frame",
        "40 C in the frame (own); media 10-45 C (vendors)",
        environment.frames_hot,
    ),
    Entry(
        Kind.CONTROLLER_FAILOVER,
        C,
        "controller",
        "any",
        controllers.failovers,
    ),
    Entry(
        Kind.CONTROLLER_UNREACHABLE,
        C,
        "controller",
        "10 minutes without an answer (own)",
        controllers.unreachable,
    ),
    Entry(
        Kind.DOOR_OPENED_REPEATEDLY,
        N,
        "frame",
        "3 in 30 minutes (vendor alarm list)",
        environment.doors_opened,
    ),
    Entry(
        Kind.PACKAGE_MISMATCH,
        W,
        "component",
        "any, outside an update",
        controllers.packages_differ,
    ),
    Entry(
        Kind.OPTION_KEY_EXPIRING,
        W,
        "library",
        "60 days (own)",
        controllers.keys_expire,
    ),
    Entry(
        Kind.CLOCK_STEP,
        W,
        "library",
        "more than 300 s (own)",
        silence.clock_steps,
    ),
    Entry(
        Kind.REPORTING_GAP,
        W,
        "component",
        "silent for 48 h against its own rhythm (own)",
        silence.gaps,
    ),
    Entry(
        Kind.MESSAGE_NEVER_SEEN_BEFORE,
        N,
        "library",
        "3 occurrences of a new kind (own)",
        silence.never_seen,
    ),
    Entry(
        Kind.PARTITION_DRIVE_LOSS,
        C,
        "partition",
        "the library's own share (vendor alarm list); half (own)",
        controllers.partitions_lost,
    ),
    Entry(
        Kind.HOST_SIDE_ERROR,
        N,
        "host",
        "reservation conflicts, sense keys 5 and 7, flags 9, 10, 12, 16, 17, 60",
        None,
    ),
)
BY_KIND = {entry.kind: entry for entry in CATALOGUE}
