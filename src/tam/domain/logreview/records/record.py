"""One record: an XML element, a JSON object, a CSV row, a section, a card.

Fields keyed by bare names.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

from tam.domain.logreview.text.spots import Spot
from tam.domain.logreview.text.words import name_key
from tam.domain.logreview.thresholds import LIMITS

_CHILDREN = 64
_NAME = 200
_FIELDS = 10_000


@dataclass(frozen=True, slots=True)
class Field:
    """A value, the name it was given, and the line it stands on."""

    name: str
    value: str
    spot: Spot


class Record:
    """Named fields, the record around it, and its first few inner records."""

    __slots__ = ("children", "fields", "key", "name", "parent", "spot", "waiting")

    def __init__(self, name: str, spot: Spot, parent: "Record | None" = None) -> None:
        self.name = name
        self.key = name_key(name)
        self.spot = spot
        self.parent = parent
        self.fields: dict[str, Field] = {}
        self.children: list[Record] = []
        self.waiting: list[Record] = []
        if parent is not None and len(parent.children) < _CHILDREN:
            parent.children.append(self)

    def put(self, name: str, value: str, spot: Spot) -> None:
        """Add a field; the first of a name stays, and the beginning of a very long value."""
        name, value = name[:_NAME], value.strip()[: LIMITS.read_chars]
        if len(self.fields) < _FIELDS:
            self.fields.setdefault(name_key(name), Field(name, value, spot))

    def field(self, *names: str) -> Field | None:
        """The first non-empty field that goes by one of these bare names."""
        for name in names:
            found = self.fields.get(name)
            if found is not None and found.value:
                return found
        return None

    def get(self, *names: str) -> str:
        """The value of the first such field, else nothing."""
        found = self.field(*names)
        return found.value if found is not None else ""

    def inner(self, *names: str) -> "Record | None":
        """The first inner record of one of these bare names."""
        return next((child for child in self.children if child.key in names), None)

    def around(self) -> Iterator["Record"]:
        """The record itself, then those around it, from the inside out."""
        now: Record | None = self
        while now is not None:
            yield now
            now = now.parent


_YES = frozenset(
    [
        "yes",
        "y",
        "true",
        "1",
        "on",
        "ok",
        "okay",
        "good",
        "present",
        "up",
        "connected",
        "normal",
        "online",
        "active",
        "enabled",
        "healthy",
        "pass",
        "passed",
    ]
)
_NO = frozenset(
    [
        "no",
        "n",
        "false",
        "0",
        "off",
        "fail",
        "failed",
        "faulted",
        "fault",
        "bad",
        "lost",
        "down",
        "disconnected",
        "not",
        "ok",
        "notok",
        "notokay",
        "absent",
        "error",
        "dead",
        "missing",
        "critical",
    ]
)
_ABSENT = frozenset(
    [
        "notpresent",
        "notinstalled",
        "notpopulated",
        "empty",
        "na",
        "none",
        "unpopulated",
        "unknown",
        "unused",
        "notapplicable",
        "vacant",
        "notfitted",
        "notavailable",
        "unavailable",
        "nc",
    ]
)


def flag(value: str) -> bool | None:
    """A yes or no in any spelling; None for what is neither, such as an empty bay."""
    low = value.strip().lower()
    if low in _YES:
        return True
    if low in _NO or name_key(low) in {"notok", "notokay", "notconnected", "notgood", "inactive"}:
        return False
    return None


def absent(value: str) -> bool:
    """Whether a value says that nothing is installed there."""
    return name_key(value) in _ABSENT


_CALM = frozenset(["ok", "okay", "good", "normal", "healthy", "pass", "passed"])


def raised(value: str) -> bool:
    """Whether an alarm of this value is on; `OK` and `normal` are yes as a state, not here."""
    return flag(value) is True and value.strip().lower() not in _CALM


_UNKNOWN = frozenset(
    {"4294967295", "0xffffffff", "65535", "18446744073709551615", "ffffffff", "-1", "255.255"}
)


def number(value: str) -> float | None:
    """A number with or without unit; all ones, blanks and words are unknown."""
    text = value.strip().replace(" ", "")
    if not text or text.lower() in _UNKNOWN:
        return None
    end = 0
    while end < len(text) and (text[end].isdigit() or text[end] in ".,+-"):
        end += 1
    body = text[:end]
    if body.count(",") == 1 and "." not in body and len(body.split(",")[1]) != 3:
        body = body.replace(",", ".")
    try:
        found = float(body.replace(",", ""))
    except ValueError:
        return None
    return found if isfinite(found) else None


def whole(value: str) -> int | None:
    """A whole number, None for unknown."""
    found = number(value)
    return int(found) if found is not None else None
