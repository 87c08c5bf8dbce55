"""Drive or cartridge, robot or slot: partners counted, exposure compared, nothing twice.

Counting distinct partners follows the published partner rules (NetBackup, IBM SARS); no summed
scores are used.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import comb

from tam.domain.logreview.thresholds import Thresholds


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parts that failed together, and which side the evidence itself speaks for."""

    left: str
    right: str
    speaks_left: bool = False
    speaks_right: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who is suspect on which side, and the pairs that nobody explains."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    open_pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Exposure:
    """How often each part was used; empty where nobody counted."""

    left: dict[str, int] = field(default_factory=dict)
    right: dict[str, int] = field(default_factory=dict)


def tail(successes: int, trials: int, share: float) -> float:
    """The exact chance of at least so many successes in these trials."""
    return sum(
        comb(trials, hits) * share**hits * (1 - share) ** (trials - hits)
        for hits in range(successes, trials + 1)
    )


def judge(pairs: Iterable[Pair], exposure: Exposure, limits: Thresholds) -> Verdict:
    """Name the suspects one after the other, the best explained first, from pairs still open."""
    waiting = _joined(pairs)
    named: dict[str, list[str]] = {"left": [], "right": []}
    parked: list[Pair] = []
    while True:
        sides = _candidates(waiting, exposure, limits)
        if not sides:
            break
        best = max(rank for rank, _, _ in sides)
        top = [(side, name) for rank, side, name in sides if rank == best]
        tied = _tied(top, waiting)
        guilty = _by_themselves(tied, waiting, exposure, limits) if tied else [min(top)]
        if not guilty:
            lost = {name for _, name in tied}
            parked += [pair for pair in waiting if pair.left in lost or pair.right in lost]
            waiting = [pair for pair in waiting if pair.left not in lost and pair.right not in lost]
        for side, name in guilty:
            named[side].append(name)
            waiting = [
                pair for pair in waiting if name != (pair.left if side == "left" else pair.right)
            ]
    left, right = named["left"], named["right"]
    return Verdict(
        tuple(sorted(left)), tuple(sorted(right)), tuple(sorted(parked + waiting, key=_names))
    )


def _names(pair: Pair) -> tuple[str, str]:
    return pair.left, pair.right


def _joined(pairs: Iterable[Pair]) -> list[Pair]:
    """Ten errors of one pair are one pair."""
    found: dict[tuple[str, str], Pair] = {}
    for pair in pairs:
        known = found.get(_names(pair), pair)
        found[_names(pair)] = Pair(
            pair.left,
            pair.right,
            known.speaks_left or pair.speaks_left,
            known.speaks_right or pair.speaks_right,
        )
    return sorted(found.values(), key=_names)


def _candidates(
    pairs: list[Pair], exposure: Exposure, limits: Thresholds
) -> list[tuple[tuple[int, int], str, str]]:
    """Those with enough partners that their share of the use does not explain."""
    found = []
    for side, uses in (("left", exposure.left), ("right", exposure.right)):
        groups: dict[str, list[Pair]] = {}
        for pair in pairs:
            groups.setdefault(pair.left if side == "left" else pair.right, []).append(pair)
        for name, group in groups.items():
            speaks = sum(
                pair.speaks_left if side == "left" else pair.speaks_right for pair in group
            )
            if not name or len(group) < limits.partners:
                continue
            if not speaks and not _unusual(name, len(group), len(pairs), uses, limits):
                continue
            found.append(((len(group), speaks), side, name))
    return found


def _unusual(
    name: str, partners: int, pairs: int, uses: dict[str, int], limits: Thresholds
) -> bool:
    total = sum(uses.values())
    if total == 0:
        return True
    share = max(uses.get(name, 0), 1) / total
    return tail(partners, pairs, min(share, 1.0)) <= limits.exposure_p


def _tied(top: list[tuple[str, str]], pairs: list[Pair]) -> list[tuple[str, str]]:
    """Those on two sides that explain the same pair equally well."""
    shared = _shared(top, pairs)
    names = {("left", pair.left) for pair in shared} | {("right", pair.right) for pair in shared}
    return sorted(names)


def _shared(sides: list[tuple[str, str]], pairs: list[Pair]) -> list[Pair]:
    """The pairs of which both sides are among these."""
    lefts = {name for side, name in sides if side == "left"}
    rights = {name for side, name in sides if side == "right"}
    return [pair for pair in pairs if pair.left in lefts and pair.right in rights]


def _by_themselves(
    tied: list[tuple[str, str]], pairs: list[Pair], exposure: Exposure, limits: Thresholds
) -> list[tuple[str, str]]:
    """Those of a tie that their own partners accuse, with what both sides explain left out."""
    shared = _shared(tied, pairs)
    own = [pair for pair in pairs if pair not in shared]
    accused = {(side, name) for _, side, name in _candidates(own, exposure, limits)}
    return [one for one in tied if one in accused]
