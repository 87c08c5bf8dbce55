"""Fans, and the temperature of frames."""

import re

from tam.domain.logreview.records.power import frame_of
from tam.domain.logreview.records.record import Record, absent, flag, number, raised
from tam.domain.logreview.rows import FanRow, HeatRow
from tam.domain.logreview.sink import Sink

_SPEED = (
    "speedinrpm",
    "rpm",
    "speed",
    "fanspeed",
    "speedrpm",
    "fanrpm",
    "fanspeedrpm",
    "rpmactual",
    "actualrpm",
)
_STATE = ("okay", "ok", "status", "state", "health", "condition", "fanokay", "fanstatus")
_ON = ("on", "populated", "present", "installed", "enabled", "fitted")
_NUMBER = (
    "number",
    "no",
    "index",
    "position",
    "fan",
    "fannumber",
    "unit",
    "id",
    "name",
    "nr",
    "slot",
)
_LAST = re.compile(r"(?<!\d)(\d+)\s*$")
_ID = re.compile(r"FR\d+/F[CM]M/Fan\d+", re.IGNORECASE)


FAN_FIELDS = frozenset((*_SPEED, *_STATE))


def suits_fan(record: Record) -> bool:
    """A fan has a speed or a state, and says or shows that it is a fan."""
    shown = record.get("id", "name", "fan", "component", "type", "unit", "device")
    is_fan = (
        "fan" in record.key
        or "blower" in record.key
        or "fan" in shown.lower()
        or "fan" in record.fields
    )
    group = "module" in record.key or record.key in {"fancontrol", "fanpanel"}
    return is_fan and not group and record.field(*_SPEED, *_STATE) is not None


def read_fan(record: Record, sink: Sink) -> None:
    """Keep the fan; a bay without one is kept as not populated."""
    frame, number_of = frame_of(record), _number(record)
    if not frame or number_of is None:
        return
    state, speed, on = record.field(*_STATE), record.field(*_SPEED), record.field(*_ON)
    populated = not (
        (on is not None and (flag(on.value) is False or absent(on.value)))
        or (state is not None and absent(state.value))
        or (speed is not None and absent(speed.value))
    )
    okay = flag(state.value) if state is not None else None
    rpm = number(speed.value) if speed is not None else None
    field = state if okay is False and state is not None else (speed or state)
    if field is None:
        return
    name = f"{frame}/{_module(record)}/Fan{number_of}"
    sink.row(FanRow(name, frame, populated, okay, rpm, field.spot))


def _module(record: Record) -> str:
    """The module that a fan sits in, FCM where nothing says otherwise."""
    shown = " ".join(outer.get("id", "module", "component") for outer in record.around())
    match = re.search(r"FR\d+/(F[CM]M)\b", shown, re.IGNORECASE)
    return match[1].upper() if match is not None else "FCM"


def _number(record: Record) -> int | None:
    for key in _NUMBER:
        match = _LAST.search(record.get(key))
        if match is not None:
            return int(match[1])
    match = _LAST.search(record.name)
    return int(match[1]) if match is not None else None


_HEAT_WORDS = (
    "fancontrolmodule",
    "framemanagementmodule",
    "frame",
    "fcm",
    "fmm",
    "environment",
    "enclosure",
    "cabinet",
    "ambient",
)
_OTHER_PARTS = frozenset(
    [
        "id",
        "name",
        "component",
        "module",
        "board",
        "controller",
        "drive",
        "fan",
        "supply",
        "powersupply",
        "psu",
        "sensor",
        "device",
        "part",
        "robot",
        "bay",
    ]
)
_CELSIUS = (
    "temperatureincelsius",
    "temperature",
    "temp",
    "tempc",
    "temperaturec",
    "celsius",
    "ambient",
    "ambienttemperature",
    "airtemperature",
    "frametemperature",
    "temperaturecelsius",
    "degc",
    "innertemperature",
)
_ALARM = (
    "temperaturewarning",
    "temperaturealarm",
    "overtemperature",
    "tempwarning",
    "tempalarm",
    "temperaturealert",
    "overtemp",
    "temperaturestatus",
    "tempstatus",
)


HEAT_FIELDS = frozenset((*_CELSIUS, *_ALARM))


def suits_heat(record: Record) -> bool:
    """A temperature of a frame itself, not of a board, a supply or a drive."""
    shown = record.get("id", "name", "component", "module").upper()
    about = (
        record.key in _HEAT_WORDS
        or shown.endswith(("/FCM", "/FMM"))
        or re.fullmatch(r"FR\d+", shown) is not None
    )
    lone = "frame" in record.fields and _OTHER_PARTS.isdisjoint(record.fields)
    return (about or lone or record.key.startswith("frame")) and record.field(
        *_CELSIUS, *_ALARM
    ) is not None


def read_heat(record: Record, sink: Sink) -> None:
    """Keep the frame's temperature or alarm."""
    frame = frame_of(record)
    if not frame:
        return
    alarm = next(
        (
            record.fields[key]
            for key in _ALARM
            if key in record.fields and _alarmed(record.fields[key].value)
        ),
        None,
    )
    degrees = record.field(*_CELSIUS)
    celsius = number(degrees.value) if degrees is not None else None
    if degrees is not None and degrees.value.rstrip().upper().endswith("F") and celsius is not None:
        celsius = (celsius - 32) / 1.8
    field = alarm or degrees
    if field is not None:
        sink.row(HeatRow(frame, celsius, alarm is not None, field.spot))


def _alarmed(value: str) -> bool:
    return raised(value) or value.strip().lower() in {
        "warning",
        "alarm",
        "critical",
        "high",
        "set",
    }
