"""Power supplies and AC feeds."""

import re

from tam.domain.logreview.records.record import Field, Record, absent, flag, number, raised
from tam.domain.logreview.rows import FeedRow, SupplyRow
from tam.domain.logreview.sink import Sink

_FRAME = re.compile(r"\b(?:FR|frame|F)[ _-]?(\d{1,2})", re.IGNORECASE)
_FR = re.compile(r"\bFR(\d{1,2})\b")
_NUMBER = re.compile(r"(?<!\d)(\d+)\s*$")
_SUPPLY_WORDS = ("powersuppl", "psu", "supply", "supplies")
_SUPPLY_COLUMNS = frozenset({"supply", "powersupply", "psu", "supplynumber", "psunumber"})
_FAULTED = ("faulted", "fault", "failed", "isfaulted", "faultpresent")
_INPUT = (
    "inputpowerokay",
    "inputokay",
    "inputok",
    "inputpower",
    "input",
    "acinput",
    "inputstatus",
    "inputgood",
    "acok",
    "inputpresent",
    "inputpowerok",
    "acin",
    "acpresent",
)
_OUTPUT = (
    "outputpowerokay",
    "outputokay",
    "outputok",
    "outputpower",
    "output",
    "dcoutput",
    "outputstatus",
    "outputgood",
    "dcok",
    "outputpowerok",
    "dcout",
)
_STATE = ("status", "state", "condition", "health", "okay", "ok")
_POSITION = (
    "position",
    "number",
    "no",
    "bay",
    "slot",
    "index",
    "unit",
    "supply",
    "supplynumber",
    "psu",
)
_HEAT = (
    "temperaturewarning",
    "temperaturealarm",
    "temperaturealert",
    "overtemperature",
    "tempwarning",
    "tempalarm",
    "overtemp",
)
_FEED = re.compile(
    r"(primary|secondary|feed[ab12]|line[ab12]|ac[ab12]|a|b)?(?:ac)?(present|voltage|input|power|feed|ok|okay|status|volts|v)",
    re.IGNORECASE,
)


def frame_of(record: Record) -> str:
    """The frame that a record belongs to, by its own names or by those around it."""
    for outer in record.around():
        for key in (
            "id",
            "frame",
            "frameid",
            "framenumber",
            "framename",
            "enclosure",
            "cabinet",
            "name",
            "component",
            "location",
            "module",
            "counter",
            "filter",
        ):
            found = outer.fields.get(key)
            if found is None or not found.value:
                continue
            match = _FRAME.search(found.value)
            if match is not None:
                return f"FR{int(match[1])}"
            if (
                key in {"frame", "framenumber", "frameid", "enclosure", "cabinet"}
                and found.value.isdigit()
            ):
                return f"FR{int(found.value)}"
        match = _FRAME.search(outer.name)
        if match is not None:
            return f"FR{int(match[1])}"
    named = (
        _FR.search(field.value) for outer in record.around() for field in outer.fields.values()
    )
    return next((f"FR{int(match[1])}" for match in named if match is not None), "")


def _is_supply(record: Record) -> bool:
    if any(word in record.key for word in _SUPPLY_WORDS) or record.key in {"ps", "pcmsupply"}:
        return True
    if not _SUPPLY_COLUMNS.isdisjoint(record.fields):
        return True
    shown = record.get("id", "name", "component", "unit", "type", "device", "part")
    return bool(re.search(r"power ?supply|\bpsu\b|\bps\d|/ps\d|/psu", shown, re.IGNORECASE))


SUPPLY_FIELDS = frozenset((*_FAULTED, *_INPUT, *_OUTPUT, *_STATE))


def suits_supply(record: Record) -> bool:
    """A power supply with at least one sign of its health."""
    return _is_supply(record) and record.field(*_FAULTED, *_INPUT, *_OUTPUT, *_STATE) is not None


