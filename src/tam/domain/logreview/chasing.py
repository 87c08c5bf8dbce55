"""When the customer is asked for the logs of a month that nobody has sent yet (TAM-07, A19)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

FIRST = timedelta(days=7)  # own: early enough to export a log and still have it counted
AGAIN = timedelta(days=2)  # own: the last reminder before the period ends


class Ask(Enum):
    """The two times a customer is asked within one period."""

    FIRST = "first"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Awaited:
    """A period without any log so far: its first and last day."""

    opens_on: date
    by: date


def due(awaited: Awaited, today: date) -> Ask | None:
    """What is to be asked on a day: first a week before the end, again two days before it.

    Nothing before the period begins and nothing after it ended: then the gap is reported.
    """
    if not awaited.opens_on <= today <= awaited.by:
        return None
    if today > awaited.by - AGAIN:
        return Ask.REMINDER
    return Ask.FIRST if today >= awaited.by - FIRST else None


def cause_of(obligation: int, ask: Ask) -> str:
    """The cause of a message that asks for a period: the same for ever, so it goes out once."""
    return f"awaited:{obligation}/{ask.value}"
