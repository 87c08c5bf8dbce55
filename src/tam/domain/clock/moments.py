"""Moments as whole microseconds since 1970, so that nothing is ever rounded.

Covered time opens and closes at whole seconds; a moment between two seconds keeps its fraction in
every answer.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tam.domain.clock.errors import BadAmount, NaiveMoment, OutOfRange

MICRO = 1_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ONE = timedelta(microseconds=1)


def micros(at: datetime) -> int:
    """Microseconds since 1970; a naive moment is refused."""
    if at.tzinfo is None or at.utcoffset() is None:
        raise NaiveMoment(f"{at.isoformat()} has no offset; a moment needs its zone.")
    return (at - EPOCH) // ONE


def length(amount: timedelta) -> int:
    """An allowance in microseconds; a negative one is refused."""
    micro = amount // ONE
    if micro < 0:
        raise BadAmount("An allowance is not negative.")
    return micro


def moment(micro: int, zone: ZoneInfo) -> datetime:
    """The moment on the wall clock of a zone; one that no year can show is an error."""
    try:
        return (EPOCH + timedelta(microseconds=micro)).astimezone(zone)
    except OverflowError:
        raise OutOfRange("The moment lies outside the years 1 to 9999.") from None
