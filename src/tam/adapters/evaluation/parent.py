"""The parent: starts the child, listens, keeps the time, turns every death into a sentence."""

import contextlib
import json
import os
import resource
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tam.adapters.evaluation.job import ENTRY, Input, Progress, Result, RunLimits

Listener = Callable[[Progress], None]
SOURCE = str(Path(__file__).resolve().parents[3])
POLL_SECONDS, GOODBYE_SECONDS = 0.5, 5.0
SHORTEST_TRY_SECONDS = 0.5
LEAN = {"OPENBLAS_NUM_THREADS": "1"}  # each thread would take memory that the child may not have
LINE_LIMIT = 256 * 1024 * 1024
LAST_WORDS = 4_096
QUIET_DEATH = "The bundle could not be evaluated: the reader ended without a word. "
NEXT = "The bundle is kept as it was sent; tell the operator."
BROKE = (
    "Reading this member broke the reader, so it was set aside; the others were read. It is kept "
    "with the bundle."
)
STUCK = (
    "Reading this member takes too long, so it was set aside; the others were read. Send it by "
    "itself, in parts."
)
HUNGRY = (
    "Reading this member needs more memory than it may have, so it was set aside; the others were "
    "read. Send it by itself, in parts."
)
HOPELESS = (
    "The bundle breaks the reader again and again, so it was set aside; it is kept as it was sent. "
    "Tell the operator."
)


class _Run:
    """One child and what it has said so far."""

    def __init__(self, job: dict[str, object]) -> None:
        self.last: Progress | None = None
        self.judging = False
        self.document: dict[str, object] | None = None
        self.words = b""
        self._held: list[bytes] = []
        self._size = 0
        self.child = subprocess.Popen(
            [sys.executable, "-m", "tam.adapters.evaluation.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            env={
                "PYTHONPATH": SOURCE,
                "PATH": os.environ.get("PATH", ""),
                "LANG": "C.UTF-8",
                **LEAN,
            },
            start_new_session=True,
        )
        assert self.child.stdin is not None  # noqa: S101 - asked for above
        with contextlib.suppress(BrokenPipeError), self.child.stdin as stdin:
            stdin.write(json.dumps(job).encode())

    def hear(self, data: bytes, listener: Listener | None) -> None:
        """Take in what the child said."""
        self._held.append(data)
        self._size += len(data)
        if b"\n" not in data:
            return
        *lines, rest = b"".join(self._held).split(b"\n")
        self._held, self._size = [rest], len(rest)
        for line in lines:
            words = json.loads(line)
            if "document" in words:
                self.document = words["document"]
            elif "judging" in words:
                self.judging = True
            else:
                self.last = Progress(
                    words["bundle"], words["ordinal"], words["path"], words["read"], words["total"]
                )
                if listener is not None:
                    listener(self.last)

    def listen(self, until: float, listener: Listener | None) -> bool:
        """Hear the child to its end; False when its time ran out first."""
        out, err = self.child.stdout, self.child.stderr
        assert out is not None  # noqa: S101 - asked for above
        assert err is not None  # noqa: S101 - asked for above
        with selectors.DefaultSelector() as ears:
            ears.register(out, selectors.EVENT_READ, data=True)
            ears.register(err, selectors.EVENT_READ, data=False)
            while ears.get_map():
                if time.monotonic() > until or self._size > LINE_LIMIT:
                    return False
                for key, _ in ears.select(POLL_SECONDS):
                    data = os.read(key.fd, 1 << 18)
                    if not data:
                        ears.unregister(key.fileobj)
                    elif key.data:
                        self.hear(data, listener)
                    else:
                        self.words = (self.words + data)[-LAST_WORDS:]
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.child.wait(GOODBYE_SECONDS)
        return True

    def end(self) -> None:
        """Make sure that nothing of it is left."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()
        for pipe in (self.child.stdout, self.child.stderr):
            if pipe is not None:
                pipe.close()

    def why(self) -> str:
        """What to say of the member at which it died."""
        if self.child.returncode in {-signal.SIGPROF, -signal.SIGXCPU}:
            return STUCK
        return HUNGRY if b"MemoryError" in self.words else BROKE


class _Evaluation:
    """All tries at some bundles, and what they share: time, and what was set aside."""

    def __init__(self, inputs: Sequence[Input], limits: RunLimits, entry: str) -> None:
        self.inputs = inputs
        self.limits = limits
        self.entry = entry
        self.aside: dict[tuple[int, int], str] = {}
        self.refused: dict[int, str] = {}
        self.traces: list[str] = []
        self.until = time.monotonic() + limits.wall_seconds
        self.cpu_left = limits.cpu_seconds * max(1, len(inputs))

    def job(self) -> dict[str, object]:
        """What to tell the next child."""
        limits = self.limits
        return {
            "entry": self.entry,
            "inputs": [[str(one.path), one.name] for one in self.inputs],
            "aside": [[*place, why] for place, why in self.aside.items()],
            "refused": list(self.refused.items()),
            "total": sum(one.path.stat().st_size for one in self.inputs if one.path.exists()),
            "wall_seconds": self.until - time.monotonic(),
            "limits": {
                "memory_bytes": limits.memory_bytes,
                "file_bytes": limits.file_bytes,
                "files": limits.files,
                "cpu_seconds": self.cpu_left,
            },
        }

    def attempt(self, listener: Listener | None) -> Result | None:
        """One try; None when another one may do better."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run = _Run(self.job())
        try:
            in_time = run.listen(self.until, listener)
        finally:
            run.end()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu_left -= after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        if run.document is not None:
            return Result(run.document, "", len(self.traces), tuple(self.traces))
        self.traces.append(run.words.decode("utf-8", "replace"))
        if not in_time:
            return self.given_up(_too_slow(self.limits))
        if not self._learnt(run) or len(self.traces) > self.limits.deaths:
            return self.given_up(QUIET_DEATH + NEXT)
        if self.cpu_left < SHORTEST_TRY_SECONDS:
            return self.given_up(_too_slow(self.limits))
        return None

    def given_up(self, sentence: str) -> Result:
        """No document, and why."""
        return Result(None, sentence, len(self.traces), tuple(self.traces))

    def _learnt(self, run: _Run) -> bool:
        """Set aside the member at which the child died, or its bundle if that did not help."""
        if run.last is None or run.judging:
            return False
        place = (run.last.bundle, run.last.ordinal)
        if place not in self.aside:
            self.aside[place] = run.why()
        elif place[0] not in self.refused:
            self.refused[place[0]] = HOPELESS
        else:
            return False
        return True


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
    evaluation = _Evaluation(inputs, limits or RunLimits(), entry)
    while True:
        result = evaluation.attempt(on_progress)
        if result is not None:
            return result


def _too_slow(limits: RunLimits) -> str:
    return (
        f"The bundle could not be evaluated within {limits.cpu_seconds:.0f} seconds of work or "
        f"{limits.wall_seconds / 60:.0f} minutes in all. {NEXT} Smaller bundles are read in parts."
    )
