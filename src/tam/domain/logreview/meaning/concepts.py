"""What can be said of a library, as concepts; the words that say each stand in `vocabulary.py`."""

from enum import Enum


class Concept(Enum):
    """One thing a line can report."""

    DRIVE_ERROR = "a drive failed at work"
    DRIVE_BROKEN = "a drive is out of work"
    DRIVE_LOST = "a drive is missing or silent"
    DRIVE_REMOVED = "a drive was taken out on purpose"
    DRIVE_REPLACED = "a drive was replaced"
    TAPE_ERROR = "a cartridge caused an error"
    ALERT = "TapeAlert flags"
    SENSE = "sense data"
    CLEANING_WANTED = "a drive asks for cleaning"
    CLEANED = "a drive was cleaned"
    CLEANER_SPENT = "a cleaning cartridge is used up"
    DRIVE_HOT = "a drive is too hot"
    FIRMWARE_DIFFERS = "a drive's firmware differs"
    LINK_ERROR = "a link of a drive is unreliable"
    END_OF_LIFE = "a cartridge is worn"
    LOADS_DIFFER = "load counts disagree"
    LABEL_UNREAD = "a label was not read"
    MISPLACED = "a cartridge is not where it should be"
    MOVE_FAILED = "a move failed"
    MOTION_RESTART = "the motion system restarted"
    AXIS_NEAR = "a counter nears its reminder"
    SUPPLY_FAILED = "a power supply failed"
    FEED_LOST = "a power feed is gone"
    FAN_FAILED = "a fan failed"
    FILTER_DUE = "a filter is due"
    FRAME_HOT = "a frame is too warm"
    FAILOVER = "a controller was taken over"
    UNREACHABLE = "a controller does not answer"
    REACHABLE = "a controller answers again"
    DOOR_OPENED = "a door was opened"
    PACKAGE_DIFFERS = "a component is not at its package's level"
    KEY_EXPIRES = "an option key ends"
    CLOCK_CHANGED = "the clock was changed"
    DRIVES_LOST = "a partition lost drives"
    UPDATE_BEGAN = "a package update began"
    UPDATE_ENDED = "a package update ended"
    RESTARTED = "the library was restarted"
    HOST_DOING = "a host's own doing"
    MOUNTED = "a cartridge was mounted"
    MOVED = "a move was done"


HARMLESS = frozenset(
    {
        Concept.DRIVE_REMOVED,
        Concept.DRIVE_REPLACED,
        Concept.CLEANED,
        Concept.UPDATE_BEGAN,
        Concept.UPDATE_ENDED,
        Concept.RESTARTED,
        Concept.REACHABLE,
        Concept.MOUNTED,
        Concept.MOVED,
        Concept.HOST_DOING,
        Concept.DOOR_OPENED,
    }
)
