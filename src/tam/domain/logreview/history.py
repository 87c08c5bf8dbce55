"""All bundles of one library as one history.

Overlapping lines once, names resolved, exposures summed.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from tam.domain.logreview.facts import BundleFacts, Event
from tam.domain.logreview.findings import Proof
from tam.domain.logreview.identity import Identity
from tam.domain.logreview.meaning.concepts import Concept
from tam.domain.logreview.text.levels import Level
from tam.domain.logreview.text.spots import Spot
from tam.domain.logreview.text.words import folded

_R = TypeVar("_R")


@dataclass(frozen=True, slots=True)
class Said:
    """An event with the drive and the cartridges it means."""

    event: Event
    drive: str | None
    tapes: tuple[str, ...]

    @property
    def at(self) -> datetime | None:
        """When it was said."""
        return self.event.at

    @property
    def proof(self) -> Proof:
        """The event as a proof."""
        return Proof(self.event.at, self.event.spot, self.event.spot.member)


class History:
    """What one library said, in order of time."""

    def __init__(self, bundles: list[BundleFacts]) -> None:
        self.bundles = bundles
        self.identity = Identity(bundles)
        self.serial = next(
            (bundle.library_serial for bundle in bundles if bundle.library_serial), None
        )
        self.name = next((bundle.library_name for bundle in bundles if bundle.library_name), None)
        self.said = self._once()
        self.mounts: Counter[str] = Counter()
        self.tape_mounts: Counter[str] = Counter()
        self.robot_moves: Counter[int] = Counter()
        for bundle in bundles:
            for name, count in bundle.mounts:
                self.mounts[self.identity.named(name, bundle.captured_at) or name] += count
            for tape, count in bundle.tape_mounts:
                self.tape_mounts[tape] += count
            for robot, count in bundle.robot_moves:
                self.robot_moves[robot] += count

    def _once(self) -> list[Said]:
        """Every event once, though bundles overlap.

        What a weighing source calls informational stays so.
        """
        harmless = frozenset().union(*(bundle.quiet for bundle in self.bundles))
        seen: set[tuple[str, datetime | None, str]] = set()
        kept: list[Said] = []
        for bundle in self.bundles:
            for event in bundle.events:
                key = (event.said, event.at, event.source if event.at else event.spot.bundle)
                if key in seen:
                    continue
                seen.add(key)
                if event.level is Level.UNKNOWN and not harmless.isdisjoint(
                    {event.said, folded(event.said)}
                ):
                    continue
                drive = self.identity.drive(event.who, event.at, event.said)
                kept.append(Said(event, drive, tuple(self.identity.tapes_of(event.who))))
        return sorted(kept, key=_order)

    def of(self, *concepts: Concept) -> list[Said]:
        """The events with one of these concepts."""
        wanted = frozenset(concepts)
        return [said for said in self.said if wanted & said.event.concepts]

    def rows(self, kind: type[_R]) -> Iterator[tuple[BundleFacts, _R]]:
        """The rows of one type, bundle by bundle."""
        for bundle in self.bundles:
            for row in bundle.rows:
                if isinstance(row, kind):
                    yield bundle, row

    def setting(self, name: str) -> float | None:
        """A threshold of the library's own, as its newest bundle states it."""
        for bundle in reversed(self.bundles):
            for key, value in bundle.settings:
                if key == name:
                    return value
        return None

    def updating(self, at: datetime | None, grace: timedelta = timedelta(minutes=30)) -> bool:
        """Whether a package update was under way at a moment."""
        return at is not None and any(
            begin - grace <= at <= end + grace for begin, end in self._updates()
        )

    def _updates(self) -> list[tuple[datetime, datetime]]:
        spans: list[tuple[datetime, datetime]] = []
        begun: datetime | None = None
        for said in self.of(Concept.UPDATE_BEGAN, Concept.UPDATE_ENDED):
            if said.at is None:
                continue
            if Concept.UPDATE_ENDED in said.event.concepts:
                spans.append((begun or said.at - timedelta(hours=1), said.at))
                begun = None
            elif begun is None:
                begun = said.at
        if begun is not None:
            spans.append((begun, begun + timedelta(hours=6)))
        return spans

    def captured(self, spot: Spot) -> datetime | None:
        """When the bundle of a line was made."""
        return next(
            (bundle.captured_at for bundle in self.bundles if bundle.name == spot.bundle), None
        )


def _order(said: Said) -> tuple[bool, float, str, str, int]:
    at = said.at
    spot = said.event.spot
    return (at is None, at.timestamp() if at else 0.0, spot.bundle, spot.member, spot.line)


def state(spot: Spot) -> Proof:
    """A row as a proof: a state that holds at the capture."""
    return Proof(None, spot, spot.member)
