"""`tam engine`: managers until told to stop."""

import argparse
import os
import signal

from tam.cli import engine
from tam.engine.table import Manager


def test_it_runs_until_told_to_stop(db, monkeypatch):
    def stop(now):
        os.kill(os.getpid(), signal.SIGTERM)
        return 0

    monkeypatch.setattr(engine, "MANAGERS", (Manager("stop", stop, 0),))
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        assert engine.run(argparse.Namespace()) == 0
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
