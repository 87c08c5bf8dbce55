"""The library itself.

Serial number, name, zone, time of capture, settings that rules compare with.
"""

import re
from datetime import timedelta

from tam.domain.logreview.records import names
from tam.domain.logreview.records.record import Record, number
from tam.domain.logreview.sink import Library, Sink
from tam.domain.logreview.text.stamps import when
from tam.domain.logreview.text.words import name_key

_SETTINGS = {
    "max_loads": (
        "maxtapeloadsbeforewarningcount",
        "maxtapeloads",
        "maxloads",
        "maximumloads",
        "tapeloadlimit",
        "loadwarningcount",
        "maxtapeloadsbeforewarning",
        "loadlimit",
        "maxloadsbeforewarning",
        "warnloads",
    ),
    "min_cleans": (
        "mincleaningpassesbeforewarningcount",
        "mincleaningpasses",
        "mincleans",
        "minimumcleanings",
        "cleaningwarningcount",
        "mincleaningpassesbeforewarning",
        "cleaningpasseswarning",
        "warncleans",
        "mincleaningsleft",
    ),
    "drive_share": (
        "drivefailurethreshold",
        "failedivethreshold",
        "drivelossthreshold",
        "maxfaileddrivespercent",
        "drivefailurepercent",
        "drivefailureshare",
        "drivelosspercent",
    ),
}
_SERIAL = re.compile(r"[A-Z0-9][A-Z0-9-]{3,19}", re.IGNORECASE)
_SOURCE_ZONE = re.compile(r"(syslog|messages?|traces?|kernel)(?:time)?zone")
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])\s?(\d{1,2})(?::?(\d\d))?(?!\d)")
_ROOTS = frozenset(
    [
        "librarystatus",
        "library",
        "libraryinfo",
        "manifest",
        "readme",
        "autosupport",
        "asl",
        "supportbundle",
    ]
)
_LIBRARY_KEYS = frozenset(
    [
        "libraryserial",
        "libraryserialnumber",
        "hardwareid",
        "libraryname",
        "librarytype",
        "hwid",
        "librarymodel",
        "libserial",
        "libraryid",
    ]
)


def suits_settings(record: Record) -> bool:
    """A record with one of the library's own thresholds."""
    return any(key in spellings for key in record.fields for spellings in _SETTINGS.values())


def read_settings(record: Record, sink: Sink) -> None:
    """Keep the thresholds."""
    for name, spellings in _SETTINGS.items():
        found = record.field(*spellings)
        value = number(found.value) if found is not None else None
        if value is not None:
            sink.settings.setdefault(name, value)


def suits(record: Record) -> bool:
    """The outermost record, or one that is about the library itself."""
    return _about(record) or (
        record.parent is None and record.field(*names.CAPTURED[:8]) is not None
    )


def _about(record: Record) -> bool:
    if record.field(*names.MAKER_SERIAL) is not None:
        return False
    return record.key in _ROOTS or bool(_LIBRARY_KEYS & set(record.fields))


def read(record: Record, sink: Sink) -> None:
    """Keep what identifies library and capture."""
    library = sink.library
    captured = record.get(*names.CAPTURED)
    at = when(captured, sink.hints) if captured else None
    if at is not None:
        library.captured.append(at)
    if _about(record):
        _identity(record, library)


def _identity(record: Record, library: Library) -> None:
    serial = record.get(*names.LIBRARY_SERIAL)
    if _SERIAL.fullmatch(serial) and any(letter.isdigit() for letter in serial):
        library.serials[serial] += 1
    name = record.get(*names.LIBRARY_NAME)
    if name and name != serial:
        library.names[name] += 1
    model = record.get(*names.MODEL)
    if model:
        library.models[model] += 1
    _zones(record, library)


def _zones(record: Record, library: Library) -> None:
    """Keep the zone of the library, and of sources that differ from it."""
    stated = record.get(*names.ZONE)
    zone = offset_in(stated)
    if zone is not None and library.offset is None:
        library.offset = zone
    elif "/" in stated and not library.zone_name:
        library.zone_name = stated
    for key, field in record.fields.items():
        match = _SOURCE_ZONE.fullmatch(key)
        own = offset_in(field.value) if match is not None else None
        if match is not None and own is not None:
            library.zones[match[1]] = own


def offset_in(text: str) -> timedelta | None:
    """The offset that a text states: +02:00, UTC+2, UTC."""
    match = _OFFSET.search(text)
    if match is not None:
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        if minutes <= 14 * 60:
            return timedelta(minutes=-minutes if match[1] == "-" else minutes)
    return (
        timedelta(0) if name_key(text) in {"utc", "gmt", "z", "zulu", "utcgmt", "etcutc"} else None
    )
