"""The parent: starts the child, listens, keeps the time, turns every death into a sentence."""

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from tam.adapters.evaluation.job import ENTRY, Input, Progress, Result, RunLimits

Listener = Callable[[Progress], None]
SOURCE = str(Path(__file__).resolve().parents[3])
POLL_SECONDS = 0.5
LINE_LIMIT = 256 * 1024 * 1024
QUIET_DEATH = "The bundle could not be evaluated: the reader ended without a word. "
NEXT = "The bundle is kept as it was sent; support has been told to look at it."


class _Run:
    """One child and what it has said so far."""

    def __init__(self, job: dict[str, object]) -> None:
        self.last: Progress | None = None
        self.document: dict[str, object] | None = None
        self.rest = b""
        self.child = subprocess.Popen(
            [sys.executable, "-m", "tam.adapters.evaluation.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={"PYTHONPATH": SOURCE, "PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"},
            start_new_session=True,
        )
        assert self.child.stdin is not None  # noqa: S101 - asked for above
        with contextlib.suppress(BrokenPipeError):
            self.child.stdin.write(json.dumps(job).encode())
        self.child.stdin.close()

    def hear(self, data: bytes, listener: Listener | None) -> None:
        """Take in what the child said."""
        *lines, self.rest = (self.rest + data).split(b"\n")
        for line in lines:
            words = json.loads(line)
            if "document" in words:
                self.document = words["document"]
                continue
            self.last = Progress(
                words["bundle"], words["ordinal"], words["path"], words["read"], words["total"]
            )
            if listener is not None:
                listener(self.last)

    def listen(self, until: float, listener: Listener | None) -> bool:
        """Hear the child to its end; False when its time ran out first."""
        out, err = self.child.stdout, self.child.stderr
        assert out is not None  # noqa: S101 - asked for above
        assert err is not None  # noqa: S101
        with selectors.DefaultSelector() as ears:
            ears.register(out, selectors.EVENT_READ, data=True)
            ears.register(err, selectors.EVENT_READ, data=False)
            while ears.get_map():
                if time.monotonic() > until or len(self.rest) > LINE_LIMIT:
                    return False
                for key, _ in ears.select(POLL_SECONDS):
                    data = os.read(key.fd, 1 << 16)
                    if not data:
                        ears.unregister(key.fileobj)
                    elif key.data:
                        self.hear(data, listener)
        self.child.wait()
        return True

    def end(self) -> None:
        """Make sure that nothing of it is left."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()
        for pipe in (self.child.stdout, self.child.stderr):
            if pipe is not None:
                pipe.close()


def evaluate(
    inputs: Sequence[Input],
    *,
    limits: RunLimits | None = None,
    on_progress: Listener | None = None,
    entry: str = ENTRY,
) -> Result:
    """Review bundles in a child process; a member that kills it is set aside, the rest read.

    Never raises for what lies in the bundles. `entry` names the review as `module:function`.
    """
    bounds = limits or RunLimits()
    total = sum(one.path.stat().st_size for one in inputs if one.path.exists())
    skip: list[list[int]] = []
    until = time.monotonic() + bounds.wall_seconds
    for death in range(bounds.deaths + 1):
        job: dict[str, object] = {
            "entry": entry,
            "inputs": [[str(one.path), one.name] for one in inputs],
            "limits": asdict(bounds),
            "skip": skip,
            "total": total,
        }
        run = _Run(job)
        try:
            in_time = run.listen(until, on_progress)
        finally:
            run.end()
        if run.document is not None:
            return Result(run.document, deaths=death)
        if not in_time:
            return Result(None, _too_slow(bounds), deaths=death + 1)
        place = [run.last.bundle, run.last.ordinal] if run.last else None
        if place is None or place in skip:
            return Result(None, QUIET_DEATH + NEXT, deaths=death + 1)
        skip.append(place)
    return Result(None, QUIET_DEATH + NEXT, deaths=bounds.deaths + 1)


def _too_slow(limits: RunLimits) -> str:
    return (
        f"The bundle could not be evaluated within {limits.wall_seconds // 60} minutes. {NEXT} "
        "Smaller bundles are read in parts."
    )