def read_supply(record: Record, sink: Sink) -> None:
    """Keep the supply; an empty bay is none."""
    frame, place = frame_of(record), _place(record)
    if not frame or place is None:
        return
    fault, state = record.field(*_FAULTED), record.field(*_STATE)
    fed, output = record.field(*_INPUT), record.field(*_OUTPUT)
    if any(field is not None and absent(field.value) for field in (fault, state, fed, output)):
        return
    if flag(record.get("present", "populated", "installed")) is False:
        return
    heat = next(
        (
            record.fields[key]
            for key in _HEAT
            if key in record.fields and raised(record.fields[key].value)
        ),
        None,
    )
    faulted = _faulted(fault) if fault is not None else _bad(state)
    shown = fault or state or fed or output
    assert shown is not None  # noqa: S101 - suits_supply saw one
    sink.row(
        SupplyRow(
            name=f"{frame}/PowerSupply{place}",
            frame=frame,
            faulted=faulted,
            input_okay=_okay(fed),
            output_okay=_okay(output),
            hot=heat is not None,
            spot=(fault or (state if faulted else None) or shown).spot,
            output_spot=(output or shown).spot,
            hot_spot=(heat or shown).spot,
        )
    )


def _okay(field: Field | None) -> bool | None:
    if field is None:
        return None
    volts = number(field.value)
    if volts is not None and flag(field.value) is None:
        return volts > 1
    return flag(field.value)


def _faulted(fault: Field) -> bool | None:
    """Faulted yes is a fault; so is a field that names the fault instead."""
    if fault.value.lower() in {"failed", "fault", "faulted", "critical", "error", "bad", "dead"}:
        return True
    return flag(fault.value)


def _bad(state: Field | None) -> bool | None:
    okay = flag(state.value) if state is not None else None
    return None if okay is None else not okay


def _place(record: Record) -> int | None:
    for key in _POSITION:
        found = record.fields.get(key)
        if found is not None and found.value.isdigit():
            return int(found.value)
    for key in ("id", "name", "component", "unit", "device", "position", "psu", "part"):
        match = _NUMBER.search(record.get(key))
        if match is not None:
            return int(match[1])
    match = _NUMBER.search(record.name)
    return int(match[1]) if match is not None else None


_PRESENT = re.compile(
    r"^(?:(primary|secondary|feeda|feedb|feed1|feed2|acfeeda|acfeedb|aca|acb|ac1|ac2|linea|lineb|line1|line2|main|backup))(?:ac|feed|input|line|power)*(?:present|ok|okay|good|status|state|up|input|feed|)$"
)
_VOLTS = re.compile(
    r"^(?:(primary|secondary|feeda|feedb|feed1|feed2|acfeeda|acfeedb|aca|acb|ac1|ac2|linea|lineb|line1|line2|main|backup))(?:ac|feed|input|line|power)*(?:voltage|volts|v|vac)$"
)


def suits_feed(record: Record) -> bool:
    """A record with the state of AC feeds, or one that is a feed."""
    if any(_PRESENT.match(key) or _VOLTS.match(key) for key in record.fields):
        return True
    return (
        _is_feed(record)
        and record.field("present", "voltage", "status", "state", "okay", "volts") is not None
    )


def _is_feed(record: Record) -> bool:
    return (
        record.key in {"feed", "acfeed", "powerfeed", "acinput", "inlet", "mains", "feeds"}
        or "feed" in record.key
    )


def read_feed(record: Record, sink: Sink) -> None:
    """Keep each feed of the frame."""
    frame = frame_of(record)
    if not frame:
        return
    for key, field in record.fields.items():
        match = _PRESENT.match(key)
        if match is not None and flag(field.value) is not None and not absent(field.value):
            sink.row(FeedRow(frame, match[1], bool(flag(field.value)), field.spot))
        match = _VOLTS.match(key)
        volts = number(field.value)
        if match is not None and volts is not None:
            sink.row(FeedRow(frame, match[1], volts > 20, field.spot))
    if _is_feed(record):
        state = record.field("present", "status", "state", "okay", "voltage", "volts")
        okay = _okay(state)
        if state is not None and okay is not None:
            sink.row(
                FeedRow(
                    frame, record.get("name", "id", "which", "number") or "feed", okay, state.spot
                )
            )
