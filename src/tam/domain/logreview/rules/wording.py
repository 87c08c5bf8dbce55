"""What a finding of each kind says in a sentence, and what to do, in a sentence."""

from tam.domain.logreview.findings import Kind

WORDING = {
    Kind.DRIVE_FAILING: (
        "Drive {id} fails {detail}",
        "Take the drive out of use and open a case; bring a replacement drive of the same type.",
    ),
    Kind.DRIVE_NEEDS_CLEANING: (
        "Drive {id} asks for cleaning and is not cleaned",
        "Clean the drive now and check that a valid cleaning cartridge is at hand; if it asks again soon, open a case.",
    ),
    Kind.DRIVE_OVER_TEMPERATURE: (
        "Drive {id} is too hot",
        "Check the fans of its frame, the filters and the room; a drive that stays hot is replaced.",
    ),
    Kind.DRIVE_FIRMWARE_MISMATCH: (
        "Drive {id} has another firmware level than drives of its type",
        "Bring all drives of one type to the same approved level in a quiet hour.",
    ),
    Kind.DRIVE_LINK_ERRORS: (
        "The link of drive {id} is unreliable",
        "Check cable, transceiver and host port, then the drive sled; swap the cable "
        "with a good drive's to see what moves.",
    ),
    Kind.CARTRIDGE_FAILING: (
        "Cartridge {id} fails {detail}",
        "Copy its data to a good cartridge and retire it.",
    ),
    Kind.CARTRIDGE_END_OF_LIFE: (
        "Cartridge {id} is worn",
        "Copy its data to a new cartridge and retire it.",
    ),
    Kind.CARTRIDGE_LOAD_COUNT_DISCREPANCY: (
        "Cartridge {id} was loaded elsewhere: its load counts disagree",
        "Find out where the cartridge was used and whether its data may be trusted.",
    ),
    Kind.CLEANING_CARTRIDGE_EXHAUSTED: (
        "Cleaning cartridge {id} is used up",
        "Replace the cleaning cartridge.",
    ),
    Kind.CARTRIDGE_LABEL_UNREADABLE: (
        "The label of cartridge {id} is not read",
        "Check the label and replace it; the cartridge itself may be good.",
    ),
    Kind.CARTRIDGE_MISPLACED: (
        "Cartridge {id} is not where the inventory has it",
        "Verify the magazine and refresh the inventory before the cartridge is needed.",
    ),
    Kind.ROBOT_MOVE_FAILURES: (
        "{id} fails moves {detail}",
        "Open a case for the robot with its motion logs; move work to the other robot where there is one.",
    ),
    Kind.SLOT_MOVE_FAILURES: (
        "Moves fail again and again at slot {id}",
        "Inspect the slot and its magazine; keep the slot empty until then.",
    ),
    Kind.MOTION_RESTART: (
        "The motion system of {id} restarted by itself",
        "Send the motion restart traces with a case.",
    ),
    Kind.AXIS_NEAR_THRESHOLD: (
        "{id} is near its service reminder",
        "Plan the service of this axis with the next visit.",
    ),
    Kind.POWER_SUPPLY_FAILED: (
        "Power supply {id} has failed",
        "Replace the power supply; the other one carries the frame alone.",
    ),
    Kind.POWER_FEED_LOST: (
        "An AC feed of frame {id} is gone",
        "Check breaker, cord and power source of that feed before any part is replaced.",
    ),
    Kind.FAN_FAILED: (
        "Fan {id} has failed",
        "Replace the fan and watch the temperature of its frame.",
    ),
    Kind.FILTER_DUE: (
        "The filter of frame {id} is due",
        "Replace the filter and reset its counter.",
    ),
    Kind.FRAME_OVER_TEMPERATURE: (
        "Frame {id} is too warm",
        "Check room temperature, filters and fans.",
    ),
    Kind.CONTROLLER_FAILOVER: (
        "Controller {id} was taken over by another",
        "Service the failed controller; until then there is no spare.",
    ),
    Kind.CONTROLLER_UNREACHABLE: (
        "Controller {id} does not answer",
        "Check power and network of the controller, then open a case.",
    ),
    Kind.DOOR_OPENED_REPEATEDLY: (
        "Frame {id} was opened again and again",
        "Ask who worked at the library; if nobody did, check the door switch.",
    ),
    Kind.PACKAGE_MISMATCH: (
        "Component {id} is not at the level of the installed package",
        "Repeat the package update in a quiet hour.",
    ),
    Kind.OPTION_KEY_EXPIRING: (
        "A dated option key of library {id} ends soon",
        "Order and enter a new key before it ends.",
    ),
    Kind.CLOCK_STEP: (
        "The clock of library {id} jumped",
        "Set a time server; times of log lines around the step are not reliable.",
    ),
    Kind.REPORTING_GAP: (
        "{id} fell silent while other sources go on",
        "Find out why it stopped; what it watches is not watched now.",
    ),
    Kind.MESSAGE_NEVER_SEEN_BEFORE: (
        "Library {id} writes serious messages never seen before",
        "Read the lines; tell support when they mean nothing to you.",
    ),
    Kind.PARTITION_DRIVE_LOSS: (
        "Partition {id} has lost its drives",
        "Bring drives back or give the partition others; open a case for each drive that failed.",
    ),
    Kind.HOST_SIDE_ERROR: (
        "Host {id} caused errors",
        "Look at the host; the library did what it should.",
    ),
}
