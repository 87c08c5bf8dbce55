"""A scene for every kind of finding, worded in two ways, and scenes that only look like faults."""

from collections.abc import Callable
from datetime import timedelta

from logdialects import CAPTURED, DRIVES, TAPES, Scene

Fill = Callable[[Scene, str], None]


def drive_failing(s: Scene, d: str) -> None:
    path, serial, _, _ = DRIVES[2]
    for n, hours in enumerate((90, 60, 40, 20)):
        tape = TAPES[n * 5]
        if d == "C":
            s.say(
                hours,
                "error",
                "scsi",
                f"drive={path} sn={serial} tape={tape} op=08 sk=4 asc=44 ascq=00 internal target"
                " failure",
            )
            s.say(hours - 0.01, "err", "messages", f"Hard error on drive {path}, cartridge {tape}.")
        else:
            s.say(
                hours,
                "error",
                "scsi",
                f"{path} ({serial}) write of {tape} ended with sense 04/44/00",
            )
            s.say(
                hours - 0.01,
                "error",
                "alerts",
                f"TapeAlert 30 Hardware A raised by drive {serial}, medium {tape}",
            )


def cartridge_failing(s: Scene, d: str) -> None:
    for n, hours in enumerate((90, 60, 20)):
        path, serial, _, _ = DRIVES[n * 2]
        if d == "C":
            s.say(
                hours,
                "error",
                "scsi",
                f"drive={path} sn={serial} tape={TAPES[9]} op=08 sk=3 asc=11 ascq=00 unrecovered"
                " read error",
            )
            s.say(hours - 0.01, "err", "messages", f"Media error on {TAPES[9]} in drive {path}.")
        else:
            s.say(
                hours,
                "error",
                "scsi",
                f"{path} ({serial}) read of {TAPES[9]} ended with sense 03/52/00",
            )
            s.say(
                hours - 0.01,
                "error",
                "alerts",
                f"TapeAlert 4 Media raised by drive {serial}, medium {TAPES[9]}",
            )


def needs_cleaning(s: Scene, d: str) -> None:
    path, serial, _, _ = DRIVES[3]
    for hours in (80, 50, 26):
        s.say(
            hours,
            "warning",
            "alerts",
            (
                f"tapealert drive={serial} flag=20"
                if d == "C"
                else f"{path} signals clean now (TapeAlert 20), medium {TAPES[4]}"
            ),
        )
    s.say(25, "warn", "messages", f"Drive {path} needs cleaning.")


def over_temperature(s: Scene, d: str) -> None:
    path, serial, _, _ = DRIVES[5]
    for hours in (70, 30):
        s.say(
            hours,
            "warning",
            "alerts",
            (
                f"tapealert drive={serial} flag=36"
                if d == "C"
                else f"TapeAlert 36 Drive temperature raised by drive {serial}"
            ),
        )
    s.say(29.99, "warn", "messages", f"Drive {path} reports 68 C, limit 60 C.")


def firmware(s: Scene, d: str) -> None:
    s.drives[6] = {"firmware": "K4K0"}


def link_errors(s: Scene, d: str) -> None:
    path, _, _, _ = DRIVES[1]
    for hours in (90, 66, 41, 12):
        s.say(
            hours,
            "error",
            "fabric",
            (
                f"drive={path} port=A event=signal_loss"
                if d == "C"
                else f"Loss of light on port A of drive {path}"
            ),
        )


def end_of_life(s: Scene, d: str) -> None:
    s.tapes[TAPES[11]] = {"life_left_percent": "3"}
    s.say(
        30,
        "warn",
        "messages",
        (
            f"Cartridge {TAPES[11]} has passed its rated life."
            if d == "C"
            else f"Tape {TAPES[11]} is worn out."
        ),
    )


def loads_differ(s: Scene, d: str) -> None:
    s.tapes[TAPES[12]] = {"load_count": "20", "mam_load_count": "41"}
    s.say(
        30, "warn", "messages", f"Loads of {TAPES[12]} in cartridge memory and database disagree."
    )


