"""What the two sides of an evaluation say to each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tam.adapters.archives.limits import MIB

Document = Mapping[str, object]

ENTRY = "tam.domain.logreview.review:reviewed"


@dataclass(frozen=True, slots=True)
class Input:
    """One bundle: where its bytes lie, and the name people know it by."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class RunLimits:
    """What the child may use; seconds of CPU and of the wall, bytes of memory, tries."""

    cpu_seconds: int = 120
    wall_seconds: int = 15 * 60
    memory_bytes: int = 512 * MIB
    files: int = 64
    deaths: int = 8


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the child is: bundle and member by number, its path, bytes read of bytes to come.

    `total` is a guess from the packed sizes; `share` never says more than it can know.
    """

    bundle: int
    ordinal: int
    path: str
    packed_read: int
    packed_total: int

    @property
    def percent(self) -> int:
        """A whole number from 0 to 99; 100 is said by the result."""
        return min(99, self.packed_read * 100 // max(1, self.packed_total))


@dataclass(frozen=True, slots=True)
class Result:
    """The document of the review, or the sentence that says why there is none."""

    document: Document | None
    sentence: str = ""
    deaths: int = 0
