"""What is normal and only counted: mounts of drives and cartridges, moves of robots, slots."""

import re
from collections.abc import Callable

from tam.domain.logreview.sink import Sink

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

Use = Callable[[Sink, str], None]


def uses(body: str) -> tuple[Use, ...]:
    """What is counted of lines like this one."""
    kept: list[Use] = []
    if _MOUNT.search(body) and _MOUNT_TAPE.search(body) and _MOUNT_DRIVE.search(body):
        kept.append(_mount)
    if _BY_ROBOT.search(body) and _DONE.search(body):
        kept.append(_move)
    if _SLOT_OF.search(body):
        kept.append(_slot)
    return tuple(kept)


def _mount(sink: Sink, body: str) -> None:
    drive, tape = _MOUNT_DRIVE.search(body), _MOUNT_TAPE.search(body)
    if drive and tape:
        sink.mounts[drive[0]] += 1
        sink.tape_mounts[tape[0]] += 1


def _move(sink: Sink, body: str) -> None:
    robot = _BY_ROBOT.search(body)
    if robot:
        sink.robot_moves[int(robot[1])] += 1


def _slot(sink: Sink, body: str) -> None:
    place = _SLOT_OF.search(body)
    if place:
        sink.slot_partitions.setdefault(int(place[1]), place[2])
