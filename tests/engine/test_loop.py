"""The loop: every manager guarded, every run recorded."""

import threading

import pytest

from tam.apps.journal.models import EngineRun
from tam.engine import loop
from tam.engine.loop import round_of, run_forever, run_guarded
from tam.engine.table import Manager


def test_a_failing_manager_is_recorded_and_stops_nobody(db):
    def fail(now):
        raise RuntimeError("the store is full")

    last: dict[str, float] = {}
    managers = (Manager("bad", fail, 60), Manager("good", lambda now: 2, 60))
    assert round_of(managers, last) == 2
    runs = {run.manager: run for run in EngineRun.objects.all()}
    assert runs["bad"].error == "RuntimeError: the store is full"
    assert (runs["good"].handled, runs["good"].error) == (2, "")


def test_a_manager_runs_again_only_when_it_is_due(db):
    calls = []
    manager = Manager("planning", lambda now: calls.append(now) or 0, 3600)
    last: dict[str, float] = {}
    round_of((manager,), last)
    round_of((manager,), last)
    assert len(calls) == 1


def test_the_loop_ends_when_told(db):
    stop = threading.Event()

    def once(now):
        stop.set()
        return 0

    run_forever((Manager("last", once, 0),), stop)
    assert stop.is_set()


def test_a_lane_that_is_busy_holds_up_no_other(db, monkeypatch):
    monkeypatch.setattr(loop.journal, "record_run", lambda **said: None)
    stop, read, sent = threading.Event(), threading.Event(), threading.Event()

    def reading(now):
        read.set()
        sent.wait(20)
        stop.set()
        return 1

    def mail(now):
        if read.is_set() and not stop.is_set():  # the bundle is still being read
            sent.set()
        return 0

    managers = (Manager("evaluation", reading, 1, "reading"), Manager("notices", mail, 0, "mail"))
    run_forever(managers, stop)
    assert sent.is_set()


def test_a_lane_closes_the_connections_of_its_thread(db, monkeypatch):
    monkeypatch.setattr(loop.journal, "record_run", lambda **said: None)
    closed = []
    monkeypatch.setattr(
        loop.connections, "close_all", lambda: closed.append(threading.current_thread().name)
    )
    stop = threading.Event()

    def end(now):
        stop.set()
        return 0

    run_forever((Manager("a", end, 1), Manager("b", end, 1, "beside")), stop)
    assert len(closed) == 1
    assert closed[0] != threading.main_thread().name


def test_a_lane_that_breaks_ends_the_whole_engine(db, monkeypatch):
    monkeypatch.setattr(loop.journal, "record_run", lambda **said: None)
    monkeypatch.setattr(loop, "round_of", lambda known, last: 1 / 0)
    stop = threading.Event()
    with pytest.raises(ZeroDivisionError):
        run_forever((Manager("a", lambda now: 0, 1),), stop)
    assert stop.is_set()


@pytest.mark.django_db
def test_the_moment_is_given_to_the_manager():
    seen = []
    run_guarded(Manager("m", lambda now: seen.append(now) or 0, 1), "the moment")
    assert seen == ["the moment"]
