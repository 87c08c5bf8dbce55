"""The head of a log line.

Time, level, source and host, in whatever order and brackets they come.
"""

import re
from dataclasses import dataclass

from tam.domain.logreview.text.levels import Level, level_of, syslog_level
from tam.domain.logreview.thresholds import LIMITS

_LEAD = " \t]|:;,->\"')*"
_SYSLOG = re.compile(
    r"(?P<host>[A-Za-z0-9][\w.-]*) (?P<prog>[A-Za-z/][\w./-]{0,47})(?:\[(?P<pid>\d+)\])?: "
)
_RFC5424 = re.compile(
    r"\s?(?P<host>\S+) (?P<app>\S+) (?P<proc>\S+) (?P<id>\S+)"
    r" (?P<data>-|(?:\[[^\]]*\])+)(?: (?P<text>.*))?$"
)
_PART = re.compile(
    r"(?:drive|robot|tape|frame|slot|fan|controller|power|supply|partition|library|FR\d+)$",
    re.IGNORECASE,
)
_PRI = re.compile(r"<(\d{1,3})>(?:1 $)?")
_VERSIONED = re.compile(r"<\d{1,3}>1 $")
_AROUND = " [<(\"'{|-#"
_PAIR = re.compile(
    r"""(?<![\w.-])(?:[^\WA-Za-z]|[.-])*+([A-Za-z][\w.-]*+)"?\s*+[=:]\s*+(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s,;|}]*))"""
)
_SEPARATORS = ("|", "\t", ";", ",")
_BRACKET = re.compile(r"[\[(<]\s*([A-Za-z][\w./ -]{0,30}?)\s*[\])>]:?")
_WORD = re.compile(r"([A-Za-z][\w./-]{0,30})(:?)(?=\s|$|\|)")
_SKIP = re.compile(r"(?:#\d+|\[\d+(?::\d+)?\]|\(\d+\)|0x[0-9a-f]+|\d+|[-|])(?=[\s|:]|$)")

LEVEL_KEYS = frozenset(
    ["sev", "severity", "level", "lvl", "prio", "priority", "loglevel", "log_level", "pri", "class"]
)
SOURCE_KEYS = frozenset(
    [
        "src",
        "source",
        "comp",
        "component",
        "module",
        "mod",
        "subsys",
        "subsystem",
        "facility",
        "trace",
        "log",
        "unit",
        "app",
        "process",
        "prog",
        "area",
        "logger",
        "channel",
        "origin",
        "category",
    ]
)
TEXT_KEYS = frozenset(
    [
        "msg",
        "message",
        "text",
        "notification",
        "description",
        "desc",
        "event",
        "detail",
        "details",
        "summary",
        "body",
    ]
)
TIME_KEYS = frozenset(
    ["time", "ts", "timestamp", "when", "date", "datetime", "at", "epoch", "posted", "logged"]
)


@dataclass(frozen=True, slots=True)
class Header:
    """What stands before a line's own words; `body` is the rest, which always keeps every value."""

    level: Level
    source: str
    host: str
    body: str


@dataclass(frozen=True, slots=True)
class Habit:
    """How a member writes levels.

    `usual` is the number most of its lines give, `worded` whether its lines begin with `Info`.
    """

    usual: int | None = None
    worded: bool = False


NO_HABIT = Habit()


def lead(before: str) -> str:
    """What stands before the time and belongs to the text."""
    return "" if "=" in before[-8:] else _PRI.sub("", before, 1).strip(_AROUND)


def header(before: str, after: str, habit: Habit = NO_HABIT) -> Header:
    """Read the parts beside a time stamp: what stood before it, what follows."""
    pri = _PRI.search(before)
    level = syslog_level(int(pri[1]) % 8) if pri else _level_in(before)
    versioned = _RFC5424.match(after) if _VERSIONED.search(before) else None
    if versioned is not None:
        return _versioned(versioned, level)
    rest = after.lstrip(_LEAD)
    pairs = keyed(rest)
    if pairs is not None:
        return Header(
            _keyed_level(pairs, habit.usual) or level, _first(pairs, SOURCE_KEYS), "", rest
        )
    separator = next((mark for mark in _SEPARATORS if mark in rest[:48]), None)
    if separator is not None:
        columned = _columns(rest, level, separator)
        if columned is not None:
            return columned
    syslog = _SYSLOG.match(rest)
    if (
        syslog is not None
        and level_of(syslog["host"]) is Level.UNKNOWN
        and not _PART.match(syslog["host"])
    ):
        found = _tokens(rest[syslog.end() :], level)
        return Header(found.level, found.source or syslog["prog"], syslog["host"], found.body)
    return _tokens(rest, level, worded=habit.worded)


def _versioned(match: re.Match[str], level: Level) -> Header:
    """A line of RFC 5424: the program is the source; structured data belongs to the text."""
    app = match["app"] if match["app"] != "-" else ""
    data = match["data"].strip("-[]")
    return Header(level, app, "", f"{match['text'] or ''} {data}".strip())


