"""The facts a decision stands on, as plain frozen values that the apps fill from their rows.

Every value checks itself when it is made: a wrong field is an error that names it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tam.domain.catalogue.terms import PartKind
from tam.domain.clock.countries import UnknownCountry, checked_country
from tam.domain.clock.zones import UnknownZone, zone
from tam.domain.entitlement.distance import BadPosition, Position
from tam.domain.readings import DEFAULTS, Readings, Value


class BadFacts(ValueError):
    """Facts that cannot be true; the message names the field."""


EXAMPLE = "2026-03-04T10:00:00+01:00"
EARLIEST, LATEST = 1971, 2199  # rules of holidays and zones beyond are guesses


def check_aware(name: str, at: datetime | None) -> None:
    """Refuse by name a naive date-time, and one beyond the years that can be counted."""
    if at is not None and at.tzinfo is None:
        raise BadFacts(f"{name}: {at.isoformat()} has no offset; a moment needs its zone.")
    if at is not None and not EARLIEST <= at.year <= LATEST:
        raise BadFacts(f"{name}: the year {at.year} is outside {EARLIEST} to {LATEST}.")


def read_moment(name: str, text: str) -> datetime:
    """A moment from a text with its offset; anything else is an error that names the field."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise BadFacts(f"{name}: write it as {EXAMPLE}, not {text!r}.") from None
    check_aware(name, found)
    return found


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both included."""

    starts_on: date
    ends_on: date

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            raise BadFacts(f"ends_on: {self.ends_on} is before starts_on, {self.starts_on}.")

    def covers(self, day: date) -> bool:
        """Whether the day lies inside."""
        return self.starts_on <= day <= self.ends_on


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One level on one machine, or on a whole site where `unit` is None.

    `level_version` is the version the line was sold with; None takes the one valid when it starts.
    `options` are the paid changes bought with it. The line is off on the days of `suspended`.
    """

    level: str
    starts_on: date
    ends_on: date
    number: int = 1
    unit: str | None = None
    site: str | None = None
    options: tuple[str, ...] = ()
    level_version: int | None = None
    suspended: tuple[Period, ...] = ()

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            raise BadFacts(
                f"line {self.number}, ends_on: {self.ends_on} is before starts_on, "
                f"{self.starts_on}."
            )

    @property
    def period(self) -> Period:
        """Its days."""
        return Period(self.starts_on, self.ends_on)

    def active_on(self, day: date) -> bool:
        """Whether the line gives cover on this day of the site."""
        if not self.starts_on <= day <= self.ends_on:
            return False
        return not any(pause.covers(day) for pause in self.suspended)

    def fits(self, unit: str | None, site: str | None) -> bool:
        """Whether the line is about this machine or its site."""
        if self.site is not None and site is not None and self.site != site:
            return False
        return self.unit is None or self.unit == unit


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """An agreement over a period with its lines; `readings` are the switches it sets for itself.

    `master_agreement` names the agreement and version that govern it (NOTE-7).
    """

    number: str
    starts_on: date
    ends_on: date
    lines: tuple[LineFacts, ...]
    master_agreement: str = ""
    readings: tuple[tuple[str, Value], ...] = ()
    suspended: tuple[Period, ...] = ()

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            raise BadFacts(
                f"contract {self.number}, ends_on: {self.ends_on} is before starts_on, "
                f"{self.starts_on}."
            )
        DEFAULTS.by_contract(dict(self.readings))

    def read_by(self, house: Readings) -> Readings:
        """The house's readings with the contract's own values on top."""
        return house.by_contract(dict(self.readings)) if self.readings else house

    def active_on(self, day: date) -> bool:
        """Whether the contract runs on this day."""
        if not self.starts_on <= day <= self.ends_on:
            return False
        return not any(pause.covers(day) for pause in self.suspended)

    def lines_on(self, day: date, unit: str | None, site: str | None) -> tuple[LineFacts, ...]:
        """The lines of a machine that run on a day; none while the contract itself does not."""
        if not self.active_on(day):
            return ()
        return tuple(line for line in self.lines if line.active_on(day) and line.fits(unit, site))


@dataclass(frozen=True, slots=True)
class CenterFacts:
    """The partner service center a site is measured from: its distance and the day it was taken."""

    name: str
    metres: float
    measured_on: date | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.metres <= FARTHEST_METRES:
            raise BadFacts(f"metres: {self.metres} is no distance on the earth.")


FARTHEST_METRES = 20_037_509  # half of the equator


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """Where equipment is registered: zone, country, position, the secure flag, the nearest center.

    `week` is the local provider's own business week where it differs from the country's, as names
    of days (`sun` to `sat`). `center` is None where no distance is recorded.
    """

    zone: str
    country: str
    place: str = ""
    state: str = ""
    latitude: float | None = None
    longitude: float | None = None
    secure: bool = False
    week: tuple[str, ...] = ()
    center: CenterFacts | None = None
    id: str | None = None

    def __post_init__(self) -> None:
        try:
            zone(self.zone)
        except UnknownZone as unknown:
            raise BadFacts(f"zone: {unknown}") from None
        try:
            country = checked_country(self.country)
        except UnknownCountry as unknown:
            raise BadFacts(f"country: {unknown}") from None
        object.__setattr__(self, "country", country)  # `no` is NO
        try:
            Position(self.latitude or 0.0, self.longitude or 0.0)
        except BadPosition as unknown:
            raise BadFacts(str(unknown)) from None

    @property
    def name(self) -> str:
        """How the site is called in a sentence."""
        return self.place or self.id or self.zone

    @property
    def position(self) -> Position | None:
        """Where it is, where both coordinates are known."""
        if self.latitude is None or self.longitude is None:
            return None
        return Position(self.latitude, self.longitude)

    @property
    def tz(self) -> ZoneInfo:
        """Its zone, from the pinned data."""
        return zone(self.zone)


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """One machine: its serial number, and where it stands if not at its registered site (A30)."""

    serial: str
    model: str = ""
    stands_at: SiteFacts | None = None


@dataclass(frozen=True, slots=True)
class Events:
    """What has happened so far in the situation asked about; every moment is aware."""

    called: datetime | None = None
    diagnosed: datetime | None = None
    released: datetime | None = None
    shipped: datetime | None = None
    dispatched: datetime | None = None
    declared: datetime | None = None
    confirmed_on: date | None = None
    part: PartKind | None = None
    open_steps: tuple[str, ...] = ()
    refused_steps: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("called", "diagnosed", "released", "shipped", "dispatched", "declared"):
            check_aware(name, getattr(self, name))


NOTHING_YET = Events()


@dataclass(frozen=True, slots=True)
class Availability:
    """The dated table of levels offered per region (NOTE-5), as (level, regions) pairs.

    A level it does not name is not known.
    """

    dated: date
    offered: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def regions(self, level: str) -> tuple[str, ...] | None:
        """The regions a level is offered in; None where the table does not name it."""
        return next((regions for name, regions in self.offered if name == level), None)
