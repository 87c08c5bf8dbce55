"""Cartridges: the media database, inventories of cleaning cartridges."""

import re

from tam.domain.logreview.records import names
from tam.domain.logreview.records.record import Field, Record, number, whole
from tam.domain.logreview.rows import TapeRow
from tam.domain.logreview.sink import Sink

_CODE = re.compile(r"[A-Z0-9]{5,10}")
_CLEANS = (
    "cleaningcyclesleft",
    "cleansleft",
    "cleaningsleft",
    "cyclesleft",
    "cleanscyclesremaining",
    "cleansremaining",
    "cleaningsremaining",
    "usesleft",
    "remainingcleanings",
    "remainingcleans",
    "cleaningpassesleft",
    "passesleft",
    "cleanleft",
    "cleaningcyclesremaining",
    "cleaningusesleft",
    "cleaningleft",
)
_CHIP = ("mam", "chip", "cm", "cartridgememory", "rfid", "memory")
_LIFE = re.compile(r"life")


FIELDS = frozenset(names.BARCODE)


def suits(record: Record) -> bool:
    """A bar code beside counts, remaining life or cleanings."""
    code = _code(record)
    if code is None:
        return False
    return any(
        "load" in key or "mount" in key or "clean" in key or "life" in key or "pass" in key
        for key in record.fields
    )


def _code(record: Record) -> Field | None:
    for key in names.BARCODE:
        found = record.fields.get(key)
        if found is not None and found.value:
            return found
    return None


def read(record: Record, sink: Sink) -> None:
    """Keep the cartridge; empty fields and all ones are unknown."""
    code = _code(record)
    if (
        code is None
        or _CODE.fullmatch(code.value) is None
        or not any(letter.isdigit() for letter in code.value)
    ):
        return
    database, chip = _loads(record)
    life = next((f for key, f in record.fields.items() if _LIFE.search(key) and f.value), None)
    cleans = record.field(*_CLEANS)
    kind = record.get("mediatype", "type", "gen", "kind", "generation", "media")
    sink.row(
        TapeRow(
            barcode=code.value,
            loads=database,
            chip_loads=chip,
            life_left=_life_left(life),
            passes=_number(record, "passes"),
            cleans_left=whole(cleans.value) if cleans is not None else None,
            health=record.get("health", "status", "condition", "state"),
            cleaning=code.value.startswith("CLN") or "clean" in kind.lower() or cleans is not None,
            spot=(cleans or code).spot,
        )
    )


def _loads(record: Record) -> tuple[int | None, int | None]:
    database = chip = None
    for key, found in record.fields.items():
        if (
            ("load" not in key and "mount" not in key)
            or "unload" in key
            or "last" in key
            or "date" in key
        ):
            continue
        count = whole(found.value)
        if any(word in key for word in _CHIP):
            chip = count if chip is None else chip
        elif database is None:
            database = count
    return database, chip


def _life_left(field: Field | None) -> float | None:
    """Per cent of life left; a column of life used counts the other way."""
    if field is None:
        return None
    share = number(field.value)
    if share is None or not 0 <= share <= 100:
        return None
    name = field.name.lower()
    return 100 - share if "used" in name or "consumed" in name or "spent" in name else share


def _number(record: Record, part: str) -> int | None:
    found = next(
        (f for key, f in record.fields.items() if part in key and "clean" not in key), None
    )
    return whole(found.value) if found is not None else None
