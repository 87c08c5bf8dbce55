"""What the walk and the openers of containers hand to each other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from tam.adapters.archives.limits import Budget, Limits
from tam.adapters.archives.notes import Notes
from tam.adapters.archives.reader import Reader
from tam.domain.logreview.leaves import Leaf


@dataclass(slots=True)
class Node:
    """Something to walk into: its path, its bytes, how deep it lies, its budget, what is wrong.

    The path of a bundle that is an archive is empty: its members' paths begin inside it. `top` is
    true for the bundle itself, also below the compressed streams it is wrapped in.
    """

    path: str
    source: Reader
    depth: int
    budget: Budget
    notes: Notes
    file: BinaryIO | None = None
    top: bool = False
    names: set[int] = field(default_factory=set)

    def within(
        self, path: str, source: Reader, notes: Notes, budget: Budget | None = None
    ) -> "Node":
        """A member of this container."""
        return Node(path, source, self.depth + 1, budget or self.budget, notes)


@dataclass(frozen=True, slots=True)
class Named:
    """The raw name of a member, or its beginning and full length, and the text of it."""

    raw: bytes
    text: str
    length: int


class Walker(Protocol):
    """What an opener needs of the walk."""

    name: str
    limits: Limits

    def into(self, node: Node) -> Iterator[Leaf]:
        """Open the node if it is a container, else hand it out."""

    def member(self, node: Node, name: Named) -> tuple[str, Notes]:
        """The path of a member and what is wrong with its name; takes it from the budget."""

    def refuse(self, path: str, notes: Notes, sentence: str) -> Leaf:
        """A leaf that says why it was not read."""

    def leaf(self, node: Node) -> Iterator[Leaf]:
        """The node itself is the leaf."""


Opener = Callable[[Walker, Node], Iterator[Leaf]]
