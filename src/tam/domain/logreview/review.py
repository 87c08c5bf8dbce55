"""The one entry: bundles in, a review out (TAM-06, TAM-07)."""

from collections.abc import Iterable

from tam.domain.logreview.bundles import Bundle
from tam.domain.logreview.extract import Progress, extract
from tam.domain.logreview.judge import Review, judge
from tam.domain.logreview.output import Json, document


def review(bundles: Iterable[Bundle], *, on_progress: Progress | None = None) -> Review:
    """Read every bundle once, keep only its facts, and judge them together."""
    return judge([extract(bundle, on_progress) for bundle in bundles])


def reviewed(bundles: Iterable[Bundle]) -> dict[str, Json]:
    """The review of these bundles as plain values, for a caller in another process."""
    return document(review(bundles))
