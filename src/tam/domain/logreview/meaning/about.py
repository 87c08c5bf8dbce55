"""What must stand in a text before it is looked at closely: a part, or a matter of the library."""

import re

from tam.domain.logreview.meaning.concepts import Concept
from tam.domain.logreview.meaning.mentions import Mentions
from tam.domain.logreview.meaning.vocabulary import PARTS, WHOLE

_WORD = re.compile(r"[a-z]+")
DIGIT = re.compile(r"\d")
_DRIVE = ("drives", "serials")
_NEEDS = {
    Concept.DRIVE_ERROR: _DRIVE,
    Concept.DRIVE_BROKEN: _DRIVE,
    Concept.DRIVE_LOST: _DRIVE,
    Concept.DRIVE_REMOVED: _DRIVE,
    Concept.DRIVE_REPLACED: _DRIVE,
    Concept.DRIVE_HOT: _DRIVE,
    Concept.FIRMWARE_DIFFERS: _DRIVE,
    Concept.LINK_ERROR: _DRIVE,
    Concept.CLEANING_WANTED: _DRIVE,
    Concept.CLEANED: _DRIVE,
    Concept.TAPE_ERROR: ("tapes",),
    Concept.CLEANER_SPENT: ("tapes",),
    Concept.END_OF_LIFE: ("tapes",),
    Concept.LOADS_DIFFER: ("tapes",),
    Concept.LABEL_UNREAD: ("tapes", "slots"),
    Concept.MISPLACED: ("tapes",),
    Concept.MOVE_FAILED: ("robots", "slots", "placed", "drives"),
    Concept.AXIS_NEAR: ("axes",),
    Concept.SUPPLY_FAILED: ("supplies",),
    Concept.FEED_LOST: ("frames",),
    Concept.FAN_FAILED: ("fans",),
    Concept.FILTER_DUE: ("frames",),
    Concept.FRAME_HOT: ("frames",),
    Concept.FAILOVER: ("controllers",),
    Concept.UNREACHABLE: ("controllers",),
    Concept.REACHABLE: ("controllers",),
    Concept.DOOR_OPENED: ("frames",),
    Concept.DRIVES_LOST: ("partitions",),
}


def is_about(text: str) -> bool:
    """The cheap question first: does a text name a part, or a matter of the whole library?"""
    stems = {word[:4] for word in _WORD.findall(text.lower())}
    if stems & PARTS:
        return DIGIT.search(text) is not None or bool(stems & WHOLE)
    return bool(stems & WHOLE)


def names_part(concept: Concept, who: Mentions, *, numbered: bool) -> bool:
    """Whether a text names the part that a concept is said of."""
    fields = _NEEDS.get(concept)
    if fields == _DRIVE:  # a list of drives may give names of any shape
        return numbered
    return fields is None or any(getattr(who, field) for field in fields)
