"""The catalogue.

Every kind of finding, its severity, its subject, where its numbers come from, its rule.
"""

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
    """One kind: how serious, about what, by which source and rule, what to say and to do."""

    kind: Kind
    severity: Severity
    subject: str
    source: str
    rule: Rule | None
    title: str
    advice: str


C, W, N = Severity.CRITICAL, Severity.WARNING, Severity.NOTICE

CATALOGUE = (
    Entry(
        Kind.DRIVE_FAILING,
        C,
        "drive",
        "3 cartridges on one drive in 12 h (NetBackup); 2 distinct partners (IBM SARS)",
        hard_errors.failing,
        "Drive {id} fails {detail}",
        "Take the drive out of use and open a case; bring a replacement drive of the same type.",
    ),
    Entry(
        Kind.DRIVE_NEEDS_CLEANING,
        W,
        "drive",
        "TapeAlert flags 20 and 21; again within 50 hours (own)",
        drives.needs_cleaning,
        "Drive {id} asks for cleaning and is not cleaned",
        "Clean the drive now and check that a valid cleaning cartridge is at hand; if it asks again"
        " soon, open a case.",
    ),
    Entry(
        Kind.DRIVE_OVER_TEMPERATURE,
        W,
        "drive",
        "the drive's own reference temperature",
        drives.over_temperature,
        "Drive {id} is too hot",
        "Check the fans of its frame, the filters and the room; a drive that stays hot is"
        " replaced.",
    ),
    Entry(
        Kind.DRIVE_FIRMWARE_MISMATCH,
        W,
        "drive",
        "any difference to drives of the same type",
        drives.firmware_mismatch,
        "Drive {id} has another firmware level than drives of its type",
        "Bring all drives of one type to the same approved level in a quiet hour.",
    ),
    Entry(
        Kind.DRIVE_LINK_ERRORS,
        W,
        "drive",
        "3 events on one drive (own)",
        drives.link_errors,
        "The link of drive {id} is unreliable",
        "Check cable, transceiver and host port, then the drive sled; swap the cable with a good"
        " drive's to see what moves.",
    ),
    Entry(
        Kind.CARTRIDGE_FAILING,
        C,
        "cartridge",
        "one cartridge failing in more than one drive (NetBackup, IBM SARS)",
        hard_errors.failing,
        "Cartridge {id} fails {detail}",
        "Copy its data to a good cartridge and retire it.",
    ),
    Entry(
        Kind.CARTRIDGE_END_OF_LIFE,
        W,
        "cartridge",
        "16,000 passes (Proxmox); the library's own load limit; 5 % life left (own)",
        tapes.end_of_life,
        "Cartridge {id} is worn",
        "Copy its data to a new cartridge and retire it.",
    ),
    Entry(
        Kind.CARTRIDGE_LOAD_COUNT_DISCREPANCY,
        W,
        "cartridge",
        "any difference with both counts known (vendor alert)",
        tapes.loads_differ,
        "Cartridge {id} was loaded elsewhere: its load counts disagree",
        "Find out where the cartridge was used and whether its data may be trusted.",
    ),
    Entry(
        Kind.CLEANING_CARTRIDGE_EXHAUSTED,
        W,
        "cartridge",
        "the library's own warning count",
        tapes.cleaners_spent,
        "Cleaning cartridge {id} is used up",
        "Replace the cleaning cartridge.",
    ),
    Entry(
        Kind.CARTRIDGE_LABEL_UNREADABLE,
        W,
        "cartridge",
        "3 failed scans (own)",
        tapes.labels_unreadable,
        "The label of cartridge {id} is not read",
        "Check the label and replace it; the cartridge itself may be good.",
    ),
    Entry(
        Kind.CARTRIDGE_MISPLACED,
        W,
        "cartridge",
        "any mismatch of an audit",
        tapes.misplaced,
        "Cartridge {id} is not where the inventory has it",
        "Verify the magazine and refresh the inventory before the cartridge is needed.",
    ),
    Entry(
        Kind.ROBOT_MOVE_FAILURES,
        C,
        "robot",
        "3 distinct places and more than its peer (own)",
        moves.robot_failures,
        "{id} fails moves {detail}",
        "Open a case for the robot with its motion logs; move work to the other robot where there"
        " is one.",
    ),
    Entry(
        Kind.SLOT_MOVE_FAILURES,
        W,
        "slot",
        "3 failures at one place (own)",
        moves.slot_failures,
        "Moves fail again and again at slot {id}",
        "Inspect the slot and its magazine; keep the slot empty until then.",
    ),
    Entry(
        Kind.MOTION_RESTART,
        C,
        "robot",
        "each one counts (vendor alarm list)",
        moves.motion_restarts,
        "The motion system of {id} restarted by itself",
        "Send the motion restart traces with a case.",
    ),
    Entry(
        Kind.AXIS_NEAR_THRESHOLD,
        N,
        "axis",
        "0.9 of the device's own threshold (own)",
        moves.axis_near,
        "{id} is near its service reminder",
        "Plan the service of this axis with the next visit.",
    ),
    Entry(
        Kind.POWER_SUPPLY_FAILED,
        C,
        "power-supply",
        "one per supply, flapping within 24 h is one (vendor)",
        environment.supplies_failed,
        "Power supply {id} has failed",
        "Replace the power supply; the other one carries the frame alone.",
    ),
    Entry(
        Kind.POWER_FEED_LOST,
        C,
        "frame",
        "any",
        environment.feeds_lost,
        "An AC feed of frame {id} is gone",
        "Check breaker, cord and power source of that feed before any part is replaced.",
    ),
    Entry(
        Kind.FAN_FAILED,
        W,
        "fan",
        "below half the median of its peers (own)",
        environment.fans_failed,
        "Fan {id} has failed",
        "Replace the fan and watch the temperature of its frame.",
    ),
    Entry(
        Kind.FILTER_DUE,
        N,
        "frame",
        "the device's own interval",
        environment.filters_due,
        "The filter of frame {id} is due",
        "Replace the filter and reset its counter.",
    ),
    Entry(
        Kind.FRAME_OVER_TEMPERATURE,
        W,
        "frame",
        "40 C in the frame (own); media 10-45 C (vendors)",
        environment.frames_hot,
        "Frame {id} is too warm",
        "Check room temperature, filters and fans.",
    ),
    Entry(
        Kind.CONTROLLER_FAILOVER,
        C,
        "controller",
        "any",
        controllers.failovers,
        "Controller {id} was taken over by another",
        "Service the failed controller; until then there is no spare.",
    ),
    Entry(
        Kind.CONTROLLER_UNREACHABLE,
        C,
        "controller",
        "10 minutes without an answer (own)",
        controllers.unreachable,
        "Controller {id} does not answer",
        "Check power and network of the controller, then open a case.",
    ),
    Entry(
        Kind.DOOR_OPENED_REPEATEDLY,
        N,
        "frame",
        "3 in 30 minutes (vendor alarm list)",
        environment.doors_opened,
        "Frame {id} was opened again and again",
        "Ask who worked at the library; if nobody did, check the door switch.",
    ),
    Entry(
        Kind.PACKAGE_MISMATCH,
        W,
        "component",
        "any, outside an update",
        controllers.packages_differ,
        "Component {id} is not at the level of the installed package",
        "Repeat the package update in a quiet hour.",
    ),
    Entry(
        Kind.OPTION_KEY_EXPIRING,
        W,
        "library",
        "60 days (own)",
        controllers.keys_expire,
        "A dated option key of library {id} ends soon",
        "Order and enter a new key before it ends.",
    ),
    Entry(
        Kind.CLOCK_STEP,
        W,
        "library",
        "more than 300 s (own)",
        silence.clock_steps,
        "The clock of library {id} jumped",
        "Set a time server; times of log lines around the step are not reliable.",
    ),
    Entry(
        Kind.REPORTING_GAP,
        W,
        "component",
        "silent for 48 h against its own rhythm (own)",
        silence.gaps,
        "{id} fell silent while other sources go on",
        "Find out why it stopped; what it watches is not watched now.",
    ),
    Entry(
        Kind.MESSAGE_NEVER_SEEN_BEFORE,
        N,
        "library",
        "3 occurrences of a new kind (own)",
        silence.never_seen,
        "Library {id} writes serious messages never seen before",
        "Read the lines; tell support when they mean nothing to you.",
    ),
    Entry(
        Kind.PARTITION_DRIVE_LOSS,
        C,
        "partition",
        "the library's own share (vendor alarm list); half (own)",
        controllers.partitions_lost,
        "Partition {id} has lost its drives",
        "Bring drives back or give the partition others; open a case for each drive that failed.",
    ),
    Entry(
        Kind.HOST_SIDE_ERROR,
        N,
        "host",
        "reservation conflicts, sense keys 5 and 7, flags 9, 10, 12, 16, 17, 60",
        None,
        "Host {id} caused errors",
        "Look at the host; the library did what it should.",
    ),
)
BY_KIND = {entry.kind: entry for entry in CATALOGUE}
