"""The one entry: bundles in, a review out (TAM-06, TAM-07)."""

from collections.abc import Iterable

from tam.domain.logreview.bundles import Bundle
from tam.domain.logreview.extract import Progress, extract
from tam.domain.logreview.judge import Review, judge


def review(bundles: Iterable[Bundle], *, on_progress: Progress | None = None) -> Review:
    """Read every bundle once, keep only its facts, and judge them together."""
    return judge([extract(bundle, on_progress) for bundle in bundles])
