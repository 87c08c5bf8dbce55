"""What the reader of containers makes of some bytes, as plain values for tests."""

import hashlib
import io
from typing import NamedTuple

from tam.adapters.archives import leaves


class Found(NamedTuple):
    """One leaf as it was read."""

    path: str
    data: bytes
    rejected: bool
    why: str


def walk(data, name="bundle.bin", limits=None, budget=None):
    """Every leaf in order; size, digest and ordinal are held against what was read."""
    found = []
    for leaf in leaves(io.BytesIO(data), name, limits, budget):
        content = b"".join(leaf.blocks)
        end = leaf.end()
        assert leaf.ordinal == len(found)
        assert end.size == len(content)
        assert end.sha256 == hashlib.sha256(content).hexdigest()
        found.append(Found(leaf.path, content, end.rejected, " ".join(end.reasons)))
    return found


def read(data, **kwargs):
    """Paths and contents of what was not rejected."""
    return [(one.path, one.data) for one in walk(data, **kwargs) if not one.rejected]


def rejected(data, **kwargs):
    """Paths and reasons of what was rejected."""
    return [(one.path, one.why) for one in walk(data, **kwargs) if one.rejected]
