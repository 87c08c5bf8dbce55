"""Places where moves failed, audits of contents, and which slot belongs to which partition."""

import re

from tam.domain.logreview.records import names
from tam.domain.logreview.records.messages import moment
from tam.domain.logreview.records.record import Record, flag, whole
from tam.domain.logreview.rows import AuditRow, PlaceRow
from tam.domain.logreview.sink import Sink

_COUNT = (
    "numberoffailures",
    "failures",
    "failurecount",
    "failedmoves",
    "movefailures",
    "failcount",
    "fails",
    "count",
    "errors",
)
_SLOT = re.compile(r"(?:slot|element|cell|chamber)?[ _#:=]*(\d{1,5})$", re.IGNORECASE)
_MATCH = (
    "contentsmatch",
    "match",
    "contentsmatches",
    "matches",
    "contentmatch",
    "auditmatch",
    "contentsok",
    "asexpected",
)
_CODES = re.compile(r"(?<![A-Z0-9])(?=[A-Z0-9]*\d)[A-Z0-9]{6,10}(?![A-Z0-9])")


PLACE_FIELDS = frozenset(_COUNT)


def suits_place(record: Record) -> bool:
    """A count of failed moves at a source or a destination."""
    about = "fail" in record.key or any("fail" in key for key in record.fields)
    placed = record.field("source", "from", "slot", "element", "place", "location", "src")
    return about and placed is not None and record.field(*_COUNT) is not None


def read_place(record: Record, sink: Sink) -> None:
    """Keep the place with its count; the slot may be source or destination."""
    count = record.field(*_COUNT)
    failures = whole(count.value) if count is not None else None
    if count is None or failures is None:
        return
    slot = None
    for key in (
        "slot",
        "element",
        "source",
        "from",
        "src",
        "place",
        "location",
        "destination",
        "to",
        "dst",
    ):
        match = _SLOT.fullmatch(record.get(key))
        if match is not None:
            slot = int(match[1])
            break
    robot = whole(record.get("robot", "firstrobot").lower().replace("robot", ""))
    at = None
    for key in ("lastfailedmovetime", "lastfailure", "lastfailed", "last", "lasttime", "lastseen"):
        if record.get(key):
            stamped = Record("last", count.spot)
            stamped.put("time", record.get(key), count.spot)
            at = moment(stamped, sink.hints)
            break
    sink.row(PlaceRow(record.get(*names.PARTITION), slot, robot, failures, at, count.spot))


AUDIT_FIELDS = frozenset(_MATCH)


def suits_audit(record: Record) -> bool:
    """The result of an audit of one place."""
    return record.field(*_MATCH) is not None


def read_audit(record: Record, sink: Sink) -> None:
    """Keep a place whose contents differ, with what was expected and what was found."""
    match = record.field(*_MATCH)
    if match is None or flag(match.value) is not False:
        return
    expected, found = _contents(record, "expected"), _contents(record, "actual", "found", "seen")
    sink.row(AuditRow(tuple(sorted(expected - found)), tuple(sorted(found - expected)), match.spot))


def _contents(record: Record, *words: str) -> set[str]:
    codes: set[str] = set()
    for key, field in record.fields.items():
        if any(word in key for word in words):
            codes.update(_CODES.findall(field.value))
    for child in record.children:
        if any(word in child.key for word in words):
            for part in [child, *child.children]:
                for field in part.fields.values():
                    codes.update(_CODES.findall(field.value))
    return codes


def suits_slot(record: Record) -> bool:
    """An occupied storage slot of a partition."""
    return "slot" in record.key and record.field("id", "number", "slot", "offset") is not None


def read_slot(record: Record, sink: Sink) -> None:
    """Remember whose slot it is."""
    slot = whole(record.get("id", "number", "slot"))
    partition = next(
        (outer.get("partition", "partitionname", "name") for outer in list(record.around())[1:3]),
        "",
    )
    partition = record.get("partition", "partitionname") or partition
    if slot is not None and partition and partition.lower() != "cleaning":
        sink.slot_partitions.setdefault(slot, partition)
