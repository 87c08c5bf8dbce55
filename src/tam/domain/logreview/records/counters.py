"""Travel, move and filter counters with the thresholds that the device states."""

import re

from tam.domain.logreview.meaning.mentions import axis_name
from tam.domain.logreview.records.power import frame_of
from tam.domain.logreview.records.record import Field, Record, number
from tam.domain.logreview.rows import CounterRow
from tam.domain.logreview.sink import Sink

_VALUE = (
    "value",
    "count",
    "current",
    "currentvalue",
    "reading",
    "counter",
    "travel",
    "total",
    "counts",
    "used",
    "hours",
    "runhours",
    "runtime",
    "now",
    "actual",
    "hoursinuse",
    "elapsed",
)
_LIMIT = (
    "currentthreshold",
    "threshold",
    "limit",
    "reminderthreshold",
    "servicelimit",
    "warnat",
    "reminder",
    "thresholdcurrent",
    "serviceat",
    "reminderat",
    "maximum",
    "max",
    "interval",
    "serviceinterval",
    "dueat",
    "remindat",
    "thresholdvalue",
    "defaultthreshold",
    "currentlimit",
)
_NAME = (
    "typename",
    "name",
    "axis",
    "type",
    "counter",
    "countertype",
    "countername",
    "item",
    "part",
    "component",
    "description",
    "label",
    "id",
    "filter",
    "what",
)
_TRIP = re.compile(r"\bTrip ?(\d)\b", re.IGNORECASE)
_ROBOT = re.compile(r"(\d)")


FIELDS = frozenset(_LIMIT)


def suits(record: Record) -> bool:
    """A value beside a threshold, of an axis, a kind of move, or a filter."""
    return (
        record.field(*_LIMIT) is not None
        and _value(record) is not None
        and _name(record) is not None
    )


def read(record: Record, sink: Sink) -> None:
    """Keep the counter; the threshold in force wins over the factory's."""
    held, limit_field, name = _value(record), record.field(*_LIMIT), _name(record)
    if held is None or limit_field is None or name is None:
        return
    value, limit = number(held.value), number(limit_field.value)
    if value is None or limit is None or limit <= 0:
        return
    sink.row(
        CounterRow(
            name=name,
            part=_trip(record),
            robot=_robot(record),
            frame=frame_of(record) if name == "Filter" else "",
            value=value,
            threshold=limit,
            spot=held.spot,
        )
    )


def _value(record: Record) -> Field | None:
    """The value stands in the record or, for a reminder inside a counter, in the one around."""
    for outer in list(record.around())[:2]:
        for key in _VALUE:
            found = outer.fields.get(key)
            if found is not None and number(found.value) is not None:
                return found
    return None


def _name(record: Record) -> str | None:
    for outer in list(record.around())[:4]:
        for text in (*(outer.get(key) for key in _NAME), outer.name):
            axis = axis_name(text)
            if axis is not None:
                return axis
            if "filter" in text.lower():
                return "Filter"
    return None


def _trip(record: Record) -> str:
    for outer in list(record.around())[:3]:
        for text in (
            *(outer.get(key) for key in (*_NAME, "subtype", "trip", "subtypename")),
            outer.name,
        ):
            match = _TRIP.search(text)
            if match is not None:
                return f"Trip{match[1]}"
    return ""


def _robot(record: Record) -> str:
    for outer in list(record.around())[:4]:
        text = outer.get("robot", "robotid", "robotnumber", "transporter")
        text = text or next(
            (
                found.value
                for found in outer.fields.values()
                if re.match(r"robot ?\d", found.value, re.IGNORECASE)
            ),
            "",
        )
        text = text or (outer.name if re.match(r"robot[ _]?\d", outer.name, re.IGNORECASE) else "")
        match = _ROBOT.search(text)
        if match is not None:
            return f"Robot {match[1]}"
    return ""
