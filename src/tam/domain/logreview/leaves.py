"""What the reader of containers hands to the log review.

One leaf at a time, as a stream (TAM-06, TAM-07).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LeafEnd:
    """What is known of a leaf once its blocks were read to the end.

    `size` counts the unpacked bytes that were really read, `sha256` is theirs (hex). `rejected`
    says that the leaf was not read; `reasons` are sentences for people about damage, limits and
    claims of the container that proved false.
    """

    size: int
    sha256: str
    rejected: bool = False
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaf:
    """One innermost member of a bundle.

    `path` is its display path, `outer.zip!/inner/name` to any depth; `ordinal` counts leaves from
    0. `blocks` yields unpacked bytes (at most 1 MiB each) once; `end` may be called after it is
    exhausted. The next leaf may be asked for only then.
    """

    path: str
    ordinal: int
    blocks: Iterator[bytes]
    end: Callable[[], LeafEnd]
