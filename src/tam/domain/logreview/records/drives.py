"""Rows of a list of drives."""

import re

from tam.domain.logreview.records import names
from tam.domain.logreview.records.record import Field, Record, flag, number
from tam.domain.logreview.rows import DriveRow
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.spots import Spot

_PATH = re.compile(r"FR\d+/DBA\d+/\S+", re.IGNORECASE)
_STAGING = frozenset(
    [
        "firmwarestaging",
        "staging",
        "percentstaged",
        "committing",
        "updating",
        "updateinprogress",
        "firmwareupdate",
        "updatestate",
        "stagedpercent",
        "stagingstate",
    ]
)
_DRIVE_WORDS = ("drive", "drv", "dte", "lto")


FIELDS = frozenset(names.DRIVE_ID)


def suits(record: Record) -> bool:
    """A drive row names a drive and has its serial number, firmware or state."""
    about = any(word in record.key for word in _DRIVE_WORDS) or any(
        key.startswith(("drive", "drv")) for key in record.fields
    )
    path = record.field(*names.DRIVE_ID)
    about = about or (path is not None and _PATH.fullmatch(path.value) is not None)
    facts = [
        record.field(*names.MAKER_SERIAL, *names.SERIAL),
        record.field(*names.FIRMWARE),
        record.field(*names.STATUS),
    ]
    return (
        about
        and path is not None
        and sum(fact is not None for fact in facts) >= 1
        and len(record.fields) >= 3
    )


def read(record: Record, sink: Sink) -> None:
    """Keep the drive."""
    path = record.field(*names.DRIVE_ID)
    if path is None:
        return
    maker, plain = record.field(*names.MAKER_SERIAL), record.field(*names.SERIAL)
    first = maker or plain
    firmware, status = record.field(*names.FIRMWARE), record.field(*names.STATUS)
    kind = record.field(*(name for name in names.DRIVE_TYPE if record.fields.get(name) is not path))
    link = record.inner("connection", "link", "port")
    host = record.field(*names.HOST) or (link.field(*names.HOST) if link else None)
    sink.row(
        DriveRow(
            path=path.value,
            serial=first.value if first else "",
            library_serial=plain.value if maker and plain else "",
            kind=kind.value if kind else "",
            firmware=firmware.value if firmware else "",
            status=status.value if status else "",
            partition=record.get(*names.PARTITION),
            host=host.value if host else "",
            wwn=record.get(*names.WWN),
            health=record.get("health", "healthcolor", "healthcolour"),
            changing=_changing(record),
            spot=path.spot,
            firmware_spot=_spot(firmware, path),
            status_spot=_spot(status, path),
        )
    )


def _spot(field: Field | None, other: Field) -> Spot:
    return (field or other).spot


def _changing(record: Record) -> bool:
    """Firmware that is being staged or written is not compared."""
    for part in [record, *record.children]:
        for key, found in part.fields.items():
            if (key in _STAGING or "stag" in key or part.key in _STAGING) and _under_way(
                key, found.value
            ):
                return True
    return False


def _under_way(key: str, value: str) -> bool:
    if "percent" in key or key.endswith("pct"):
        share = number(value)
        return share is not None and 0 < share <= 100
    if key in {"complete", "completed"}:
        return flag(value) is False
    return flag(value) is True or value.lower() in {
        "in progress",
        "running",
        "staging",
        "updating",
        "committing",
    }
