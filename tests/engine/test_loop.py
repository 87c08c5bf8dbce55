"""The loop: every manager guarded, every run recorded."""

import threading

import pytest

from tam.apps.journal.models import EngineRun
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


@pytest.mark.django_db
def test_the_moment_is_given_to_the_manager():
    seen = []
    run_guarded(Manager("m", lambda now: seen.append(now) or 0, 1), "the moment")
    assert seen == ["the moment"]
