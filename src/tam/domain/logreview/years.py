"""Stamps without a year get theirs once the whole bundle is read and its capture is known."""

from dataclasses import replace
from datetime import datetime, timedelta

from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.stamps import NO_YEAR, dated

_HALF_A_YEAR = timedelta(days=180)


def give_years(sink: Sink) -> None:
    """Date every kept moment that waits for its year; without a capture they go on waiting."""
    made = _made(sink)
    if made is None:
        return
    sink.events = [replace(event, at=_year(event.at, made)) for event in sink.events]
    sink.sources = [
        replace(source, first=_year(source.first, made), last=_year(source.last, made))
        for source in sink.sources
    ]
    sink.jumps = [
        replace(jump, before=dated(jump.before, made), after=dated(jump.after, made))
        for jump in sink.jumps
        if abs(jump.after - jump.before) < _HALF_A_YEAR or jump.after.year != NO_YEAR
    ]
    sink.templates = {
        key: replace(kind, seen=tuple((_year(at, made), spot) for at, spot in kind.seen))
        for key, kind in sink.templates.items()
    }


def _year(at: datetime | None, made: datetime) -> datetime | None:
    return dated(at, made) if at is not None else None


def _made(sink: Sink) -> datetime | None:
    """When the bundle was made, as far as anything with a year tells."""
    if sink.hints.captured is not None:
        return sink.hints.captured
    stated = [at for at in sink.library.captured if at.year != NO_YEAR]
    lasts = [source.last for source in sink.sources if source.last and source.last.year != NO_YEAR]
    moments = [at.replace(tzinfo=None) for at in (*stated[:1], *lasts)]
    return moments[0] if stated else max(moments, default=None)
