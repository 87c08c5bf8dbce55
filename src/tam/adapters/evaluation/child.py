"""The child: reads its job from fd 0, sets its own limits, writes JSON lines to fd 1, and ends."""

import hashlib
import importlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import GeneratorType
from typing import BinaryIO, cast

from tam.adapters.archives import Budget, Limits, leaves
from tam.adapters.archives.part import rejected
from tam.adapters.evaluation.confine import MEMBER_SHARE, Clock, confine, own_voice
from tam.domain.logreview.bundles import Bundle
from tam.domain.logreview.leaves import Leaf

SAY_EVERY_SECONDS = 0.2


class Voice:
    """Says where the child is, not more often than people can read; every member is said once."""

    def __init__(self, out: BinaryIO, total: int) -> None:
        """Speak to this file; `total` are the bytes of all bundles."""
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
        self.last = time.monotonic()
        self.say(
            bundle=bundle,
            ordinal=leaf.ordinal,
            path=leaf.path,
            read=self.before + packed,
            total=self.total,
        )

    def ticking(self, bundle: int, leaf: Leaf, file: BinaryIO) -> Iterator[bytes]:
        """The blocks of a leaf; now and then it is said how far the file is read."""
        for block in leaf.blocks:
            if time.monotonic() - self.last >= SAY_EVERY_SECONDS:
                self.at(bundle, leaf, file.tell())
            yield block


@dataclass(frozen=True, slots=True)
class Job:
    """What to read, what to set aside, and with how much time."""

    inputs: list[tuple[str, str]]
    aside: dict[tuple[int, int], str]
    refused: dict[int, str]
    clock: Clock


def _spoken(file: BinaryIO, index: int, job: Job, voice: Voice) -> Iterator[Leaf]:
    """The leaves of one bundle, each said before it is read; those set aside come out rejected."""
    most = job.clock.share(len(job.inputs) - index)
    limits = Limits(cpu_seconds=most, member_seconds=job.clock.cpu_seconds * MEMBER_SHARE)
    budget = Budget(limits, os.fstat(file.fileno()).st_size, job.clock.spent)
    for leaf in leaves(file, job.inputs[index][1], budget=budget):
        voice.at(index, leaf, file.tell())
        why = job.aside.get((index, leaf.ordinal))
        if why is None:
            job.clock.watch_member()
            ticking = voice.ticking(index, leaf, file)
            yield Leaf(leaf.path, leaf.ordinal, ticking, leaf.end)
            continue
        if isinstance(leaf.blocks, GeneratorType):
            leaf.blocks.close()  # not even to be skipped is it read again
        yield rejected(leaf.path, leaf.ordinal, why)


def bundles(job: Job, voice: Voice) -> Iterator[Bundle]:
    """The bundles of the job, opened one after another."""
    for index, (path, name) in enumerate(job.inputs):
        size = 0
        try:
            with open(path, "rb") as file:
                size = os.fstat(file.fileno()).st_size
                found = hashlib.file_digest(file, "sha256").hexdigest()
                file.seek(0)
                refusal = job.refused.get(index)
                inside = iter(()) if refusal else _spoken(file, index, job, voice)
                yield Bundle(name, found, size, inside, refusal)
        except OSError as problem:
            reason = f"The file cannot be opened: {problem.strerror or problem}."
            yield Bundle(name, "", 0, iter(()), refusal=reason)
        voice.before += size
    job.clock.watch_none()
    voice.say(judging=True)


def main() -> int:
    """Carry out one job; the last line is the document."""
    words = json.loads(sys.stdin.buffer.read())
    module, _, function = str(words["entry"]).partition(":")
    review = cast(
        "Callable[[Iterator[Bundle]], object]", getattr(importlib.import_module(module), function)
    )
    confine(**words["limits"])
    job = Job(
        inputs=[(path, name) for path, name in words["inputs"]],
        aside={(bundle, ordinal): why for bundle, ordinal, why in words["aside"]},
        refused=dict(words["refused"]),
        clock=Clock(words["limits"]["cpu_seconds"], words["wall_seconds"]),
    )
    with os.fdopen(own_voice(), "wb") as out:
        voice = Voice(out, int(words["total"]))
        document = review(bundles(job, voice))
        voice.say(document=document)
    return 0


if __name__ == "__main__":
    sys.exit(main())
