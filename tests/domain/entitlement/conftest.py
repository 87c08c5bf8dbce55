"""Sites, contracts and questions that the tests of decisions share."""

from datetime import date, datetime

import pytest

from tam.domain.entitlement.decide import decide
from tam.domain.entitlement.decision import Asked
from tam.domain.entitlement.facts import (
    CenterFacts,
    ContractFacts,
    Events,
    LineFacts,
    SiteFacts,
    UnitFacts,
)
from tam.domain.readings import DEFAULTS

YEARS = date(2020, 1, 1), date(2030, 12, 31)
NEAR = CenterFacts("near", 10_000.0)
SITES = {
    "denver": SiteFacts("America/Denver", "US", "Denver", "CO", center=NEAR),
    "boston": SiteFacts("America/New_York", "US", "Boston", "MA", center=NEAR),
    "anchorage": SiteFacts("America/Anchorage", "US", "Anchorage", "AK", center=NEAR),
    "oslo": SiteFacts("Europe/Oslo", "NO", "Oslo", center=NEAR),
    "helsinki": SiteFacts("Europe/Helsinki", "FI", "Helsinki", center=NEAR),
    "london": SiteFacts("Europe/London", "GB", "London", center=NEAR),
    "tokyo": SiteFacts("Asia/Tokyo", "JP", "Tokyo", center=NEAR),
    "riyadh": SiteFacts("Asia/Riyadh", "SA", "Riyadh", center=NEAR),
}


def contract(*levels, options=(), readings=(), **more):
    lines = tuple(
        LineFacts(level, *YEARS, number, options=options if number == 1 else ())
        for number, level in enumerate(levels, start=1)
    )
    return ContractFacts("C-1", *YEARS, lines, "MSA 2024", readings=tuple(readings), **more)


def moments(events):
    return {
        name: datetime.fromisoformat(value) if isinstance(value, str) and "T" in value else value
        for name, value in events.items()
    }


@pytest.fixture
def ask():
    """Ask one question: `ask("TAM-03", "nbd_on_site", site="oslo", released="2026-...")`."""

    def asking(clause, *levels, site="denver", at=None, house=DEFAULTS, **more):
        known = {"options", "readings"}
        terms = {name: more.pop(name) for name in known & more.keys()}
        place = SITES[site] if isinstance(site, str) else site
        unit = more.pop("unit", UnitFacts("S-1"))
        events = moments(more)
        moment = (
            datetime.fromisoformat(at)
            if at
            else next(value for value in events.values() if isinstance(value, datetime))
        )
        asked = Asked(
            contract(*levels, **terms), place, unit, clause, moment, Events(**events), house
        )
        return decide(asked)

    return asking


@pytest.fixture
def sites():
    """The sites by name."""
    return SITES