def cleaner_spent(s: Scene, d: str) -> None:
    s.tapes["CLNQ01L1"] = {"cleans_left": "0", "cleaning_cycles_left": "0"}
    s.tapes["CLNQ02L1"] = {"cleans_left": "31", "cleaning_cycles_left": "31"}
    s.say(
        12,
        "warn",
        "messages",
        (
            "Cleaning cartridge CLNQ01L1 has no cleanings left."
            if d == "C"
            else "CLNQ01L1: cleaning cartridge used up."
        ),
    )


def label(s: Scene, d: str) -> None:
    for hours in (100, 70, 40, 10):
        text = (
            f"no read at slot 17, expected {TAPES[16]}"
            if d == "C"
            else f"Scanner could not decode label at slot 17 ({TAPES[16]})"
        )
        s.say(hours, "error", "scanner", text)


def misplaced(s: Scene, d: str) -> None:
    s.say(
        20,
        "error",
        "audit",
        (
            f"contents mismatch at slot 30: expected empty, found {TAPES[20]}"
            if d == "C"
            else f"Audit: {TAPES[20]} found in slot 30, inventory says slot 21"
        ),
    )
    s.say(19.99, "warn", "messages", f"Security audit: {TAPES[20]} is not where expected.")


def robot(s: Scene, d: str) -> None:
    for n, hours in enumerate((100, 80, 60, 40, 20, 10)):
        text = (
            f"move_failed robot=2 slot={3 + 6 * n} sense=4/15/01"
            if d == "C"
            else f"Robot 2 could not pick at cell {3 + 6 * n}, sense 04/3B/16"
        )
        s.say(hours, "error", "motion", text)


def slot(s: Scene, d: str) -> None:
    for n, hours in enumerate((100, 80, 60, 40)):
        text = (
            f"pick failed: robot={1 + n % 2} slot=33 tape={TAPES[n]}"
            if d == "C"
            else f"Robot {1 + n % 2} could not place {TAPES[n]} in slot 33"
        )
        s.say(hours, "error", "motion", text)
    s.say(39.99, "warn", "messages", "Move failed, partition Backup, slot 33.")


def restart(s: Scene, d: str) -> None:
    s.say(
        50,
        "error",
        "motion",
        (
            "motion_restart robot=1 cause=watchdog"
            if d == "C"
            else "Motion control of Robot 1 restarted unexpectedly"
        ),
    )


def axis(s: Scene, d: str) -> None:
    s.counters += [
        ("Vertical Axis Trip1", "Robot 2", 950_000, 1_000_000),
        ("Picker Axis Trip1", "Robot 2", 10, 1_000_000),
    ]


def supply(s: Scene, d: str) -> None:
    s.supplies.append(
        {
            "id": "2/1",
            "c": {"input_ok": True, "output_ok": False},
            "d": {"Input": "ok", "Output": "failed"},
        }
    )  # type: ignore[dict-item]
    s.say(
        60,
        "error",
        "messages",
        (
            "PSU 1 of frame FR2 delivers no output."
            if d == "C"
            else "FR2/PowerSupply1: output power not okay"
        ),
    )


def feed(s: Scene, d: str) -> None:
    s.feeds.append(
        {
            "frame": 1,
            "c": {"primary_ac_present": True, "secondary_ac_present": False},
            "d": {"Primary AC": "ok", "Secondary AC": "lost"},
        }
    )  # type: ignore[dict-item]
    s.supplies.append(
        {
            "id": "1/2",
            "c": {"input_ok": False, "output_ok": False},
            "d": {"Input": "lost", "Output": "failed"},
        }
    )  # type: ignore[dict-item]
    s.say(33, "error", "messages", "No AC voltage on secondary input, frame FR1.")


def fan(s: Scene, d: str) -> None:
    s.fans[2, 3] = 900
    s.say(
        33,
        "warn",
        "messages",
        "Fan 3 in FR2 turns too slow." if d == "C" else "Fan 3 in frame FR2 no longer turns",
    )


def filter_due(s: Scene, d: str) -> None:
    s.counters.append(("FR2 filter", "", 4600, 4000))
    s.say(33, "warn", "messages", "Air filter of frame FR2 is due.")


def frame_hot(s: Scene, d: str) -> None:
    s.heat[1] = 44
    s.say(33, "warn", "messages", "Frame FR1 is too warm (44 C).")


