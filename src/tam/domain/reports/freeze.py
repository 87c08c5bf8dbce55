"""A report's content <-> canonical JSON and its SHA-256: what issuing freezes (TAM-08)."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from types import NoneType, UnionType
from typing import get_args, get_origin, get_type_hints

from tam.domain.reports.content import SCHEMA, Report


class UnknownContent(ValueError):
    """Frozen content that this version cannot read."""


def _plain(value: object) -> object:
    """A value as JSON has it; moments in UTC, so that equal moments are equal bytes."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return value


def freeze(report: Report) -> dict[str, object]:
    """The report as JSON values."""
    plain = _plain(report)
    assert isinstance(plain, dict)  # noqa: S101 - a dataclass becomes a mapping
    return plain


def canonical(content: Mapping[str, object]) -> str:
    """The one spelling of frozen content."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(content: Mapping[str, object]) -> str:
    """The SHA-256 of frozen content."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def _typed(kind: object, value: object) -> object:
    """A JSON value as the type that the content's class names."""
    if isinstance(kind, UnionType):
        return None if value is None else _typed(_some(kind), value)
    if get_origin(kind) is tuple and isinstance(value, list):
        return tuple(_typed(get_args(kind)[0], one) for one in value)
    if kind is datetime and isinstance(value, str):
        return datetime.fromisoformat(value)
    if kind is date and isinstance(value, str):
        return date.fromisoformat(value)
    if isinstance(kind, type) and is_dataclass(kind) and isinstance(value, dict):
        hints = get_type_hints(kind)
        return kind(**{name: _typed(hint, value[name]) for name, hint in hints.items()})
    if isinstance(kind, type) and isinstance(value, kind):
        return value
    raise UnknownContent(f"{value!r} is no {kind}")


def _some(kind: UnionType) -> object:
    """The type of an optional value when there is one."""
    return next(one for one in get_args(kind) if one is not NoneType)


def thaw(content: Mapping[str, object]) -> Report:
    """The report of frozen content; content of another schema is an error that says so."""
    if content.get("schema") != SCHEMA:
        raise UnknownContent(f"content of schema {content.get('schema')!r}, not {SCHEMA}")
    try:
        report = _typed(Report, dict(content))
    except KeyError as missing:
        raise UnknownContent(f"content without {missing}") from missing
    assert isinstance(report, Report)  # noqa: S101 - made from its own type
    return report
