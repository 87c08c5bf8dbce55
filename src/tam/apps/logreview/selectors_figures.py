"""Reading figures of bundles: counters over time with their forecasts (TAM-06, TAM-07)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from tam.apps.logreview.facts import readable_bundles
from tam.apps.logreview.facts_watching import Part, figures_of, parts
from tam.domain.logreview.trends import Reading, Trend, Way, trend
from tam.domain.principals import Scope

MOST_BUNDLES = 60


@dataclass(frozen=True)
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
        near = bool(last.threshold) and last.value >= cast("float", last.threshold) * 0.8
        return self.trend.forecast is not None or bool(self.trend.slope) or near


def trends(*, scope: Scope, equipment_id: int, until: datetime | None = None) -> list[TrendLine]:
    """The counters of a library's bundles, the most urgent first; two queries."""
    rows = [
        row
        for row in readable_bundles(scope=scope, equipment_id=equipment_id)
        if row.captured_at is not None and (until is None or row.captured_at <= until)
    ][-MOST_BUNDLES:]
    figures = figures_of(rows)
    series: dict[tuple[str, str, str, str], list[Reading]] = {}
    for row in rows:
        for one in parts(figures.get(row.pk, {}), "counters"):
            at = cast("datetime", row.captured_at)
            series.setdefault(_key(one), []).append(_reading(one, at))
    lines = []
    for (kind, name, counter, way), known in series.items():
        found = trend(known, Way(way))
        if found is not None:
            lines.append(TrendLine(kind, name, counter, found))
    return sorted(lines, key=lambda one: (*one.urgency, one.subject_id, one.name))


def _key(one: Part) -> tuple[str, str, str, str]:
    subject = cast("Mapping[str, str]", one["subject"])
    return subject["type"], subject["id"], str(one["name"]), str(one["way"])


def _reading(one: Part, at: datetime) -> Reading:
    limit = one["threshold"]
    return Reading(at, cast("float", one["value"]), cast("float", limit) if limit else None)
