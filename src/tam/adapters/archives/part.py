"""One member on its way out: counted, hashed, bounded, with what was wrong about it."""

import hashlib
from collections.abc import Iterator

from tam.adapters.archives.limits import MIB, Budget, Exhausted
from tam.domain.logreview.leaves import Leaf, LeafEnd

NOTHING = hashlib.sha256().hexdigest()


class Part:
    """Bytes of one member; `reasons` grows while it is read, bad content never raises."""

    def __init__(self, source: Iterator[bytes], budget: Budget, reasons: list[str]) -> None:
        """Read from `source`, spend from `budget`, complain into `reasons`."""
        self._source = source
        self._budget = budget
        self.reasons = reasons
        self.size = 0
        self.digest = hashlib.sha256()

    def blocks(self) -> Iterator[bytes]:
        """Unpacked blocks until the end, a limit, or damage."""
        limit = self._budget.limits.member_bytes
        try:
            for whole in self._source:
                block = whole[: limit - self.size]
                self._budget.spend(len(block))
                self.size += len(block)
                self.digest.update(block)
                yield block
                if len(block) < len(whole):
                    self.reasons.append(
                        f"The member is larger than {limit // MIB:,} MiB; reading stopped after "
                        f"{self.size:,} bytes."
                    )
                    return
        except Exhausted as end:
            self.reasons.append(str(end))

    def end(self) -> LeafEnd:
        """What is known once the blocks are exhausted."""
        nothing = self.size == 0 and bool(self.reasons)
        return LeafEnd(self.size, self.digest.hexdigest(), nothing, tuple(self.reasons))


def rejected(path: str, ordinal: int, reason: str) -> Leaf:
    """A member that was not read, and why."""
    return Leaf(
        path, ordinal, iter(()), lambda: LeafEnd(0, NOTHING, rejected=True, reasons=(reason,))
    )
