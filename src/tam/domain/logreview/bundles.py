"""What goes into a review and what is kept of it: a bundle of leaves (TAM-06, TAM-07)."""

from collections.abc import Iterator
from dataclasses import dataclass

from tam.domain.logreview.leaves import Leaf


@dataclass(frozen=True, slots=True)
class Bundle:
    """One file as handed in: its name without folder, SHA-256 and size of its bytes, its leaves.

    `leaves` is read once, front to back. `refusal` says why a bundle could not be opened at all;
    such a bundle has no leaves and stands in the output as rejected.
    """

    name: str
    sha256: str
    size: int
    leaves: Iterator[Leaf]
    refusal: str | None = None
