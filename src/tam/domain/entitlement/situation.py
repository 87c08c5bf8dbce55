"""What a promise is computed from, and what it gives back."""

from dataclasses import dataclass
from datetime import datetime

from tam.domain.catalogue.load import Catalogue
from tam.domain.catalogue.terms import ClauseTerms, ServiceLevel
from tam.domain.entitlement.calendars import Days, days_of
from tam.domain.entitlement.decision import Promise, Verdict
from tam.domain.entitlement.facts import Events, SiteFacts
from tam.domain.entitlement.sentences import Said
from tam.domain.readings import Readings


@dataclass(frozen=True, slots=True)
class Situation:
    """One clause of one level at one place and moment, with what has happened so far."""

    level: ServiceLevel
    key: str
    terms: ClauseTerms
    site: SiteFacts
    at: datetime
    events: Events
    readings: Readings
    catalogue: Catalogue

    def days(self, year: int) -> Days:
        """The business days at the site."""
        return days_of(self.site, year, self.readings)


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise with the readings it leans on; `verdict` and `reason` where it is no plain yes."""

    promise: Promise | None = None
    readings: tuple[str, ...] = ()
    says: tuple[Said, ...] = ()
    caveats: tuple[Said, ...] = ()
    remedies: tuple[Said, ...] = ()
    verdict: Verdict = Verdict.YES
    reason: Said | None = None


NO_DATES = Promised()
