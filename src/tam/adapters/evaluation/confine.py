"""What a process gives up: memory, time, files, the network, a life without its parent."""

import contextlib
import ctypes
import os
import resource
import signal
import time

CLONE_NEWUSER, CLONE_NEWNET, PR_SET_PDEATHSIG = 0x10000000, 0x40000000, 1
READING_SHARE, MEMBER_SHARE, STUCK_SHARE = 0.7, 0.35, 0.5


def _bound(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    most = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (most, most))


def confine(*, memory_bytes: int, file_bytes: int, files: int, cpu_seconds: float) -> None:
    """Set the bounds, which only a new process could lift; the network goes where that works."""
    _bound(resource.RLIMIT_AS, memory_bytes)
    _bound(resource.RLIMIT_FSIZE, file_bytes)
    _bound(resource.RLIMIT_NOFILE, files)
    _bound(resource.RLIMIT_CORE, 0)
    _bound(resource.RLIMIT_CPU, int(cpu_seconds) + 2)
    with contextlib.suppress(OSError, AttributeError):
        system = ctypes.CDLL(None)
        system.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        # Whoever may leave the network alone keeps the right to read its files; others must take
        # a user namespace with it, in which they may read what they own.
        if system.unshare(CLONE_NEWNET) != 0:
            system.unshare(CLONE_NEWUSER | CLONE_NEWNET)


class Clock:
    """One clock for CPU and wall: whichever of the two is scarcer drives it, in seconds of CPU."""

    def __init__(self, cpu_seconds: float, wall_seconds: float) -> None:
        """Begin now with this much of both left."""
        self.cpu_seconds = cpu_seconds
        self._rate = cpu_seconds / max(wall_seconds, 0.001)
        self._began = time.monotonic()

    def spent(self) -> float:
        """Seconds used so far."""
        return max(time.process_time(), (time.monotonic() - self._began) * self._rate)

    def share(self, bundles: int) -> float:
        """How long one of so many bundles may be read."""
        left = self.cpu_seconds * READING_SHARE - self.spent()
        return max(0.0, left / max(1, bundles))

    def watch_member(self) -> None:
        """A member at which the code is stuck ends the process; its parent sets it aside."""
        signal.setitimer(signal.ITIMER_PROF, self.cpu_seconds * STUCK_SHARE)

    def watch_none(self) -> None:
        """Only the end of all time ends the process."""
        signal.setitimer(signal.ITIMER_PROF, 0)


def own_voice() -> int:
    """A private copy of standard output, which from now on leads to standard error.

    What some library prints can then never be taken for a word of ours.
    """
    voice = os.dup(1)
    os.dup2(2, 1)
    return voice
