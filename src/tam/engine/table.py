"""Every manager of the engine, in the order in which a round runs them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tam.engine.managers import evaluation, monitoring, notices, planning, sweeping


@dataclass(frozen=True)
class Manager:
    """One background task: idempotent, claimed by conditional update, due every so many seconds."""

    name: str
    run: Callable[[datetime], int]
    every_seconds: int


MANAGERS = (
    Manager("monitoring", monitoring.run, 60),
    Manager("planning", planning.run, 5),
    Manager("evaluation", evaluation.run, 1),
    Manager("notices", notices.run, 2),
    Manager("sweeping", sweeping.run, 3600),
)
