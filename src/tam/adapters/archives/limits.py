"""The limits of one upload and the one budget that all its levels share (reliability 9.3)."""

from collections.abc import Callable
from dataclasses import dataclass

MIB = 1024**2
BLOCK = MIB


@dataclass(frozen=True, slots=True)
class Limits:
    """Absolute bounds; a high ratio alone is no reason to refuse. `docs/reference/limits.md`."""

    unpacked_bytes: int = 8 * 1024 * MIB
    unpacked_factor: int = 20
    unpacked_extra: int = 256 * MIB
    member_bytes: int = 2 * 1024 * MIB
    members: int = 10_000
    nesting: int = 3
    path_bytes: int = 1_024
    path_parts: int = 64
    shown_name: int = 255
    header_bytes: int = MIB
    mail_parts: int = 200
    mail_depth: int = 20
    window_bytes: int = 128 * MIB
    memory_bytes: int = 8 * MIB
    remarkable_ratio: int = 200
    cpu_seconds: float = 90.0
    member_seconds: float = 45.0

    def total(self, upload_bytes: int) -> int:
        """How much an upload of this size may unpack to, all levels together."""
        grown = self.unpacked_factor * upload_bytes + self.unpacked_extra
        return min(self.unpacked_bytes, grown)


class Exhausted(Exception):
    """Something is used up: bytes, members or time; the message is a sentence for people."""


class Budget:
    """What is left for one upload: bytes over all levels and compressions, members, time.

    A part of it can be set apart for one member and all that is packed inside; what that member
    spends counts for the whole as well, and a part that is used up takes nothing from the others.
    """

    def __init__(
        self, limits: Limits, upload_bytes: int, spent: Callable[[], float] | None = None
    ) -> None:
        """Start whole for an upload of this size; `spent` tells seconds of CPU used so far."""
        self.limits = limits
        self.total = limits.total(upload_bytes)
        self.bytes_left = self.total
        self.members_left = limits.members
        self._spent = spent
        self._until = spent() + limits.cpu_seconds if spent is not None else 0.0
        self._whole: Budget | None = None

    def part(self, most: int) -> "Budget":
        """As much of this budget as one member may take."""
        apart = object.__new__(Budget)
        apart.limits, apart.total = self.limits, self.total
        apart.bytes_left, apart.members_left = min(most, self.bytes_left), 0
        apart._spent, apart._until, apart._whole = self._spent, self._until, self
        return apart

    def spend(self, count: int) -> None:
        """Take unpacked bytes; Exhausted when they or the time are no longer there."""
        self.in_time()
        if count > self.bytes_left or not self.bytes_left:
            self.bytes_left = 0
            raise Exhausted(self._too_much())
        if self._whole is not None:
            self._whole.spend(count)
        self.bytes_left -= count

    def _too_much(self) -> str:
        allowed = f"{self.total:,} bytes, the limit of this upload"
        if self._whole is None:
            return f"The upload unpacks to more than {allowed}; send the logs in smaller bundles."
        return (
            f"It unpacks to more than is left of {allowed}; what the other members need was kept "
            "for them."
        )

    def clock(self) -> float:
        """Seconds used so far, on a clock that only this budget understands."""
        return self._spent() if self._spent is not None else 0.0

    def in_time(self) -> None:
        """Exhausted when the time for this upload is used up."""
        if self._spent is not None and self._spent() > self._until:
            raise Exhausted(
                f"The upload takes more than {self.limits.cpu_seconds:.0f} seconds to read; the "
                "rest was not read. Send the logs in smaller bundles."
            )

    def member(self) -> None:
        """Take one member; Exhausted when there were too many, or no time is left."""
        if self._whole is not None:
            self._whole.member()
            return
        self.in_time()
        if self.members_left == 0:
            raise Exhausted(
                f"The upload has more than {self.limits.members:,} members; the rest was not read. "
                "Send the logs in smaller bundles."
            )
        self.members_left -= 1
