"""The log review beside inflating alone and beside Drain3, on one made-up bundle of 200 MB.

    build/bench/bin/python bench/logreview.py [MB]

Processor time of one core, the median of three runs. Exit code 1 where a ratio misses its goal.
"""

import io
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, process_time
from unittest import mock

from drain3 import TemplateMiner
from drain3.masking import MaskingInstruction
from drain3.template_miner_config import TemplateMinerConfig

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from tam.adapters.archives import leaves
from tam.adapters.evaluation.kernel import build
from tam.domain.logreview.bundles import Bundle
from tam.domain.logreview.members import kernel
from tam.domain.logreview.review import reviewed
from tam.sample.bundle import Of, make, write_busy

ROOT = Path(__file__).parents[1]
LIBRARY = Of("4B31C86E", "gamma-4", "TFinity", datetime(2026, 3, 4, 12, tzinfo=UTC), "UTC")
ROUNDS = 3
PEER_LINES = 20_000
MASKS = (
    (r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+", "TIME"),
    (r"\b(?:\d{1,3}\.){3}\d{1,3}\b", "IP"),
    (r"\b0x[0-9a-fA-F]+\b|\b[0-9a-f]{8}\b", "HEX"),
    (r"(?<![A-Za-z])[+-]?\d+(?:\.\d+)?", "NUM"),
)


def inflate(path):
    """Every member through zlib's streaming inflate, as fast as Python's own library goes."""
    total = 0
    with zipfile.ZipFile(path) as archive, path.open("rb") as file:
        for entry in archive.infolist():
            file.seek(entry.header_offset)
            head = file.read(30)
            file.seek(
                int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:], "little"), 1
            )
            machine, left = zlib.decompressobj(-15), entry.compress_size
            while left > 0:
                data = file.read(min(1 << 17, left))
                left -= len(data)
                while data:
                    total += len(machine.decompress(data, 1 << 20))
                    data = machine.unconsumed_tail
    return total


def evaluate(path):
    """The whole review: unpacked, hashed, read, judged, as the document that is kept."""
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        bundle = Bundle(path.name, "0" * 64, size, leaves(file, path.name))
        return reviewed([bundle])


def drain(lines):
    """Drain3 with generic masks over the same lines."""
    config = TemplateMinerConfig()
    config.masking_instructions = [MaskingInstruction(pattern, name) for pattern, name in MASKS]
    config.profiling_enabled = False
    miner = TemplateMiner(config=config)
    for line in lines:
        miner.add_log_message(line)
    return len(miner.drain.clusters)


def seconds(work, *args, rounds=ROUNDS):
    """Processor seconds, the median of some rounds."""
    took = []
    for _ in range(rounds):
        start = process_time()
        work(*args)
        took.append(process_time() - start)
    return statistics.median(took)


def sample_lines(path):
    """Lines of every large member, alternating, as a peer is fed with them."""
    found = []
    with zipfile.ZipFile(path) as archive:
        names = [one.filename for one in archive.infolist() if one.file_size > 1_000_000]
        for name in names:
            with archive.open(name) as member:
                text = io.TextIOWrapper(member, "utf-8")
                found.append([next(text).rstrip("\n") for _ in range(PEER_LINES // len(names))])
    return [line for group in zip(*found, strict=True) for line in group]


CHILD = """
import sys, resource
sys.path[:0] = [{src!r}, {bench!r}]
import logreview
from pathlib import Path
logreview.evaluate(Path({path!r}))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def start(path):
    """A review in a process of its own, which prints its peak of memory in MB."""
    text = CHILD.format(src=str(ROOT / "src"), bench=str(ROOT / "bench"), path=str(path))
    return subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-c", text], stdout=subprocess.PIPE, text=True
    )


def alone(path):
    """Wall seconds and peak memory of one process."""
    begin = perf_counter()
    peak = int(start(path).communicate()[0])
    return perf_counter() - begin, peak


def together(path):
    """Wall seconds of two processes at once."""
    begin = perf_counter()
    for one in [start(path), start(path)]:
        one.communicate()
    return perf_counter() - begin


class Table:
    """Rows, and whether every goal was met."""

    def __init__(self):
        self.missed = False

    def row(self, name, value, unit, goal=None, *, least=True):
        met = goal is None or (value >= goal if least else value <= goal)
        self.missed |= not met
        shown = "" if goal is None else f"   goal {'>=' if least else '<='} {goal:g}"
        print(f"{name:58}{value:10.2f} {unit:6}{shown}{'' if met else '   MISSED'}", flush=True)


def speeds(table, path, little):
    """The rows of one core."""
    total, small, lines = inflate(path), inflate(little), sample_lines(path)
    evaluate(path)  # everything is loaded and warm
    evaluate(little)
    plain, ours, fallback = seconds(inflate, path), seconds(evaluate, path), without_kernel(path)
    theirs = sum(len(line) + 1 for line in lines) / seconds(drain, lines)
    few = seconds(evaluate, little, rounds=25)
    print(f"{total:,} bytes unpacked, {path.stat().st_size:,} packed\n")
    table.row("zlib inflate alone", total / plain / 1e6, "MB/s")
    table.row("Drain3 0.9.11 with generic masks", theirs / 1e6, "MB/s")
    table.row("full evaluation", total / ours / 1e6, "MB/s", 250)
    table.row("full evaluation / inflating alone", plain / ours, "x", 0.5)
    table.row("full evaluation / Drain3", total / ours / theirs, "x", 35)
    table.row("the same without the kernel", total / fallback / 1e6, "MB/s")
    table.row("without the kernel / Drain3", total / fallback / theirs, "x", 20)
    table.row(f"a bundle of {small // 1000} KB, after start-up", few * 1e3, "ms", 5, least=False)


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    print(build(shutil.which("cc")))
    table = Table()
    with tempfile.TemporaryDirectory() as folder:
        path, little = Path(folder) / "busy.zip", Path(folder) / "little.zip"
        write_busy(path, LIBRARY, size * 1_000_000)
        little.write_bytes(make(LIBRARY))
        speeds(table, path, little)
        one, peak = alone(path)
        table.row("peak memory of a process", peak, "MB", 200, least=False)
        table.row("two processes / one, by the clock", 2 * one / together(path), "x", 1.8)
    return int(table.missed)


def without_kernel(path):
    """The time of a review in Python alone."""
    with mock.patch.object(kernel, "library", return_value=None):
        return seconds(evaluate, path)


if __name__ == "__main__":
    sys.exit(main())
