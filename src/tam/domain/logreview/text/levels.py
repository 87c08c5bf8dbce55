"""How serious a line says it is, whatever it calls that."""

from enum import Enum


class Level(Enum):
    """The weight a source gives its line; UNKNOWN when it gives none."""

    UNKNOWN = 0
    INFO = 1
    WARNING = 2
    ERROR = 3
    FATAL = 4


_NAMES = {
    Level.INFO: (
        "i inf info information informational informative d dbg debug n note notice ok normal trace"
        " verbose t v"
    ),
    Level.WARNING: "w wrn warn warning minor caution attention",
    Level.ERROR: "e er err erro error major failure alarm severe",
    Level.FATAL: "f c crit critical fatal alert emerg emergency panic p",
}
_WORDS = {word: level for level, names in _NAMES.items() for word in names.split()}


def level_of(word: str) -> Level:
    """The level that a severity word stands for; UNKNOWN when it is none."""
    return _WORDS.get(word.strip().lower(), Level.UNKNOWN)


def syslog_level(number: int) -> Level:
    """The level of a syslog severity 0 (emergency) to 7 (debug)."""
    if number <= 2:
        return Level.FATAL
    if number == 3:
        return Level.ERROR
    return Level.WARNING if number == 4 else Level.INFO


def is_serious(level: Level) -> bool:
    """Whether a source itself calls the line a warning or worse."""
    return level.value >= Level.WARNING.value
