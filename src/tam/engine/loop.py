"""The loop: reads the clock, runs what is due, keeps a record, survives every manager."""

import logging
import threading
import time
from collections.abc import Iterable
from datetime import datetime

from django.db import close_old_connections, connections
from django.utils import timezone

from tam.apps.journal import services as journal
from tam.engine.table import Manager

log = logging.getLogger(__name__)

TICK_SECONDS = 0.5


def run_guarded(manager: Manager, now: datetime) -> int:
    """Run one manager once; its failure is recorded and never stops the others."""
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
    return handled


def round_of(managers: Iterable[Manager], last: dict[str, float]) -> int:
    """Run what is due in this round; `last` keeps when each ran, on the monotonic clock."""
    handled = 0
    for manager in managers:
        due = last.get(manager.name)
        if due is None or time.monotonic() - due >= manager.every_seconds:
            last[manager.name] = time.monotonic()
            handled += run_guarded(manager, timezone.now())
    return handled


def run_lane(managers: Iterable[Manager], stop: threading.Event) -> None:
    """Rounds until told to stop; a round that found work is followed by the next at once."""
    known = tuple(managers)
    last: dict[str, float] = {}
    while not stop.is_set():
        close_old_connections()
        if round_of(known, last) == 0:
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
