"""Wear, load counts, cleaning cartridges, labels and places of cartridges."""

import re

from tam.domain.logreview.counting import occurrences
from tam.domain.logreview.findings import Draft, Kind, Proof
from tam.domain.logreview.history import History, Said, state
from tam.domain.logreview.meaning.alerts import LIFE_FLAGS
from tam.domain.logreview.meaning.concepts import Concept
from tam.domain.logreview.meaning.senses import Points, points_to
from tam.domain.logreview.rows import AuditRow, DrivePages, TapeRow
from tam.domain.logreview.rules.common import draft, grouped
from tam.domain.logreview.text.levels import Level
from tam.domain.logreview.thresholds import Thresholds

_EXPIRED_CLEANER = 22


def _cleaner(code: str) -> bool:
    return code.startswith("CLN")


def _merged(
    kind: Kind, said: dict[str, list[Proof]], rows: dict[str, list[Proof]], confidence: float
) -> list[Draft]:
    return [
        draft(kind, "cartridge", name, said.get(name, []) + rows.get(name, []), confidence)
        for name in sorted(set(said) | set(rows))
    ]


def end_of_life(history: History, limits: Thresholds) -> list[Draft]:
    """Flags 7 and 19, loads above the library's limit, little life left, passes, messages."""
    said = grouped(
        (tape, one.proof)
        for one in history.said
        if set(one.event.flags) & LIFE_FLAGS or Concept.END_OF_LIFE in one.event.concepts
        for tape in one.tapes[:1]
        if not _cleaner(tape)
    )
    most = history.setting("max_loads")
    rows = grouped(
        (row.barcode, state(row.spot))
        for _, row in history.rows(TapeRow)
        if not row.cleaning and _worn(row, most, limits)
    )
    worn = set(said) | set(rows)
    pages = [
        (pages.barcode, state(spot))
        for _, pages in history.rows(DrivePages)
        for name, value, spot in pages.values
        if pages.barcode
        and (
            (name == "tape passes" and limits.passes <= value < 2**31)
            or (name == "tape threads" and pages.barcode in worn)
        )
    ]
    for name, proofs in grouped(pages).items():
        rows.setdefault(name, []).extend(proofs)
    return _merged(Kind.CARTRIDGE_END_OF_LIFE, said, rows, 0.9)


def _worn(row: TapeRow, most: float | None, limits: Thresholds) -> bool:
    if row.life_left is not None and row.life_left <= limits.life_left_percent:
        return True
    loads = row.loads if row.loads is not None else row.chip_loads
    if most and loads is not None and loads > most:
        return True
    return row.passes is not None and row.passes >= limits.passes


def loads_differ(history: History, limits: Thresholds) -> list[Draft]:
    """Cartridge memory and library database count different loads."""
    said = grouped(
        (tape, one.proof) for one in history.of(Concept.LOADS_DIFFER) for tape in one.tapes[:1]
    )
    rows = grouped(
        (row.barcode, state(row.spot))
        for _, row in history.rows(TapeRow)
        if row.loads is not None and row.chip_loads is not None and row.loads != row.chip_loads
    )
    return _merged(Kind.CARTRIDGE_LOAD_COUNT_DISCREPANCY, said, rows, 0.9)


def cleaners_spent(history: History, limits: Thresholds) -> list[Draft]:
    """No cleanings left, or fewer than the library's own limit.

    Flag 22, expired by sense, messages.
    """
    said = grouped(
        (_spent_tape(one), one.proof)
        for one in history.said
        if one.event.level is not Level.INFO
        and (
            _EXPIRED_CLEANER in one.event.flags
            or Concept.CLEANER_SPENT in one.event.concepts
            or any(points_to(sense) is Points.SPENT for sense in one.event.senses)
        )
    )
    least = history.setting("min_cleans")
    rows = grouped(
        (row.barcode, state(row.spot))
        for _, row in history.rows(TapeRow)
        if row.cleaning
        and row.cleans_left is not None
        and (row.cleans_left <= 0 or row.cleans_left < (least or 0))
    )
    return _merged(Kind.CLEANING_CARTRIDGE_EXHAUSTED, said, rows, 0.95)


def _spent_tape(said: Said) -> str:
    cleaners = [tape for tape in said.tapes if _cleaner(tape)]
    if cleaners or Concept.CLEANER_SPENT not in said.event.concepts:
        return cleaners[0] if cleaners else ""
    return said.tapes[0] if said.tapes else ""


def labels_unreadable(history: History, limits: Thresholds) -> list[Draft]:
    """One cartridge's label fails again and again, wherever it lies."""
    said = grouped(
        (one.tapes[0], one.proof)
        for one in history.said
        if one.tapes
        and one.event.level is not Level.INFO
        and (
            Concept.LABEL_UNREAD in one.event.concepts
            or any(points_to(sense) is Points.LABEL for sense in one.event.senses)
        )
    )
    return [
        draft(
            Kind.CARTRIDGE_LABEL_UNREADABLE,
            "cartridge",
            name,
            proofs,
            min(0.95, 0.7 + 0.05 * len(proofs)),
        )
        for name, proofs in said.items()
        if occurrences(proofs, limits.same_event) >= limits.failed_scans
    ]


_SEEN = re.compile(
    r"\b(?:found|actual|actually|holds|contains|sees|saw|shows|unexpected|instead)\b"
    r"(?: (?:tape|cartridge|barcode|volume|slot|\d+))* (\w{6}(?:l\d|m8)?)\b"
)


def _misplaced_tape(said: Said) -> str:
    """The cartridge that lies where it should not; where that place is empty, the one it misses."""
    seen = _SEEN.search(said.event.said)
    if seen is not None:
        for tape in said.tapes:
            if tape.lower() == seen[1] or tape[:6].lower() == seen[1]:
                return tape
    return said.tapes[0] if said.tapes else ""


def misplaced(history: History, limits: Thresholds) -> list[Draft]:
    """An audit found a cartridge where the inventory does not have it."""
    said = grouped(
        (_misplaced_tape(one), one.proof)
        for one in history.of(Concept.MISPLACED)
        if one.event.level is not Level.INFO
    )
    rows = grouped(
        (history.identity.tape(code), state(row.spot))
        for _, row in history.rows(AuditRow)
        for code in (row.found or row.expected)[:1]
    )
    return _merged(Kind.CARTRIDGE_MISPLACED, said, rows, 0.9)
