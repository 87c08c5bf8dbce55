"""A stream of blocks that can be looked into, read by count or line, and handed on as blocks."""

from collections.abc import Iterator

from tam.adapters.archives.limits import BLOCK


class Reader:
    """Reads from an iterator of blocks; `peek` shows the next bytes without taking them."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        """Read from these blocks."""
        self._blocks = blocks
        self._held = b""
        self._at = 0
        self._received = 0

    @property
    def position(self) -> int:
        """How many bytes were taken so far."""
        return self._received - (len(self._held) - self._at)

    def _next(self) -> bytes:
        block = next(self._blocks, b"")
        self._received += len(block)
        return block

    def _fill(self, count: int) -> None:
        """Hold at least `count` bytes, if there are so many."""
        parts, have = [self._held[self._at :]], len(self._held) - self._at
        while have < count:
            block = self._next()
            if not block:
                break
            parts.append(block)
            have += len(block)
        self._held, self._at = b"".join(parts), 0

    def peek(self, count: int) -> bytes:
        """Up to `count` next bytes; fewer only at the end."""
        if len(self._held) - self._at < count:
            self._fill(count)
        return self._held[self._at : self._at + count]

    def read(self, count: int = BLOCK) -> bytes:
        """Take between one and `count` bytes; none only at the end."""
        if self._at >= len(self._held):
            self._held, self._at = self._next(), 0
        taken = self._held[self._at : self._at + count]
        self._at += len(taken)
        return taken

    def exactly(self, count: int) -> bytes:
        """Take `count` bytes; fewer only at the end."""
        taken = self.peek(count)
        self._at += len(taken)
        return taken

    def line(self, most: int) -> bytes:
        """Take a line with its line feed, or `most` bytes of one that is longer."""
        end = self._held.find(b"\n", self._at, self._at + most)
        if end >= 0:
            return self.exactly(end + 1 - self._at)
        return self.exactly(self.peek(most).find(b"\n") + 1 or most)

    def unread(self, data: bytes) -> None:
        """Give bytes back to the front."""
        self._held, self._at = data + self._held[self._at :], 0

    def skip(self, count: int) -> int:
        """Take and drop bytes; how many there were."""
        left = count
        while left > 0 and (block := self.read(min(BLOCK, left))):
            left -= len(block)
        return count - left

    def blocks(self) -> Iterator[bytes]:
        """The rest, block by block."""
        while block := self.read():
            yield block
