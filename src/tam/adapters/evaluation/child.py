"""The child: reads its job from fd 0, sets its own limits, writes JSON lines to fd 1, and ends."""

import contextlib
import ctypes
import hashlib
import importlib
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from typing import BinaryIO, cast

from tam.adapters.archives import leaves
from tam.adapters.archives.part import rejected
from tam.domain.logreview.bundles import Bundle
from tam.domain.logreview.leaves import Leaf

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
CHUNK = 1024 * 1024
SAY_EVERY_SECONDS = 0.2
BROKE = "Reading this member broke the reader, so it was set aside; the others were read."


def confine(limits: dict[str, int]) -> None:
    """No more memory, time, files or core than given; no network where the system allows that."""
    bounds = (
        (resource.RLIMIT_AS, limits["memory_bytes"]),
        (resource.RLIMIT_CPU, limits["cpu_seconds"]),
        (resource.RLIMIT_NOFILE, limits["files"]),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, value in bounds:
        _, hard = resource.getrlimit(kind)
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (most, most))
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).unshare(CLONE_NEWUSER | CLONE_NEWNET)


class Voice:
    """Says where the child is, not more often than people can read; every member is said once."""

    def __init__(self, out: BinaryIO, total: int) -> None:
        self.out = out
        self.total = total
        self.before = 0
        self.last = 0.0

    def say(self, **words: object) -> None:
        """One line."""
        self.out.write(json.dumps(words).encode() + b"\n")
        self.out.flush()

    def at(self, bundle: int, leaf: Leaf, packed: int) -> None:
        """Where the child is now."""
        self.say(
            bundle=bundle,
            ordinal=leaf.ordinal,
            path=leaf.path,
            read=self.before + packed,
            total=self.total,
        )


def spoken(
    file: BinaryIO, index: int, name: str, voice: Voice, skip: set[tuple[int, int]]
) -> Iterator[Leaf]:
    """The leaves of one bundle, each said before it is read; those to skip come out rejected."""
    for leaf in leaves(file, name):
        voice.at(index, leaf, file.tell())
        if (index, leaf.ordinal) in skip:
            yield rejected(leaf.path, leaf.ordinal, BROKE)
        else:
            yield Leaf(leaf.path, leaf.ordinal, _ticking(leaf, index, voice, file), leaf.end)


def _ticking(leaf: Leaf, index: int, voice: Voice, file: BinaryIO) -> Iterator[bytes]:
    for block in leaf.blocks:
        now = time.monotonic()
        if now - voice.last >= SAY_EVERY_SECONDS:
            voice.last = now
            voice.at(index, leaf, file.tell())
        yield block


def digest(file: BinaryIO) -> str:
    """The SHA-256 of a file's bytes; it is left at its start."""
    found = hashlib.sha256()
    while chunk := file.read(CHUNK):
        found.update(chunk)
    file.seek(0)
    return found.hexdigest()


def bundles(job: dict[str, object], voice: Voice) -> Iterator[Bundle]:
    """The bundles of the job, opened one after another."""
    skip = {(bundle, ordinal) for bundle, ordinal in cast("list[list[int]]", job["skip"])}
    inputs = cast("list[list[str]]", job["inputs"])
    for index, (path, name) in enumerate(inputs):
        try:
            size = os.stat(path).st_size
            with open(path, "rb") as file:
                found = digest(file)
                yield Bundle(name, found, size, spoken(file, index, name, voice, skip))
        except OSError as problem:
            reason = f"The file cannot be opened: {problem.strerror or problem}."
            yield Bundle(name, "", 0, iter(()), refusal=reason)
            continue
        voice.before += size


def main() -> int:
    """Carry out one job; the last line is the document."""
    job = json.loads(sys.stdin.buffer.read())
    module, _, function = str(job["entry"]).partition(":")
    review = cast(
        "Callable[[Iterator[Bundle]], object]", getattr(importlib.import_module(module), function)
    )
    confine(job["limits"])
    voice = Voice(sys.stdout.buffer, int(job["total"]))
    document = review(bundles(job, voice))
    voice.say(document=document)
    return 0


if __name__ == "__main__":
    sys.exit(main())
