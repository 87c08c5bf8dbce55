"""What a stream is, by its first bytes and never by its name."""

import re
from enum import Enum

HEAD = 4_096
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
    LEAF = "leaf"


ARCHIVES = frozenset({Kind.ZIP, Kind.TAR, Kind.MAIL})

_MAGIC = (
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", Kind.ZIP),
    (b"PK\x07\x08PK", Kind.ZIP),
    (b"\x1f\x8b\x08", Kind.GZIP),
    (b"BZh", Kind.BZIP2),
    (b"\xfd7zXZ\x00", Kind.XZ),
    (b"\x28\xb5\x2f\xfd", Kind.ZSTD),
)
_MAIL_NAMES = re.compile(
    rb"^(from|to|date|subject|message-id|mime-version|received|return-path|content-type|"
    rb"delivered-to|dkim-signature|x-[\w-]+|reply-to|cc|sender)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER_LINE = re.compile(rb"^([!-9;-~]+[ \t]*:.*|[ \t].*|From .*)$")


def kind_of(head: bytes) -> Kind:
    """The container that these first bytes begin."""
    for magic, kind in _MAGIC:
        if head.startswith(magic) and (kind is not Kind.BZIP2 or head[3:4] in b"123456789"):
            return kind
    if is_tar(head[:TAR_BLOCK]):
        return Kind.TAR
    if _is_lzma(head):
        return Kind.LZMA
    if _is_mail(head):
        return Kind.MAIL
    return Kind.LEAF


def is_tar(block: bytes) -> bool:
    """Whether a block is a tar header: its checksum says so."""
    if len(block) < TAR_BLOCK or not block[0]:
        return False
    field = block[148:156].strip(b"\x00 ")
    if not field or not all(one in b"01234567" for one in field):
        return False
    expected = sum(block[:148]) + 8 * 32 + sum(block[156:TAR_BLOCK])
    return int(field, 8) == expected


def _is_lzma(head: bytes) -> bool:
    """An old .lzma stream: its properties byte, a round dictionary size, an unknown length."""
    return head[:1] == b"\x5d" and head[1:4] == b"\x00\x00\x80" and head[5:13] == b"\xff" * 8


def _is_mail(head: bytes) -> bool:
    """Headers only, of which at least three are those of a mail, up to an empty line."""
    top, empty, _ = head.replace(b"\r\n", b"\n").partition(b"\n\n")
    if not empty and len(head) < HEAD:
        return False
    lines = top.split(b"\n")[:-1] if not empty else top.split(b"\n")
    if not lines or not all(_HEADER_LINE.match(line) for line in lines):
        return False
    names = {found.group(1).lower() for found in _MAIL_NAMES.finditer(top)}
    return len(names) >= 3 and (b"from" in names or b"received" in names)
