"""`tam engine`: the background managers, until told to stop."""

import argparse
import signal
import threading

from tam.engine.loop import run_forever
from tam.engine.table import MANAGERS


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `tam engine`: none."""


def run(_args: argparse.Namespace) -> int:
    """Exit code 0 when stopped by SIGTERM or Ctrl-C; a round under way is finished first."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    run_forever(MANAGERS, stop)
    return 0
