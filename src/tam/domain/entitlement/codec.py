"""Frozen values to canonical JSON and back, the same bytes every time."""

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import TypeVar, Union, get_args, get_origin, get_type_hints

from tam.domain.readings import DEFAULTS, Readings

T = TypeVar("T")


class BadJson(ValueError):
    """A text that is not the JSON of the value it should hold."""


def plain(value: object) -> object:
    """A frozen value as plain JSON values; empty fields are kept, so nothing is guessed."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Enum():
            return value.value
        case datetime() | date() | time():
            return value.isoformat()
        case Readings():
            return {"contract": value.contract_values(), "house": value.house_values()}
        case tuple():
            return [plain(item) for item in value]
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} has no JSON form here")


def to_json(value: object) -> str:
    """Canonical JSON: keys sorted, no blanks, one spelling for every value."""
    return json.dumps(plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def from_json(kind: type[T], text: str) -> T:
    """The value of this kind that the text holds; anything else is an error."""
    try:
        made = _made(kind, json.loads(text))
    except (KeyError, TypeError, ValueError) as broken:
        raise BadJson(f"This is no {kind.__name__}: {broken}") from None
    assert isinstance(made, kind)  # noqa: S101  what `_made` builds
    return made


def _made(kind: object, value: object) -> object:
    """One plain value as the kind its field declares."""
    origin = get_origin(kind)
    if origin in {Union, UnionType}:
        return _union(get_args(kind), value)
    if origin is tuple:
        return _tuple(get_args(kind), value)
    if kind is Readings:
        return _readings(value)
    if kind in SIMPLE:
        return _simple(kind, value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    return _dataclass(kind, value)


SIMPLE: dict[object, Callable[[str], object]] = {
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    time: time.fromisoformat,
}
for _kind in (str, int, float, bool):
    SIMPLE[_kind] = lambda value: value


def _simple(kind: object, value: object) -> object:
    """A text, number, flag or moment; a value of another kind is an error."""
    if kind in {str, datetime, date, time}:
        fits = isinstance(value, str)
    elif kind is float:
        fits = isinstance(value, int | float) and not isinstance(value, bool)
    else:
        fits = type(value) is kind
    if not fits:
        raise TypeError(f"{value!r} is no {getattr(kind, '__name__', kind)}")
    return SIMPLE[kind](str(value)) if kind in {datetime, date, time} else value


def _union(kinds: tuple[object, ...], value: object) -> object:
    """A value of one of several kinds: nothing, or the first that fits."""
    if value is None and NoneType in kinds:
        return None
    wrong: Exception = TypeError(f"{value!r} fits none of its kinds")
    for kind in kinds:
        if kind is NoneType:
            continue
        try:
            return _made(kind, value)
        except (TypeError, ValueError, KeyError) as misfit:
            wrong = misfit
    raise wrong


def _tuple(kinds: tuple[object, ...], value: object) -> object:
    """A tuple of one kind, or of one kind in each place."""
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_made(kinds[0], item) for item in value)
    return tuple(_made(kind, item) for kind, item in zip(kinds, value, strict=True))


def _readings(value: object) -> Readings:
    """Readings from what the house and the contract changed."""
    if not isinstance(value, dict):
        raise TypeError(f"{value!r} is no set of readings")
    readings = DEFAULTS
    for key, setting in value["house"].items():
        readings = readings.with_(key, setting)
    return readings.by_contract(value["contract"]) if value["contract"] else readings


@cache
def _hints(kind: type) -> dict[str, object]:
    """The declared kinds of a frozen value's fields."""
    return dict(get_type_hints(kind))


def _dataclass(kind: object, value: object) -> object:
    """A frozen value from its fields, all of them and no others."""
    if not isinstance(kind, type) or not isinstance(value, dict):
        raise TypeError(f"{value!r} is no {kind}")
    hints = _hints(kind)
    if hints.keys() != value.keys():
        odd = ", ".join(sorted(hints.keys() ^ value.keys()))
        raise KeyError(f"{kind.__name__} and the text differ in {odd}")
    return kind(**{name: _made(hints[name], value[name]) for name in hints})
