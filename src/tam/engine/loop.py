"""The loop: reads the clock, runs what is due, keeps a record, survives every manager."""

import logging
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import close_old_connections, connections
from django.utils import timezone

from tam.apps.journal import services as journal
from tam.engine.table import Manager

log = logging.getLogger(__name__)

TICK_SECONDS = 0.5


def run_guarded(manager: Manager, now: datetime) -> int | None:
    """Run one manager once; its failure is recorded, gives None, and never stops the others."""
    began = time.monotonic()
    handled, error = 0, ""
    try:
        handled = manager.run(now)
    except Exception as problem:
        log.exception("manager %s failed", manager.name)
        error = f"{type(problem).__name__}: {problem}"
    took = time.monotonic() - began
    try:
        journal.record_run(
            manager=manager.name,
            started_at=now,
            ended_at=timezone.now(),
            handled=handled,
            error=error,
        )
    except Exception:
        log.exception("the run of %s could not be recorded (it took %.1f s)", manager.name, took)
    return None if error else handled


@dataclass
class Memory:
    """What a lane keeps between rounds: when each manager ran, and its mark at a good run."""

    ran: dict[str, float] = field(default_factory=dict)
    marks: dict[str, object] = field(default_factory=dict)


def _mark(manager: Manager, now: datetime) -> object:
    """The manager's mark; None, which lets it run, where it has none or none can be had."""
    try:
        return manager.mark(now) if manager.mark is not None else None
    except Exception:
        log.exception("the mark of %s could not be read", manager.name)
        return None


def round_of(managers: Iterable[Manager], memory: Memory) -> int:
    """Run what is due in this round, on the monotonic clock; how much was handled."""
    handled = 0
    for manager in managers:
        before = memory.ran.get(manager.name)
        if before is not None and time.monotonic() - before < manager.every_seconds:
            continue
        memory.ran[manager.name] = time.monotonic()
        now = timezone.now()
        mark = _mark(manager, now)
        if mark is not None and memory.marks.get(manager.name) == mark:
            continue
        done = run_guarded(manager, now)
        if done is None:
            memory.marks.pop(manager.name, None)
        else:
            memory.marks[manager.name] = mark
            handled += done
    return handled


def run_lane(managers: Iterable[Manager], stop: threading.Event) -> None:
    """Rounds until told to stop; a round that found work is followed by the next at once."""
    known, memory = tuple(managers), Memory()
    while not stop.is_set():
        close_old_connections()
        if round_of(known, memory) == 0:
            stop.wait(TICK_SECONDS)


def run_forever(managers: Iterable[Manager], stop: threading.Event) -> None:
    """Every lane until told to stop: the first one here, each other in a thread of its own."""
    lanes: dict[str, list[Manager]] = {}
    for manager in managers:
        lanes.setdefault(manager.lane, []).append(manager)
    here, *others = lanes.values()
    threads = [threading.Thread(target=_beside, args=(lane, stop)) for lane in others]
    for thread in threads:
        thread.start()
    try:
        run_lane(here, stop)
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _beside(managers: Iterable[Manager], stop: threading.Event) -> None:
    """A lane in a thread, which closes its connections; where it breaks, the whole engine ends."""
    try:
        run_lane(managers, stop)
    finally:
        stop.set()
        connections.close_all()
