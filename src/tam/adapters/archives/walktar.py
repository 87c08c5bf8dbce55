"""Walking through a tar: one pass, every member in its turn."""

from collections.abc import Iterator

from tam.adapters.archives.names import decode
from tam.adapters.archives.node import Named, Node, Walker
from tam.adapters.archives.reader import Reader
from tam.adapters.archives.tars import Tar
from tam.adapters.archives.ziplocal import NAME_KEPT
from tam.domain.logreview.leaves import Leaf


def open_tar(walk: Walker, node: Node) -> Iterator[Leaf]:
    """The members of a tar, of all its concatenated parts."""
    for item, content in Tar(node.source, node.budget, node.notes).items():
        raw = item.name[:NAME_KEPT]
        path, notes = walk.member(node, Named(raw, decode(raw), len(item.name)))
        for sentence in notes.sentences:
            item.notes.say(sentence)
        if item.refusal:
            yield walk.refuse(path, item.notes, item.refusal)
            continue
        yield from walk.into(node.within(path, Reader(content), item.notes))
