"""The loop: every manager guarded, every run recorded."""

import threading
from datetime import timedelta

import pytest

from tam.apps.journal.models import EngineRun
from tam.engine import loop
from tam.engine.loop import Memory, round_of, run_forever, run_guarded
from tam.engine.managers import planning
from tam.engine.table import Manager, written


def test_a_failing_manager_is_recorded_and_stops_nobody(db):
    def fail(now):
        raise RuntimeError("the store is full")

    managers = (Manager("bad", fail, 60), Manager("good", lambda now: 2, 60))
    assert round_of(managers, Memory()) == 2
    runs = {run.manager: run for run in EngineRun.objects.all()}
    assert runs["bad"].error == "RuntimeError: the store is full"
    assert (runs["good"].handled, runs["good"].error) == (2, "")


def test_a_manager_runs_again_only_when_it_is_due(db):
    calls = []
    manager = Manager("planning", lambda now: calls.append(now) or 0, 3600)
    memory = Memory()
    round_of((manager,), memory)
    round_of((manager,), memory)
    assert len(calls) == 1


def test_a_manager_with_a_mark_runs_only_when_something_was_written(db):
    calls, marks = [], iter([1, 1, 2, 2, 2])

    def work(now):
        calls.append(now)
        if len(calls) == 2:
            raise RuntimeError("not this time")
        return 0

    manager = Manager("planning", work, 0, mark=lambda now: next(marks))
    memory = Memory()
    for expected in (1, 1, 2, 3, 3):  # a run that failed is made again under the same mark
        round_of((manager,), memory)
        assert len(calls) == expected


def test_without_its_mark_a_manager_runs(db):
    calls = []
    broken = Manager("planning", lambda now: calls.append(now) or 0, 0, mark=lambda now: 1 / 0)
    memory = Memory()
    round_of((broken,), memory)
    round_of((broken,), memory)
    assert len(calls) == 2


def test_a_mark_changes_with_every_entry_of_the_journal_and_with_the_day(house):
    before = written(house.now)
    assert written(house.now) == before
    assert written(house.now + timedelta(days=1)) != before
    planning.run(house.now)
    assert written(house.now) != before


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
    monkeypatch.setattr(loop, "round_of", lambda known, memory: 1 / 0)
    stop = threading.Event()
    with pytest.raises(ZeroDivisionError):
        run_forever((Manager("a", lambda now: 0, 1),), stop)
    assert stop.is_set()


@pytest.mark.django_db
def test_the_moment_is_given_to_the_manager():
    seen = []
    run_guarded(Manager("m", lambda now: seen.append(now) or 0, 1), "the moment")
    assert seen == ["the moment"]
