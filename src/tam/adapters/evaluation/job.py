"""What the two sides of an evaluation say to each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MIB = 1024**2

Document = Mapping[str, object]

ENTRY = "tam.domain.logreview.review:reviewed"


@dataclass(frozen=True, slots=True)
class Input:
    """One bundle: where its bytes lie, and the name people know it by."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class RunLimits:
    """What the child may use. `docs/reference/limits.md`.

    Seconds of CPU are for one bundle and all tries at it together, those of the wall for the whole
    evaluation; bytes of memory and of a nameless temporary file; open files; how many deaths of the
    reader are survived.
    """

    cpu_seconds: float = 120.0
    wall_seconds: float = 15 * 60.0
    memory_bytes: int = 512 * MIB
    file_bytes: int = 2 * 1024 * MIB
    files: int = 64
    deaths: int = 8


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the child is: bundle and member by number, its path, bytes read of bytes to come."""

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
    """The document of the review, or the sentence that says why there is none.

    `deaths` counts the readers that died on the way; `traces` are their last words, for whoever
    looks after the service.
    """

    document: Document | None
    sentence: str = ""
    deaths: int = 0
    traces: tuple[str, ...] = ()
