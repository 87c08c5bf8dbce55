"""The child that reads the lines around one line of a bundle, within limits, and ends."""

import json
import os
import sys
from itertools import chain

from tam.adapters.archives import Budget, Limits, leaves
from tam.adapters.evaluation.confine import confine, own_voice
from tam.domain.logreview.leaves import Leaf
from tam.domain.logreview.text.lines import cut, decode, sniff
from tam.domain.logreview.text.spots import plain

MOST_CHARS = 400
HEAD = 64 * 1024


def lines_of(leaf: Leaf, line: int, around: int) -> list[tuple[int, str]]:
    """So many lines before and after one line of a member, each with its number."""
    head = next(leaf.blocks, b"")
    kept: list[tuple[int, str]] = []
    number = 0
    for batch in cut(chain([head], leaf.blocks), sniff(head[:HEAD])):
        if number + len(batch) >= line - around:
            for place, one in enumerate(batch, start=number + 1):
                if abs(place - line) <= around:
                    kept.append((place, plain(decode(one))[:MOST_CHARS]))
        number += len(batch)
        if number > line + around:
            break
    return kept


def main() -> int:
    """Read one job from standard input, write its lines to standard output."""
    job = json.loads(sys.stdin.buffer.read())
    confine(memory_bytes=job["memory"], file_bytes=job["memory"], files=64, cpu_seconds=job["cpu"])
    found: list[tuple[int, str]] = []
    with os.fdopen(own_voice(), "wb") as out, open(job["path"], "rb") as file:
        budget = Budget(Limits(cpu_seconds=job["cpu"]), os.fstat(file.fileno()).st_size)
        for leaf in leaves(file, job["name"], budget=budget):
            if leaf.path == job["member"]:
                found = lines_of(leaf, job["line"], job["around"])
                break
            for _ in leaf.blocks:
                pass
        out.write(json.dumps(found).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
