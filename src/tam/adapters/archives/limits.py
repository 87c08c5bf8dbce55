"""The limits of one upload and the one budget all its levels share (reliability 9.3)."""

from dataclasses import dataclass

MIB = 1024**2
BLOCK = MIB


@dataclass(frozen=True, slots=True)
class Limits:
    """Absolute bounds; a high ratio alone is no reason to refuse."""

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
    mail_bytes: int = 35 * MIB
    mail_parts: int = 200
    mail_depth: int = 20
    window_bytes: int = 128 * MIB

    def total(self, upload_bytes: int) -> int:
        """How much an upload of this size may unpack to, all levels together."""
        grown = self.unpacked_factor * upload_bytes + self.unpacked_extra
        return min(self.unpacked_bytes, grown)


class Exhausted(Exception):
    """The budget of the upload is used up; the message is a sentence for people."""


class Budget:
    """What is left for one upload: bytes over all levels and compressions, and members."""

    def __init__(self, limits: Limits, upload_bytes: int) -> None:
        """Start with the whole budget of an upload of this size."""
        self.limits = limits
        self.bytes_left = limits.total(upload_bytes)
        self.members_left = limits.members

    def spend(self, count: int) -> None:
        """Take unpacked bytes from the budget; beyond its end nothing more is read."""
        self.bytes_left -= count
        if self.bytes_left < 0:
            raise Exhausted(
                f"The bundle unpacks to more than {self.limits.unpacked_bytes // MIB:,} MiB or "
                f"{self.limits.unpacked_factor} times its size; reading stopped here. Send the "
                "logs in smaller bundles."
            )

    def member(self) -> None:
        """Take one member from the budget."""
        self.members_left -= 1
        if self.members_left < 0:
            raise Exhausted(
                f"The bundle has more than {self.limits.members:,} members; the rest was not read. "
                "Send the logs in smaller bundles."
            )
