"""How often something happened, when several sources tell of each time, and which lines show it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise

from tam.domain.logreview.findings import Proof

_TWIN = timedelta(seconds=2)


def occurrences(proofs: Iterable[Proof], gap: timedelta) -> int:
    """Distinct times.

    Lines close together are one occurrence unless one source tells of two moments.
    """
    ordered = sorted(proofs, key=_when)
    count = 0
    start: datetime | None = None
    told: dict[str, datetime] = {}
    for at, proof in [(proof.at, proof) for proof in ordered if proof.at is not None]:
        before = told.get(proof.source)
        fresh = start is None or at - start > gap or (before is not None and at - before > _TWIN)
        if fresh:
            count, start, told = count + 1, at, {}
        told[proof.source] = at
    return count


def bursts(proofs: Iterable[Proof], gap: timedelta) -> int:
    """Stretches of lines with no pause longer than this, whoever wrote them.

    At least one where there are lines.
    """
    moments = sorted(proof.at for proof in proofs if proof.at is not None)
    pauses = sum(1 for before, after in pairwise(moments) if after - before > gap)
    return pauses + 1


def windows(proofs: Iterable[Proof], length: timedelta) -> int:
    """Moments counted once per stretch of this length, as flapping within a day counts once."""
    count = 0
    start: datetime | None = None
    for at in sorted(proof.at for proof in proofs if proof.at is not None):
        if start is None or at - start >= length:
            count, start = count + 1, at
    return count


def _when(proof: Proof) -> tuple[float, str, str, int]:
    at = proof.at.timestamp() if proof.at is not None else 0.0
    return (at, proof.spot.bundle, proof.spot.member, proof.spot.line)


def spread(proofs: Iterable[Proof], most: int) -> list[Proof]:
    """At most so many proofs, the first and the last of all among them, states after events."""
    ordered = sorted(set(proofs), key=lambda proof: (proof.at is None, *_when(proof)))
    if len(ordered) <= most:
        return ordered
    step = (len(ordered) - 1) / (most - 1)
    return [ordered[round(place * step)] for place in range(most)]
