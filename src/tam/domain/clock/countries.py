"""Countries by their two-letter code of ISO 3166, from the pinned zone data."""

from functools import cache
from importlib.resources import files

UNITED_STATES = "US"
NOT_LISTED = {"XK": "Kosovo"}
MISTAKEN = {"UK": "GB", "EL": "GR"}


class UnknownCountry(ValueError):
    """A code that no country has, or a country without a holiday list."""


@cache
def names() -> dict[str, str]:
    """Every country code with its name."""
    table = files("tzdata.zoneinfo").joinpath("iso3166.tab").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {row[0]: row[1] for row in rows} | NOT_LISTED


def checked_country(code: str) -> str:
    """A country code in capitals; one that does not exist is an error that says so."""
    found = code.strip().upper()
    if found in names():
        return found
    hint = f" Did you mean {MISTAKEN[found]}?" if found in MISTAKEN else ""
    raise UnknownCountry(
        f"There is no country {code!r}; give its two letters of ISO 3166, such as DE.{hint}"
    )
