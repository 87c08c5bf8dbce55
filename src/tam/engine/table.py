"""Every manager of the engine, in the order in which a round runs them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tam.apps.journal import selectors as journal
from tam.engine.managers import (
    chasing,
    evaluation,
    expiry,
    measuring,
    monitoring,
    notices,
    planning,
    sweeping,
    watching,
)


@dataclass(frozen=True)
class Manager:
    """One background task: idempotent, claimed by conditional update, due every so many seconds.

    Managers of one lane run one after the other; lanes run beside each other, so that a large
    bundle or a slow mail server holds up nobody else. One with a `mark` runs only when that
    differs from its last good run's: it looks at everything, and has nothing to do meanwhile.
    """

    name: str
    run: Callable[[datetime], int]
    every_seconds: int
    lane: str = "ledger"
    mark: Callable[[datetime], object] | None = None


def written(now: datetime) -> object:
    """Differs when anything was written since, as the journal has every write, or a day began."""
    return journal.newest(), now.date()


MANAGERS = (
    Manager("monitoring", monitoring.run, 60),
    Manager("planning", planning.run, 5, mark=written),
    Manager("evaluation", evaluation.run, 1, "reading"),
    Manager("expiry", expiry.run, 3600),
    Manager("notices", notices.run, 2, "mail"),
    Manager("measuring", measuring.run, 3600),
    Manager("watching", watching.run, 30),
    Manager("chasing", chasing.run, 600),
    Manager("sweeping", sweeping.run, 3600),
)
