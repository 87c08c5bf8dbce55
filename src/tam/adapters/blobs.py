"""The store of files: content-addressed by SHA-256, written whole or not at all, never changed."""

import contextlib
import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_DIGEST = re.compile(r"[0-9a-f]{64}")
CHUNK = 1024 * 1024


class TooLarge(Exception):
    """More bytes than allowed; the message is a sentence for people."""


class NotStored(Exception):
    """The store could not take the file, for instance because it is full; nothing was kept."""


class Interrupted(NotStored):
    """The stream broke off before its end; nothing was kept."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A stored file: the SHA-256 of its bytes (hex) and their number."""

    sha256: str
    size: int


def place(root: Path, sha256: str) -> Path:
    """Where a file of this digest lies; anything but a digest is an error."""
    if not _DIGEST.fullmatch(sha256):
        raise ValueError("a blob is named by its SHA-256 in hex")
    return root / sha256[:2] / sha256[2:4] / sha256


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unbroken(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks; where they come from is not where they go, and neither are the failures."""
    try:
        yield from chunks
    except OSError as problem:
        raise Interrupted(
            "The file broke off before its end; nothing was stored. Send it again."
        ) from problem


def _write(temporary: Path, chunks: Iterable[bytes], most: int) -> Blob:
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for chunk in _unbroken(chunks):
            size += len(chunk)
            if size > most:
                raise TooLarge(
                    f"The file is larger than {most // 1024**2:,} MiB, the most that is taken. "
                    "Nothing was kept; send it in parts."
                )
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return Blob(digest.hexdigest(), size)


def store(root: Path, chunks: Iterable[bytes], most: int) -> Blob:
    """Keep a stream; the same bytes again are the same file. Durable when it returns."""
    temporary = root / "incoming" / secrets.token_hex(16)
    try:
        temporary.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        blob = _write(temporary, chunks, most)
        final = place(root, blob.sha256)
        final.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary.rename(final)
        for folder in (final.parent, final.parent.parent, root):
            _sync(folder)
    except OSError as problem:
        raise NotStored(
            "The storage is full or cannot be written; nothing was stored. Try again later, or "
            "tell the operator."
        ) from problem
    finally:
        with contextlib.suppress(OSError):  # gone already, or the store is no folder at all
            temporary.unlink()
    return blob


def set_aside(root: Path, chunks: Iterable[bytes], most: int) -> Blob:
    """Keep a stream until it is decided about; `sweep` removes it where nobody decides."""
    place_of = root / "incoming"
    temporary = place_of / secrets.token_hex(16)
    try:
        place_of.mkdir(mode=0o700, parents=True, exist_ok=True)
        blob = _write(temporary, chunks, most)
        temporary.rename(place_of / blob.sha256)
    except OSError as problem:
        raise NotStored("The storage is full or cannot be written; nothing was kept.") from problem
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()
    return blob


def open_aside(root: Path, sha256: str) -> BinaryIO:
    """A file that was set aside; FileNotFoundError when it was swept away."""
    if not _DIGEST.fullmatch(sha256):
        raise ValueError("a file set aside is named by its SHA-256 in hex")
    return (root / "incoming" / sha256).open("rb")


def sweep(root: Path, before: float) -> int:
    """Remove what was left on its way in by a process that was killed; how many files.

    `before` is a time in seconds since 1970: younger files may still be on their way.
    """
    gone = 0
    for path in (root / "incoming").glob("*"):
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                path.unlink()
                gone += 1
    return gone


def open_blob(root: Path, sha256: str) -> BinaryIO:
    """A stored file for reading; FileNotFoundError when there is none."""
    return place(root, sha256).open("rb")


def is_whole(root: Path, sha256: str) -> bool:
    """Whether the stored bytes still have their digest."""
    digest = hashlib.sha256()
    with open_blob(root, sha256) as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest() == sha256
