"""Reading figures of bundles: counters over time with their forecasts (TAM-06, TAM-07)."""

from datetime import datetime

from tam.apps.logreview.facts import readable_bundles
from tam.apps.logreview.facts_watching import figures_of
from tam.domain.logreview.series import TrendLine, series
from tam.domain.principals import Scope

MOST_BUNDLES = 60


def trends(*, scope: Scope, equipment_id: int, until: datetime | None = None) -> list[TrendLine]:
    """The counters of a library's bundles, the most urgent first; two queries."""
    rows = [
        (row.captured_at, row)
        for row in readable_bundles(scope=scope, equipment_id=equipment_id)
        if row.captured_at is not None and (until is None or row.captured_at <= until)
    ][-MOST_BUNDLES:]
    figures = figures_of(row for _, row in rows)
    return series((at, figures.get(row.pk, {})) for at, row in rows)
