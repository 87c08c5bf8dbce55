"""What one bundle says in numbers, kept beside its findings.

Counters with the thresholds they run towards, firmware levels, kinds of serious lines. Trends,
signatures and the comparison of a fleet are made from these; the review's document stays as it is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from tam.domain.logreview.bundles import Bundle
from tam.domain.logreview.extract import extract
from tam.domain.logreview.facts import BundleFacts, Template
from tam.domain.logreview.judge import judge
from tam.domain.logreview.output import Json, document
from tam.domain.logreview.rows import (
    ComponentRow,
    CounterRow,
    DrivePages,
    DriveRow,
    HeatRow,
    TapeRow,
)
from tam.domain.logreview.text.spots import Spot
from tam.domain.logreview.text.stamps import NO_YEAR
from tam.domain.logreview.thresholds import DEFAULT, Thresholds
from tam.domain.logreview.trends import Way

MOST_COUNTERS = 400
MOST_LINES = 200
_NEAR = 0.5  # of a cartridge's limit: a library holds thousands far below it
_ALL_ONES = 2**32 - 1
_OF_DRIVES = {
    "hard write errors": None,
    "hard read errors": None,
    "write uncorrected": None,
    "read uncorrected": None,
    "celsius": "reference celsius",
}


@dataclass(frozen=True, slots=True)
class Counter:
    """One number of one part at a capture; `threshold` is None where nothing is run towards."""

    subject_type: str
    subject_id: str
    name: str
    value: float
    threshold: float | None
    way: Way
    spot: Spot


def with_figures(bundles: Iterable[Bundle]) -> dict[str, Json]:
    """The review of these bundles, and under `figures` what each says in numbers, by SHA-256."""
    facts = [extract(bundle) for bundle in bundles]
    found = document(judge(facts))
    found["figures"] = {one.sha256: figures(one) for one in facts if one.sha256}
    return found


def figures(bundle: BundleFacts, limits: Thresholds = DEFAULT) -> dict[str, Json]:
    """Counters, levels and kinds of lines of one bundle as plain values."""
    return {
        "counters": [_counter(one) for one in counters(bundle, limits)],
        "levels": list(_levels(bundle)),
        "lines": [_line(one) for one in _telling(bundle.templates)],
    }


def counters(bundle: BundleFacts, limits: Thresholds = DEFAULT) -> list[Counter]:
    """The counters of a bundle, each part and name once; all ones are unknown and left out."""
    found: dict[tuple[str, str, str], Counter] = {}
    for one in _all(bundle, limits):
        if 0 <= one.value < _ALL_ONES and one.subject_id:
            found.setdefault((one.subject_type, one.subject_id, one.name), one)
    return [found[key] for key in sorted(found)][:MOST_COUNTERS]


def _all(bundle: BundleFacts, limits: Thresholds) -> Iterator[Counter]:
    robots = {row.robot for row in bundle.rows if isinstance(row, CounterRow) and row.robot}
    only = next(iter(robots)) if len(robots) == 1 else ""
    most_loads = dict(bundle.settings).get("max_loads")
    for row in bundle.rows:
        match row:
            case CounterRow():
                yield _device(row, only)
            case TapeRow(cleaning=False):
                yield from _cartridge(row, most_loads, limits)
            case HeatRow(celsius=float() as celsius):
                yield Counter(
                    "frame",
                    row.frame,
                    "temperature",
                    celsius,
                    limits.frame_celsius,
                    Way.GAUGE,
                    row.spot,
                )
            case DrivePages():
                yield from _drive(row)
            case _:
                continue


def _device(row: CounterRow, only: str) -> Counter:
    """A counter of the device's own, with the threshold that the device states."""
    robot = row.robot or only
    axis = f"{robot}/{row.name}" if robot else row.name
    is_filter = row.name == "Filter"
    return Counter(
        "frame" if is_filter else "axis",
        row.frame if is_filter else axis,
        "filter" if is_filter else " ".join(filter(None, ("counter", row.part))),
        row.value,
        row.threshold,
        Way.COUNTS,
        row.spot,
    )


def _cartridge(row: TapeRow, most: float | None, limits: Thresholds) -> Iterator[Counter]:
    """Wear of a cartridge that has come half of its way."""

    def counter(name: str, value: float, threshold: float, way: Way = Way.COUNTS) -> Counter:
        return Counter("cartridge", row.barcode, name, value, threshold, way, row.spot)

    loads = row.loads if row.loads is not None else row.chip_loads
    if most and loads is not None and loads >= _NEAR * most:
        yield counter("loads", loads, most)
    if row.passes is not None and row.passes >= _NEAR * limits.passes:
        yield counter("passes", row.passes, limits.passes)
    if row.life_left is not None and row.life_left <= 100 * _NEAR:
        yield counter("life left", row.life_left, limits.life_left_percent, Way.FALLS)


def _drive(row: DrivePages) -> Iterator[Counter]:
    """Hard errors and heat of a drive, from its own pages."""
    values = {name: value for name, value, _ in reversed(row.values)}
    for name, value, spot in row.values:
        if name in _OF_DRIVES:
            limit = values.get(_OF_DRIVES[name] or "")
            known = float(limit) if limit is not None else None
            way = Way.GAUGE if name == "celsius" else Way.COUNTS
            yield Counter("drive", row.drive, name, value, known, way, spot)


def _levels(bundle: BundleFacts) -> Iterator[Json]:
    """Firmware levels: of drives by type, and of components of the package."""
    for row in bundle.rows:
        if isinstance(row, DriveRow) and row.firmware:
            yield {"part": row.serial or row.path, "type": row.kind, "level": row.firmware}
        elif isinstance(row, ComponentRow) and row.current:
            yield {"part": row.name, "type": "package", "level": row.current}


def _telling(templates: Iterable[Template]) -> list[Template]:
    """The kinds of lines that are kept: the gravest and most frequent."""
    ordered = sorted(templates, key=lambda one: (-one.level.value, -one.count, one.id))
    return [one for one in ordered if one.seen][:MOST_LINES]


def _line(one: Template) -> Json:
    moments = [at for at, _ in one.seen if at is not None and at.year != NO_YEAR]
    last = max(moments, default=None)
    return {
        "id": one.id,
        "count": one.count,
        "last": _text(last),
        "text": one.seen[-1][1].text,
    }


def _text(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at is not None else None


def _counter(one: Counter) -> Json:
    return {
        "subject": {"type": one.subject_type, "id": one.subject_id},
        "name": one.name,
        "value": one.value,
        "threshold": one.threshold,
        "way": one.way.value,
        "member": one.spot.member,
        "line": one.spot.line,
    }
