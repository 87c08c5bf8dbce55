"""Members of a tar as one pass over its stream; links and devices are listed, never made."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tam.adapters.archives.limits import BLOCK, Budget
from tam.adapters.archives.notes import Notes
from tam.adapters.archives.reader import Reader
from tam.adapters.archives.sniff import TAR_BLOCK, is_tar
from tam.adapters.archives.tarheaders import (
    OLD_SPARSE,
    Coming,
    Odd,
    bounded,
    number,
    past_map,
    past_old_map,
    plain_name,
    take_pax,
)

LINKS = {
    ord("1"): "Hard link, not followed.",
    ord("2"): "Symbolic link, not followed.",
    ord("3"): "Character device, not opened.",
    ord("4"): "Block device, not opened.",
    ord("6"): "FIFO, not opened.",
}
FOLDER = b"5D"
ABOUT_OTHERS = b"gKVNIA"
EXTENDED = b"xXL" + ABOUT_OTHERS
NO_END = (
    "The archive has no end mark: members may be missing. Upload it again if you have the whole "
    "file."
)
INCOMPLETE = "The archive is incomplete: it ends too early. Upload it again."


@dataclass(slots=True)
class Item:
    """One member: its raw name, its content, or why it has none, and what was wrong."""

    name: bytes
    size: int = 0
    refusal: str | None = None
    notes: Notes = field(default_factory=Notes)


class Tar:
    """One pass over the stream of a tar; `notes` take what is wrong with it as a whole."""

    def __init__(self, source: Reader, budget: Budget, notes: Notes) -> None:
        """Read members from this stream."""
        self._source = source
        self._budget = budget
        self._limits = budget.limits
        self._notes = notes

    def items(self) -> Iterator[tuple[Item, Iterator[bytes]]]:
        """The members in order, each with its content, which is read before the next is asked."""
        coming = Coming()
        for header in self._headers():
            self._budget.in_time()  # headers of nothing may come in millions
            try:
                item = self._one(header, coming)
            except Odd as problem:
                item = self._bad(header, coming, str(problem))
                coming = Coming()
            if item is None:
                continue
            coming = Coming()
            content = self._content(item)
            yield item, content
            for _ in content:
                pass
            self._source.skip(-item.size % TAR_BLOCK)

    def _bad(self, header: bytes, coming: Coming, problem: str) -> Item | None:
        """A member that its header makes unreadable; None when the header is of no member."""
        if header[156] in EXTENDED:
            self._notes.lose(problem)
            return None
        return Item(coming.name or plain_name(header), refusal=problem)

    def _headers(self) -> Iterator[bytes]:
        """Header blocks up to the end; damage is stepped over up to the next true header."""
        damaged = 0
        ended = False
        while len(header := self._source.exactly(TAR_BLOCK)) == TAR_BLOCK:
            if is_tar(header):
                self._stepped(damaged, after_end=ended)
                damaged, ended = 0, False
                yield header
            elif header.strip(b"\x00"):
                damaged += TAR_BLOCK
            else:
                ended = ended or not damaged
        rest = len(header) if ended and header.strip(b"\x00") else 0
        self._stepped(damaged + rest, after_end=ended)
        if header and not ended:
            self._notes.lose(INCOMPLETE)
        elif not ended and not damaged and not self._notes.lost:
            self._notes.lose(NO_END)

    def _stepped(self, count: int, *, after_end: bool) -> None:
        if count and after_end:
            self._notes.lose(f"Data after the end of the archive: {count:,} bytes were not read.")
        elif count:
            self._notes.lose(
                f"Invalid header: the archive is damaged; {count:,} bytes up to the next member "
                "that can be told were not read. Upload it again if you have the whole file."
            )

    def _one(self, header: bytes, coming: Coming) -> Item | None:
        """The member of this header, or None when it says something about the next."""
        kind, size = header[156], number(header[124:136])
        if kind in b"xX":
            take_pax(bounded(self._source, size, self._limits), coming)
            return None
        if kind == ord("L"):
            coming.name = bounded(self._source, size, self._limits).rstrip(b"\x00")
            return None
        if kind in ABOUT_OTHERS:
            self._source.skip(size + -size % TAR_BLOCK)
            return None
        name = coming.name if coming.name is not None else plain_name(header)
        size = coming.size if coming.size is not None else size
        if kind in LINKS:
            if size and not is_tar(self._source.peek(TAR_BLOCK)):
                self._source.skip(size + -size % TAR_BLOCK)
            return Item(name, refusal=LINKS[kind])
        if kind in FOLDER or (name.endswith(b"/") and not size):
            self._source.skip(size + -size % TAR_BLOCK)
            return None
        item = Item(name, size)
        if kind == OLD_SPARSE or coming.sparse:
            self._sparse(item, header, coming)
        return item

    def _sparse(self, item: Item, header: bytes, coming: Coming) -> None:
        """Keep what a sparse member really holds; its holes are never filled."""
        real = coming.real_size
        if header[156] == OLD_SPARSE:
            real = past_old_map(self._source, header, self._limits)
        elif coming.mapped:
            item.size = past_map(self._source, item.size, self._limits)
        claimed = f" of {real:,} bytes as it claims" if real is not None else ""
        item.notes.say(f"Sparse file{claimed}: only what it really holds was read, without holes.")

    def _content(self, item: Item) -> Iterator[bytes]:
        left = item.size
        while left > 0:
            block = self._source.read(min(BLOCK, left))
            if not block:
                item.notes.lose(
                    f"It is incomplete: {left:,} of {item.size:,} bytes of this member are missing."
                )
                if not self._notes.lost:
                    self._notes.lose(INCOMPLETE)
                return
            left -= len(block)
            yield block
