"""What is normal and only counted: mounts of drives and cartridges, moves of robots, slots."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

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
_HEX = b"0123456789abcdef"
_BEFORE_NAMES = tuple(word.translate(None, _HEX) for word in (b"in", b"drive", b"robot", b"slot"))
_REACH = 3
_BARE = b".,:;#+-()[]%'\""


@dataclass(frozen=True, slots=True)
class Used:
    """What one line lets count."""

    drive: str = ""
    tape: str = ""
    robot: int | None = None
    slot: tuple[int, str] | None = None


Use = Callable[[str], Used]


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


def used(kept: Iterable[Use], text: str) -> tuple[Used, ...]:
    """What a line lets count."""
    return tuple(use(text) for use in kept)


def count(sink: Sink, found: Iterable[Used], times: int = 1) -> None:
    """Count it, as often as such a line stands there."""
    for one in found:
        if one.tape:
            sink.mounts[one.drive] += times
            sink.tape_mounts[one.tape] += times
        if one.robot is not None:
            sink.robot_moves[one.robot] += times
        if one.slot is not None:
            sink.slot_partitions.setdefault(*one.slot)


def _mount(body: str) -> Used:
    drive, tape = _MOUNT_DRIVE.search(body), _MOUNT_TAPE.search(body)
    return Used(drive=drive[0], tape=tape[0]) if drive and tape else Used()


def _move(body: str) -> Used:
    robot = _BY_ROBOT.search(body)
    return Used(robot=int(robot[1])) if robot else Used()


def _slot(body: str) -> Used:
    place = _SLOT_OF.search(body)
    return Used(slot=(int(place[1]), place[2])) if place else Used()


def telling(line: bytes, stamp: tuple[int, int]) -> tuple[int, ...]:
    """Which words of a line decide what it lets count, by their places between blanks.

    All lines of a kind have as many words; a bare number tells only behind a word that announces
    a name. Nothing is said of a line with text before its time.
    """
    begin, end = stamp
    if line[:begin].strip(b" \t<[(\"'"):
        return ()
    kept, near = [], 0
    first = line[:end].count(b" ") + (line[end : end + 1] == b" ")
    for place, word in enumerate(line.split(b" ")):
        bare = not word.lower().translate(None, _HEX + _BARE)
        if place >= first and (not bare or near):
            kept.append(place)
        near = near - 1 if near and bare else 0
        if word.lower().translate(None, _HEX).rstrip(_BARE + b"=_").endswith(_BEFORE_NAMES):
            near = _REACH
    return tuple(kept)
