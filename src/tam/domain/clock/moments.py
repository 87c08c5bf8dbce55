"""Moments as whole microseconds since 1970, so that nothing is ever rounded.

Covered time opens and closes at whole seconds; a moment between two seconds keeps its fraction in
every answer.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tam.domain.clock.errors import BadAmount, NaiveMoment, OutOfRange

MICRO = 1_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = 86_400


def micros(at: datetime) -> int:
    """Microseconds since 1970; a naive moment is refused."""
    try:
        since = at - EPOCH
    except TypeError:
        raise NaiveMoment(f"{at.isoformat()} has no offset; a moment needs its zone.") from None
    return (since.days * DAY + since.seconds) * MICRO + since.microseconds


def length(amount: timedelta) -> int:
    """An allowance in microseconds; a negative one is refused."""
    micro = (amount.days * DAY + amount.seconds) * MICRO + amount.microseconds
    if micro < 0:
        raise BadAmount("An allowance is not negative.")
    return micro


def moment(micro: int, zone: ZoneInfo) -> datetime:
    """The moment on the wall clock of a zone; one that no year can show is an error."""
    second, rest = divmod(micro, MICRO)
    try:
        if rest == 0:
            return datetime.fromtimestamp(second, zone)
        return (EPOCH + timedelta(microseconds=micro)).astimezone(zone)
    except (OverflowError, ValueError):
        raise OutOfRange("The moment lies outside the years 1 to 9999.") from None
