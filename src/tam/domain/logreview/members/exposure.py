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
_LETTER = re.compile(rb".*[A-Za-z]")
_TAPE_LIKE = re.compile(rb"(?<![\w/])[A-Z]*(?:L[A-Z]?|M|J[A-Z]?)(?![\w/])")


Told = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One value that is counted.

    `tell` names the words of a line that decide it: their places, and how long each must at least
    be to matter. It looks only at what all lines of one kind share.
    """

    read: Callable[[str], str]
    add: Callable[[Sink, str, int], None]
    tell: Callable[[list[bytes]], dict[int, int]]


@dataclass(frozen=True, slots=True)
class Use:
    """What is counted together, where a line names all of it; `ordered` where the first counts."""

    parts: tuple[Part, ...]
    ordered: bool = False


def uses(body: str) -> tuple[Use, ...]:
    """What is counted of lines like this one."""
    kept: list[Use] = []
    if _MOUNT.search(body) and _MOUNT_TAPE.search(body) and _MOUNT_DRIVE.search(body):
        kept.append(MOUNT)
    if _BY_ROBOT.search(body) and _DONE.search(body):
        kept.append(MOVE)
    if _SLOT_OF.search(body):
        kept.append(SLOT)
    return tuple(kept)


def count(sink: Sink, kept: Iterable[Use], text: str) -> None:
    """Count what a line says."""
    for use in kept:
        values = [part.read(text) for part in use.parts]
        if all(values):
            for part, value in zip(use.parts, values, strict=True):
                part.add(sink, value, 1)


def _drive(text: str) -> str:
    found = _MOUNT_DRIVE.search(text)
    return found[0] if found else ""


def _tape(text: str) -> str:
    found = _MOUNT_TAPE.search(text)
    return found[0] if found else ""


def _robot(text: str) -> str:
    found = _BY_ROBOT.search(text)
    return found[1] if found else ""


def _slot(text: str) -> str:
    found = _SLOT_OF.search(text)
    return f"{found[1]} {found[2]}" if found else ""


def _add_mount(sink: Sink, drive: str, times: int) -> None:
    sink.mounts[drive] += times


def _add_tape(sink: Sink, tape: str, times: int) -> None:
    sink.tape_mounts[tape] += times


def _add_move(sink: Sink, robot: str, times: int) -> None:
    sink.robot_moves[int(robot)] += times


def _add_slot(sink: Sink, place: str, _times: int) -> None:
    slot, partition = place.split(" ", 1)
    sink.slot_partitions.setdefault(int(slot), partition)


def _tell_drive(words: list[bytes]) -> dict[int, int]:
    told: dict[int, int] = {}
    for place, word in enumerate(words):
        if b"FR" in word or b"riv=" in word:
            told[place] = 0
        if word.endswith((b"riv", b"in")) and place + 1 < len(words):
            bare = word.endswith(b"in") and not any(
                map(_LETTER.match, words[place + 1 : place + 2])
            )
            told[place] = 0
            told[place + 1] = 8 if bare else 0
    return told


def _tell_tape(words: list[bytes]) -> dict[int, int]:
    return {place: 0 for place, word in enumerate(words) if _TAPE_LIKE.search(word)}


def _tell_robot(words: list[bytes]) -> dict[int, int]:
    return _after(words, b"root", 3)


def _tell_slot(words: list[bytes]) -> dict[int, int]:
    return _after(words, b"slot", 5 if any(b"prtition" in word for word in words) else 4)


def _after(words: list[bytes], lead: bytes, most: int) -> dict[int, int]:
    """The words that hold this one, and so many behind each."""
    told: dict[int, int] = {}
    for place, word in enumerate(words):
        if lead in word.lower().translate(None, _HEX):
            told |= dict.fromkeys(range(place, min(place + most + 1, len(words))), 0)
    return told


MOUNT_DRIVE = Part(_drive, _add_mount, _tell_drive)
MOUNT_TAPE = Part(_tape, _add_tape, _tell_tape)
MOVE_ROBOT = Part(_robot, _add_move, _tell_robot)
SLOT_PLACE = Part(_slot, _add_slot, _tell_slot)
MOUNT = Use((MOUNT_DRIVE, MOUNT_TAPE))
MOVE = Use((MOVE_ROBOT,))
SLOT = Use((SLOT_PLACE,), ordered=True)


def telling(part: Part, line: bytes, begin: int, end: int) -> Told:
    """Which words of a line decide what it lets count, by their places between blanks.

    All lines of a kind have as many words, and the same letters in each but a to f. Nothing is
    said of a line with text before its time, which stands from `begin` to `end`.
    """
    if line[:begin].strip(b" \t<[(\"'"):
        return ()
    first = line[:end].count(b" ") + (line[end : end + 1] == b" ")
    words = line.translate(None, _HEX).split(b" ")
    return tuple(sorted(told for told in part.tell(words).items() if told[0] >= first))
