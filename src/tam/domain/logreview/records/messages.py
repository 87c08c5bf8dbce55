"""Records that are messages: a text with a weight and a time of its own."""

from datetime import datetime

from tam.domain.logreview.facts import Event, Template
from tam.domain.logreview.meaning.reading import read as understand
from tam.domain.logreview.meaning.templates import kin_id, mask, template_id
from tam.domain.logreview.records import names
from tam.domain.logreview.records.record import Record, whole
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.levels import Level, is_serious, level_of
from tam.domain.logreview.text.stamps import Hints, when

_TEXT_FIRST = ("notification", "messagetext", "message", "msg", "text")


FIELDS = frozenset(names.TEXT)


def suits(record: Record) -> bool:
    """A message has a text of several words, and a weight or a time."""
    text = record.field(*names.TEXT)
    if text is None or " " not in text.value.strip():
        return False
    timed = _timed(record)
    weighed = level_of(record.get(*names.SEVERITY)) is not Level.UNKNOWN
    return weighed or (timed and record.field(*_TEXT_FIRST) is not None)


def read(record: Record, sink: Sink) -> None:
    """Keep what the message says, and count its kind when it is serious."""
    text = record.field(*names.TEXT)
    if text is None:
        return
    level = level_of(record.get(*names.SEVERITY))
    at = moment(record, sink.hints)
    reading = understand(_whole_text(record, text.value), level)
    if reading is not None:
        sink.event(
            Event(
                reading.concepts,
                at,
                level,
                "messages",
                reading.who,
                reading.senses,
                reading.flags,
                reading.said,
                text.spot,
            )
        )
    elif level is Level.INFO:
        aloud = understand(text.value, Level.UNKNOWN)
        if aloud is not None:
            sink.hush(aloud.said)
    if is_serious(level):
        masked = mask(text.value)
        sink.template(
            Template(
                template_id(masked, "messages"),
                masked,
                level,
                1,
                reading is not None,
                ((at, text.spot),),
                kin_id(masked, "messages"),
            )
        )


def _whole_text(record: Record, text: str) -> str:
    """The text with the fields beside it: a drive or a tape may stand in a field of its own."""
    aside = [
        f"{found.name}={found.value}"
        for key, found in record.fields.items()
        if key not in names.TEXT
        and key not in names.SEVERITY
        and key not in names.WHEN
        and key not in {"remedy", "number", "id", "action", "advice", "messagenumber", "code"}
        and 0 < len(found.value) <= 60
    ]
    return f"{text.rstrip('.')}; {', '.join(aside)}" if aside else text


def _timed(record: Record) -> bool:
    return moment(record, Hints()) is not None


def moment(record: Record, hints: Hints) -> datetime | None:
    """The time of a record: one field, a date and a time, or their parts in inner records."""
    date, time = record.get("date", "day"), record.get("time", "timeofday", "clock")
    if date and time:
        found = when(f"{date} {time}", hints)
        if found is not None:
            return found
    for name in names.WHEN:
        field = record.fields.get(name)
        if field is not None and field.value:
            found = when(field.value, hints)
            if found is not None:
                return found
    return _from_parts(record)


def _from_parts(record: Record) -> datetime | None:
    date, time = (
        record.inner("date", "posteddate", "day"),
        record.inner("time", "timeofday", "clock"),
    )
    if date is None:
        date = record
    parts = [whole(date.get(*keys)) for keys in (("year",), ("month",), ("day", "dayofmonth"))]
    clock = [
        whole((time or record).get(*keys))
        for keys in (("hour", "hours"), ("minute", "minutes"), ("second", "seconds"))
    ]
    year, month, day = parts
    if year is None or month is None or day is None:
        return None
    try:
        hour, minute, second = (part or 0 for part in clock)
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - zone unknown yet
    except (ValueError, OverflowError):
        return None
