"""Every manager of the engine, in the order in which a round runs them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

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
    bundle or a slow mail server holds up nobody else.
    """

    name: str
    run: Callable[[datetime], int]
    every_seconds: int
    lane: str = "ledger"


MANAGERS = (
    Manager("monitoring", monitoring.run, 60),
    Manager("planning", planning.run, 5),
    Manager("evaluation", evaluation.run, 1, "reading"),
    Manager("expiry", expiry.run, 3600),
    Manager("notices", notices.run, 2, "mail"),
    Manager("measuring", measuring.run, 3600),
    Manager("watching", watching.run, 30),
    Manager("chasing", chasing.run, 600),
    Manager("sweeping", sweeping.run, 3600),
)
