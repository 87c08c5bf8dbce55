"""The bytes of a member on their way to its reader: holes of NUL closed, cut lines counted.

A file that was being written when its machine lost power often has a hole of zeros before its end.
"""

import re
from collections.abc import Iterator

from tam.domain.logreview.text.lines import Encoding, Sniffed
from tam.domain.logreview.thresholds import LIMITS

_HOLE = re.compile(rb"\0{8,}")
_WIDTH = {Encoding.UTF16_LE: 2, Encoding.UTF16_BE: 2}


class Blocks:
    """Blocks as they come, each hole one NUL, so that what follows is found at its line's start."""

    def __init__(self, blocks: Iterator[bytes], sniffed: Sniffed) -> None:
        self.blocks = blocks
        self.text = sniffed.encoding is Encoding.TEXT
        self.limit = LIMITS.line_bytes * _WIDTH.get(sniffed.encoding, 1)
        self.end = b"\r" if sniffed.returns_only else b"\n"
        self.open = 0
        self.long = 0
        self.beyond = False

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        block = next(self.blocks)
        if self.text and b"\0" in block:
            block = _HOLE.sub(b"\0", block)
        self._count(block)
        return block

    def _count(self, block: bytes) -> None:
        """Lines beyond the limit, by looking for an end in every stretch of that length."""
        at, size = 0, len(block)
        while at < size:
            if self.beyond:
                at = block.find(self.end, at) + 1
                if at == 0:
                    return
                self.open, self.beyond = 0, False
                continue
            reach = at + self.limit - self.open + 1
            last = block.rfind(self.end, at, reach)
            if last >= 0:
                at, self.open = last + 1, 0
            elif reach > size:
                self.open += size - at
                return
            else:
                self.long, self.beyond, at = self.long + 1, True, reach
