"""Time zones from the pinned `tzdata` package, never from the system (house rule of the clock)."""

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from zoneinfo import ZoneInfo

TZDATA_VERSION = version("tzdata")


class UnknownZone(ValueError):
    """A name that the zone data does not have."""


@cache
def names() -> tuple[str, ...]:
    """Every zone name of the pinned data, sorted."""
    text = files("tzdata").joinpath("zones").read_text("utf-8")
    return tuple(sorted(text.split()))


@cache
def content(name: str) -> bytes:
    """The pinned file of a zone; an unknown name is an error that says so."""
    if name not in names():
        raise UnknownZone(f"There is no time zone {name!r}; give an IANA name such as Europe/Oslo.")
    return files("tzdata.zoneinfo").joinpath(*name.split("/")).read_bytes()


@cache
def zone(name: str) -> ZoneInfo:
    """The zone of an IANA name; an unknown name is an error that says so."""
    content(name)
    with files("tzdata.zoneinfo").joinpath(*name.split("/")).open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


@cache
def fingerprint(name: str) -> str:
    """A short mark of a zone's rules: kept with a deadline, it tells which zones an update moved.

    The version of the data changes several times a year, the rules of one zone hardly ever.
    """
    return sha256(content(name)).hexdigest()[:16]
