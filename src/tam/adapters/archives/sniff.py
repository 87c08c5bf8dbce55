"""What a stream is, by its first bytes and never by its name."""

import re
from enum import Enum

HEAD = 4_096
LONG_HEAD = 64 * 1024
TAR_BLOCK = 512


class Kind(Enum):
    """The containers that are opened; everything else is a leaf."""

    ZIP = "zip"
    TAR = "tar"
    GZIP = "gzip"
    BZIP2 = "bzip2"
    XZ = "xz"
    LZMA = "lzma"
    ZSTD = "zstd"
    MAIL = "mail"
    MAILBOX = "mailbox"
    LEAF = "leaf"


ARCHIVES = frozenset({Kind.ZIP, Kind.TAR, Kind.MAIL, Kind.MAILBOX})

_MAGIC = (
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", Kind.ZIP),
    (b"PK\x07\x08PK", Kind.ZIP),
    (b"PK00PK\x03\x04", Kind.ZIP),
    (b"\x1f\x8b\x08", Kind.GZIP),
    (b"BZh", Kind.BZIP2),
    (b"\xfd7zXZ\x00", Kind.XZ),
    (b"\x28\xb5\x2f\xfd", Kind.ZSTD),
)
_UNOPENED = (
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"MSCF\x00\x00\x00\x00", "cabinet"),
    (b"\x1f\x9d", "compress"),
    (b"\x04\x22\x4d\x18", "LZ4"),
    (b"LZIP", "lzip"),
    (b"!<arch>\n", "ar"),
    (b"070701", "cpio"),
    (b"070707", "cpio"),
)
_NAMED = {
    "zip": {Kind.ZIP},
    "xlsx": {Kind.ZIP},
    "docx": {Kind.ZIP},
    "tar": {Kind.TAR},
    "tgz": {Kind.GZIP},
    "gz": {Kind.GZIP},
    "bz2": {Kind.BZIP2},
    "tbz2": {Kind.BZIP2},
    "xz": {Kind.XZ},
    "txz": {Kind.XZ},
    "lzma": {Kind.LZMA},
    "zst": {Kind.ZSTD},
    "eml": {Kind.MAIL, Kind.MAILBOX},
    "mbox": {Kind.MAIL, Kind.MAILBOX},
    "log": {Kind.LEAF},
    "txt": {Kind.LEAF},
    "csv": {Kind.LEAF},
    "xml": {Kind.LEAF},
    "json": {Kind.LEAF},
}
_MAIL_NAMES = re.compile(
    rb"^(from|to|date|subject|message-id|mime-version|received|return-path|content-type|"
    rb"delivered-to|dkim-signature|x-[\w-]+|reply-to|cc|sender)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER_NAME = re.compile(rb"[!-9;-~]{1,80}[ \t]*:|From ")
_HEADER_LINE = re.compile(rb"[!-9;-~]+[ \t]*:|[ \t]|From ")


def kind_of(head: bytes) -> Kind:
    """The container that these first bytes begin."""
    for magic, kind in _MAGIC:
        if head.startswith(magic) and (kind is not Kind.BZIP2 or head[3:4] in b"123456789"):
            return kind
    if b"\x50\x2a\x4d\x18" <= head[:4] <= b"\x5f\x2a\x4d\x18" and head[1:4] == b"\x2a\x4d\x18":
        return Kind.ZSTD  # a frame to be skipped comes first
    if is_tar(head[:TAR_BLOCK]) and head[:1] != b"\x00":
        return Kind.TAR
    if _is_lzma(head):
        return Kind.LZMA
    if _is_mail(head):
        return Kind.MAILBOX if head.startswith(b"From ") else Kind.MAIL
    return Kind.LEAF


def may_be_mail(head: bytes) -> bool:
    """Whether it begins like a header, so that more of it must be seen to tell."""
    return bool(_HEADER_NAME.match(head))


def unopened(head: bytes) -> str | None:
    """The name of an archive format that is known and not opened here."""
    for magic, name in _UNOPENED:
        if head.startswith(magic):
            return name
    return None


def mismatch(name: str, kind: Kind) -> str | None:
    """A sentence when the ending of the name promises something else than the content is."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if kind in _NAMED.get(ending, {kind}):
        return None
    what = "no archive" if kind is Kind.LEAF else f"a {kind.value} file"
    return f"This is {what} although it is named .{ending}; it was read as what it is."


def is_tar(block: bytes) -> bool:
    """Whether a block is a tar header: its checksum says so."""
    if len(block) < TAR_BLOCK:
        return False
    field = block[148:156].strip(b"\x00 ")
    if not field or not all(one in b"01234567" for one in field):
        return False
    claimed = int(field, 8)
    rest = block[:148] + block[156:TAR_BLOCK]
    plain = sum(rest) + 8 * 32
    # Some old writers summed signed bytes.
    return claimed in {plain, plain - 256 * sum(one > 127 for one in rest)}


def _is_lzma(head: bytes) -> bool:
    """An old .lzma stream: its properties byte, a round dictionary size, an unknown length."""
    return head[:1] == b"\x5d" and head[1:4] == b"\x00\x00\x80" and head[5:13] == b"\xff" * 8


def _is_mail(head: bytes) -> bool:
    """Headers only, of which at least three are those of a mail, up to an empty line."""
    if not may_be_mail(head):
        return False
    top, empty, _ = head.replace(b"\r\n", b"\n").partition(b"\n\n")
    if not empty and len(head) < HEAD:
        return False
    lines = top.split(b"\n") if empty else top.split(b"\n")[:-1]
    if not lines or not all(_HEADER_LINE.match(line) for line in lines):
        return False
    names = {found.group(1).lower() for found in _MAIL_NAMES.finditer(top)}
    return len(names) >= 3 and (b"from" in names or b"received" in names)
