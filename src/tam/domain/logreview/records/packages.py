"""Firmware packages and option keys."""

from dataclasses import replace

from tam.domain.logreview.records.record import Field, Record, flag, whole
from tam.domain.logreview.rows import ComponentRow, KeyRow
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.spots import SHORTEST, Spot

_CURRENT = (
    "currentversion",
    "current",
    "installed",
    "installedversion",
    "running",
    "runningversion",
    "actual",
    "actualversion",
    "have",
    "version",
    "activeversion",
    "active",
    "onboard",
)
_WANTED = (
    "packageversion",
    "package",
    "expected",
    "expectedversion",
    "wanted",
    "target",
    "targetversion",
    "required",
    "requiredversion",
    "inpackage",
    "bundled",
    "want",
    "released",
    "shipped",
    "should",
)
_NAME = ("name", "component", "componentname", "module", "part", "item", "id", "firmware")
_STAGED = ("fullystaged", "staged", "stagingcomplete")
_DAYS = (
    "daysremaining",
    "daysleft",
    "remainingdays",
    "expiresin",
    "expiresindays",
    "days",
    "remaining",
    "daystoexpiry",
    "daysuntilexpiry",
    "validdays",
    "daystogo",
    "expiry",
    "expires",
    "validity",
)
_KEY_NAME = (
    "description",
    "name",
    "option",
    "feature",
    "key",
    "label",
    "product",
    "licence",
    "license",
    "title",
    "optionname",
    "text",
)


COMPONENT_FIELDS = frozenset(_WANTED)


def suits_component(record: Record) -> bool:
    """A component with two versions to compare."""
    return (
        record.field(*_NAME) is not None
        and record.field(*_CURRENT) is not None
        and record.field(*_WANTED) is not None
        and record.field(*_CURRENT) is not record.field(*_WANTED)
        and any(letter.isdigit() for letter in record.get(*_WANTED))
    )


def read_component(record: Record, sink: Sink) -> None:
    """Keep the component."""
    name, current, wanted = record.field(*_NAME), record.field(*_CURRENT), record.field(*_WANTED)
    if name is None or current is None or wanted is None:
        return
    around = next(
        (
            outer.get("allcomponentsfullystaged", "fullystaged")
            for outer in list(record.around())[1:]
        ),
        "",
    )
    staged = flag(record.get(*_STAGED)) is not False and flag(around) is not False
    sink.row(ComponentRow(name.value, current.value, wanted.value, staged, current.spot))


KEY_FIELDS = frozenset(_DAYS)


def suits_key(record: Record) -> bool:
    """A key with the days that remain."""
    about = any(word in record.key for word in ("key", "option", "licen", "feature", "entitlement"))
    about = about or any(
        word in key
        for key in record.fields
        for word in ("keyvalue", "optionkey", "licen", "feature")
    )
    return about and record.field(*_DAYS) is not None


def read_key(record: Record, sink: Sink) -> None:
    """Keep a dated key.

    A permanent one never ends. The key's value itself is a secret and is not kept.
    """
    days = record.field(*_DAYS)
    left = whole(days.value) if days is not None else None
    if days is None or left is None or not days.value.strip()[:1].isdigit():
        return
    sink.row(KeyRow(record.get(*_KEY_NAME), left, _days_only(days)))


def _days_only(days: Field) -> Spot:
    """The part of the line that states the days: what stands beside it may be the key."""
    line = days.spot.text
    begin = line.find(days.name)
    end = line.find(days.value, begin) + len(days.value)
    part = line[begin:end] if 0 <= begin < end else line
    return replace(days.spot, text=part) if len(part) >= SHORTEST else days.spot
