"""Moments and days as a reader wants to see them; the moment and the zone are always arguments."""

from datetime import date, datetime, timedelta

from tam.domain.clock import zones

MINUTE, HOUR, DAY = 60, 3600, 86_400
_ANY_WEEKDAY_WITHIN = 6  # beyond it "Friday" could be two Fridays


def known_zone(name: str) -> str:
    """The zone itself, or UTC where the pinned data does not have it (any more)."""
    return name if name in zones.names() else "UTC"


def city(zone: str) -> str:
    """What people call a zone: its city."""
    return zone.rpartition("/")[2].replace("_", " ")


def place(zone: str) -> str:
    """The city with its preposition: "in Oslo"; UTC is no place."""
    return zone if zone in {"UTC", "GMT"} else f"in {city(zone)}"


def day_words(day: date, today: date) -> str:
    """A day: today, tomorrow, yesterday, a weekday with its date, and the year where it differs."""
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get((day - today).days)
    if near:
        return near
    text = f"{day:%a} {day.day} {day:%b}"
    return text if day.year == today.year else f"{text} {day.year}"


def distance(day: date, today: date) -> str:
    """How far a day is: "in 9 days", "3 days ago"; nothing for the days that have a word."""
    days = (day - today).days
    if abs(days) <= 1:
        return ""
    return f"in {days} days" if days > 0 else f"{-days} days ago"


def moment_words(at: datetime, now: datetime, zone: str) -> str:
    """A moment on the reader's clock: "tomorrow 14:30"."""
    here, today = at.astimezone(zones.zone(zone)), now.astimezone(zones.zone(zone)).date()
    return f"{day_words(here.date(), today)} {here:%H:%M}"


def elsewhere(at: datetime, reader: str, other: str) -> str:
    """The same moment on another wall: "22:30 in Oslo", with its weekday if that differs."""
    here, there = at.astimezone(zones.zone(reader)), at.astimezone(zones.zone(other))
    if here.utcoffset() == there.utcoffset():
        return ""
    day = "" if here.date() == there.date() else f"{there:%a} "
    return f"{day}{there:%H:%M} {place(other)}"


def exact(at: datetime, zone: str) -> str:
    """The instant without any doubt: with its seconds, its zone, and the same in UTC."""
    here = at.astimezone(zones.zone(zone))
    text = f"{here:%a} {here.day} {here:%b %Y %H:%M:%S} {zone}"
    return text if zone == "UTC" else f"{text}, {at.astimezone(zones.zone('UTC')):%H:%M:%S} UTC"


def stretch(since: datetime, until: datetime | None, zone: str) -> str:
    """A stretch on a zone's wall: "Wed 25 Nov 08:00 to 17:00", to 24:00 where the day ends."""
    here = since.astimezone(zones.zone(zone))
    text = f"{here:%a} {here.day} {here:%b} {here:%H:%M}"
    if until is None:
        return text
    there = until.astimezone(zones.zone(zone))
    if there.date() == here.date():
        return f"{text} to {there:%H:%M}"
    if (there.hour, there.minute) == (0, 0) and (there - timedelta(1)).date() == here.date():
        return f"{text} to 24:00"
    return f"{text} to {there:%a} {there.day} {there:%b} {there:%H:%M}"


def span(length: timedelta) -> str:
    """A length of time in its two largest units: "3 h 20 min"."""
    seconds = abs(int(length.total_seconds()))
    if seconds < MINUTE:
        return f"{seconds} s"
    days, rest = divmod(seconds, DAY)
    hours, minutes = rest // HOUR, rest % HOUR // MINUTE
    if days >= 1:
        unit = f"{days} d"
        return f"{unit} {hours} h" if hours and days < _ANY_WEEKDAY_WITHIN else unit
    if hours:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{minutes} min"


def ago(at: datetime, now: datetime) -> str:
    """How long since or until: "20 min ago", "in 2 d 4 h"; below a minute "just now"."""
    if abs((now - at).total_seconds()) < MINUTE:
        return "just now"
    return f"{span(now - at)} ago" if at < now else f"in {span(at - now)}"
