"""From the figures of bundles to counters over time, the most urgent first (TAM-06, TAM-07)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from tam.domain.logreview.trends import Reading, Trend, Way, trend

_NEAR = 0.8  # own: a counter this near its threshold is worth a picture


@dataclass(frozen=True, slots=True)
class TrendLine:
    """A counter of one part over the bundles of its library."""

    subject_type: str
    subject_id: str
    name: str
    trend: Trend

    @property
    def urgency(self) -> tuple[bool, float, float]:
        """What comes first: the nearest forecast, then whatever is nearest to its threshold."""
        found, last = self.trend.forecast, self.trend.last
        share = last.value / last.threshold if last.threshold else 0.0
        return (found is None, found.days if found else 0.0, -share)

    @property
    def tells(self) -> bool:
        """Whether it is worth a picture: it moves, or it is near its threshold."""
        last = self.trend.last
        near = last.threshold is not None and last.value >= last.threshold * _NEAR
        return self.trend.forecast is not None or bool(self.trend.slope) or near


def series(captures: Iterable[tuple[datetime, Mapping[str, object]]]) -> list[TrendLine]:
    """The counters of one library's bundles, each given by its capture and its figures."""
    found: dict[tuple[str, str, str, str], list[Reading]] = {}
    for at, figures in captures:
        counters = cast("list[Mapping[str, object]]", figures.get("counters", []))
        for one in counters:
            found.setdefault(_key(one), []).append(_reading(one, at))
    lines = [
        TrendLine(kind, part, name, course)
        for (kind, part, name, way), readings in found.items()
        if (course := trend(readings, Way(way))) is not None
    ]
    return sorted(lines, key=lambda one: (*one.urgency, one.subject_id, one.name))


def _key(one: Mapping[str, object]) -> tuple[str, str, str, str]:
    subject = cast("Mapping[str, str]", one["subject"])
    return subject["type"], subject["id"], str(one["name"]), str(one["way"])


def _reading(one: Mapping[str, object], at: datetime) -> Reading:
    limit = one["threshold"]
    return Reading(at, cast("float", one["value"]), cast("float", limit) if limit else None)