def failover(s: Scene, d: str) -> None:
    s.controllers["FR1/RIM2"] = {"failover_to": "FR1/RIM1"}
    s.say(33, "error", "messages", "FR1/RIM1 assumed the role of FR1/RIM2.")


def unreachable(s: Scene, d: str) -> None:
    s.controllers["FR2/RIM1"] = {"connected": False}  # type: ignore[dict-item]
    for minutes in (0, 4, 9, 15):
        s.say(5 - minutes / 60, "error", "network", f"poll of FR2/RIM1 timed out ({minutes})")


def door(s: Scene, d: str) -> None:
    for minutes in (0, 8, 20):
        s.say(
            70 - minutes / 60,
            "warn",
            "messages",
            "Side panel opened, frame FR2." if d == "C" else "FR2: access door opened",
        )


def package(s: Scene, d: str) -> None:
    s.components["RCM FR1"] = ("5.81.0", "5.82.6")


def key(s: Scene, d: str) -> None:
    s.keys.append(("Encryption", "21"))


def clock(s: Scene, d: str) -> None:
    s.step = (CAPTURED - timedelta(hours=60), timedelta(seconds=-2700))
    s.say(60, "warn", "messages", "System clock stepped back by 2700 s.")


def gap(s: Scene, d: str) -> None:
    s.silent["motion"] = CAPTURED - timedelta(hours=70)


def novelty(s: Scene, d: str) -> None:
    for hours in (90, 60, 30, 10):
        s.say(
            hours,
            "warn",
            "event",
            f"plasma gasket {int(hours)} out of phase, drift {hours / 7:.2f}",
        )


def partition(s: Scene, d: str) -> None:
    for number in (4, 5):
        s.drives[number] = {"state": "Not responding"}
    s.say(20, "error", "messages", "Partition Vault lost 2 of 4 drives.")


FAULTS: dict[str, tuple[Fill, tuple[str, str]]] = {
    "drive-failing": (drive_failing, ("drive", DRIVES[2][1])),
    "cartridge-failing": (cartridge_failing, ("cartridge", TAPES[9])),
    "drive-needs-cleaning": (needs_cleaning, ("drive", DRIVES[3][1])),
    "drive-over-temperature": (over_temperature, ("drive", DRIVES[5][1])),
    "drive-firmware-mismatch": (firmware, ("drive", DRIVES[6][1])),
    "drive-link-errors": (link_errors, ("drive", DRIVES[1][1])),
    "cartridge-end-of-life": (end_of_life, ("cartridge", TAPES[11])),
    "cartridge-load-count-discrepancy": (loads_differ, ("cartridge", TAPES[12])),
    "cleaning-cartridge-exhausted": (cleaner_spent, ("cartridge", "CLNQ01L1")),
    "cartridge-label-unreadable": (label, ("cartridge", TAPES[16])),
    "cartridge-misplaced": (misplaced, ("cartridge", TAPES[20])),
    "robot-move-failures": (robot, ("robot", "Robot 2")),
    "slot-move-failures": (slot, ("slot", "Backup/33")),
    "motion-restart": (restart, ("robot", "Robot 1")),
    "axis-near-threshold": (axis, ("axis", "Robot 2/Vertical Axis")),
    "power-supply-failed": (supply, ("power-supply", "FR2/PowerSupply1")),
    "power-feed-lost": (feed, ("frame", "FR1")),
    "fan-failed": (fan, ("fan", "FR2/FCM/Fan3")),
    "filter-due": (filter_due, ("frame", "FR2")),
    "frame-over-temperature": (frame_hot, ("frame", "FR1")),
    "controller-failover": (failover, ("controller", "FR1/RIM2")),
    "controller-unreachable": (unreachable, ("controller", "FR2/RIM1")),
    "door-opened-repeatedly": (door, ("frame", "FR2")),
    "package-mismatch": (package, ("component", "RCM FR1")),
    "option-key-expiring": (key, ("library", "5E21C0D4")),
    "clock-step": (clock, ("library", "5E21C0D4")),
    "reporting-gap": (gap, ("component", "Motion")),
    "message-never-seen-before": (novelty, ("library", "5E21C0D4")),
    "partition-drive-loss": (partition, ("partition", "Vault")),
}