def keyed(text: str) -> dict[str, str] | None:
    """The pairs of a `key=value` or JSON line, lower-case keys; None when it is none."""
    text = text[: LIMITS.read_chars]
    head = text.lstrip(" {")
    first = _PAIR.match(head.lstrip('"'))
    if (
        first is None
        or first.start(1)
        or (
            not text.startswith("{")
            and not re.match(r'"?\s?=|"\s?:', head.lstrip('"')[first.end(1) :])
        )
    ):
        return None
    pairs: dict[str, str] = {}
    for found in _PAIR.finditer(text):
        value = next((part for part in found.groups()[1:] if part is not None), "")
        pairs.setdefault(found[1].lower(), value)
    return pairs


def _first(pairs: dict[str, str], keys: frozenset[str]) -> str:
    return next((value for key, value in pairs.items() if key in keys), "")


def numbered(pairs: dict[str, str]) -> int | None:
    """The level of a line that gives it as a number."""
    word = _first(pairs, LEVEL_KEYS)
    return int(word) if word.isdigit() and len(word) == 1 else None


def _keyed_level(pairs: dict[str, str], usual: int | None) -> Level | None:
    number = numbered(pairs)
    if number is not None:
        if usual is None or usual >= 5:
            return syslog_level(number)
        return (Level.INFO, Level.WARNING, Level.ERROR, Level.FATAL)[min(max(number - usual, 0), 3)]
    level = level_of(_first(pairs, LEVEL_KEYS))
    return level if level is not Level.UNKNOWN else None


def _level_in(before: str) -> Level:
    for word in re.findall(r"[A-Za-z]+", before):
        level = level_of(word)
        if level is not Level.UNKNOWN and (len(word) > 1 or word.isupper()):
            return level
    return Level.UNKNOWN


def _columns(rest: str, level: Level, separator: str) -> Header | None:
    """`WARN | motion | text`.

    Short columns are level and source, the first long one is the text.
    """
    parts = [part.strip(" \t\"'") for part in rest.split(separator, 5)]
    source = ""
    for place, part in enumerate(parts):
        named = level_of(part.strip("[]<>"))
        if level is Level.UNKNOWN and named is not Level.UNKNOWN:
            level = named
        elif " " in part or place == len(parts) - 1 or source:
            whole = source or level is not Level.UNKNOWN
            return Header(level, source, "", " ; ".join(parts[place:])) if whole else None
        elif part and not part.isdigit():
            source = part
    return None


def _tokens(rest: str, level: Level, *, worded: bool = False) -> Header:
    """Up to six marks in front of the text.

    Numbers, `[E]`, `E`, `ERROR:`, `MOTION:`, `Motion  E`; `Error` where all lines have such a word.
    """
    source, place = "", 0
    for _ in range(6):
        rest_now = rest[place:]
        skip = _SKIP.match(rest_now)
        if skip is not None:
            place += _past(rest_now, skip.end())
            continue
        step, word, marked = _mark(rest_now)
        if not step:
            break
        named = level_of(word)
        is_mark = _is_mark(word, marked=marked) or (worded and not _before_level(rest_now[step:]))
        if named is not Level.UNKNOWN and level is Level.UNKNOWN and is_mark:
            level = named
        elif not source and (marked or _before_level(rest_now[step:])) and not _names_part(word):
            source = word
        else:
            break
        place += _past(rest_now, step)
    return Header(level, source, "", rest[place:].strip())


def _mark(text: str) -> tuple[int, str, bool]:
    """The next mark: its length, its word, whether brackets or a colon set it off."""
    bracket = _BRACKET.match(text)
    if bracket is not None:
        return bracket.end(), bracket[1], True
    word = _WORD.match(text)
    if word is not None:
        return word.end(), word[1], bool(word[2])
    return 0, "", False


def _names_part(word: str) -> bool:
    """`FR2:` or `[LTO9-02]` names a part and belongs to the text; `MotionRestart1` is a source."""
    return any(letter.isdigit() for letter in word) and not word.lower().startswith("motionrestart")


def _is_mark(word: str, *, marked: bool) -> bool:
    return marked or word.isupper() or word.islower()


def begins_with_level(text: str) -> bool:
    """Whether a level in one word stands first: `Info`, `Warn`."""
    word = _WORD.match(text.lstrip(_LEAD))
    return word is not None and len(word[1]) > 2 and level_of(word[1]) is not Level.UNKNOWN


def _before_level(text: str) -> bool:
    step, word, marked = _mark(text.lstrip())
    return bool(step) and level_of(word) is not Level.UNKNOWN and (marked or word.isupper())


def _past(text: str, step: int) -> int:
    return step + len(text[step:]) - len(text[step:].lstrip(_LEAD))
