"""One member on its way out: counted, hashed, bounded, with what was wrong about it."""

import hashlib
import struct
from collections.abc import Iterator

from tam.adapters.archives.engines import DAMAGE
from tam.adapters.archives.limits import MIB, Budget, Exhausted
from tam.adapters.archives.notes import Notes
from tam.domain.logreview.leaves import Leaf, LeafEnd

NOTHING = hashlib.sha256().hexdigest()
# What content from outside can make a reader trip over; anything else is a mistake of ours.
TRIPPED: tuple[type[Exception], ...] = (
    *DAMAGE,
    struct.error,
    LookupError,
    ArithmeticError,
    RecursionError,
)


class Part:
    """Bytes of one member; `notes` grow while it is read, bad content never raises."""

    def __init__(self, source: Iterator[bytes], budget: Budget, notes: Notes) -> None:
        """Read from `source` within `budget`, complain into `notes`."""
        self._source = source
        self._budget = budget
        self._notes = notes
        self._size = 0
        self._digest = hashlib.sha256()

    def blocks(self) -> Iterator[bytes]:
        """Unpacked blocks until the end, a limit, or damage."""
        limit = self._budget.limits.member_bytes
        start = self._budget.clock()
        try:
            for whole in self._source:
                self._in_time(start)
                block = whole[: limit - self._size]
                self._size += len(block)
                self._digest.update(block)
                yield block
                if len(block) < len(whole):
                    self._notes.lose(
                        f"The member is larger than {limit // MIB:,} MiB; reading stopped after "
                        f"{self._size:,} bytes. Send it in parts."
                    )
                    return
        except Exhausted as end:
            self._notes.lose(f"{end} Reading stopped after {self._size:,} bytes.")
        except TRIPPED:
            self._notes.lose(f"It could not be read beyond the first {self._size:,} bytes.")

    def _in_time(self, start: float) -> None:
        """Exhausted when this member, or all of them, took too long."""
        most = self._budget.limits.member_seconds
        if self._budget.clock() - start > most:
            raise Exhausted(
                f"The member takes more than {most:.0f} seconds to read; the rest of it was not "
                "read, so that the others are. Send it in parts."
            )
        self._budget.in_time()

    def end(self) -> LeafEnd:
        """What is known once the blocks are exhausted."""
        rejected = self._size == 0 and self._notes.lost
        reasons = tuple(self._notes.sentences)
        return LeafEnd(self._size, self._digest.hexdigest(), rejected, reasons)


def rejected(path: str, ordinal: int, *reasons: str) -> Leaf:
    """A member that was not read, and why."""
    end = LeafEnd(0, NOTHING, rejected=True, reasons=reasons)
    return Leaf(path, ordinal, iter(()), lambda: end)
