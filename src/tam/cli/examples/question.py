"""One question of an examples file: its facts, read by name, each missing or wrong one named."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from tam.domain.catalogue.entries import BadEntry, Entry, read_entries
from tam.domain.catalogue.load import Catalogue
from tam.domain.catalogue.terms import PartKind
from tam.domain.entitlement.facts import BadFacts, CenterFacts, SiteFacts
from tam.domain.readings import SWITCH_NAMES, Readings, UnknownReading

METRES_PER_MILE = 1609.344
ANOTHER_SITE = frozenset({"place", "zone", "country"})


KNOWN_FACTS = frozenset(
    [
        "level",
        "add_ons",
        "options",
        "site",
        "miles_to_center",
        "local_provider_works",
        "open_steps",
        "refused",
        "part",
        "clause",
        "add_on",
        "base",
        "called",
        "at",
        "released",
        "diagnosed",
        "shipped",
        "dispatched",
        "confirmed_on",
        "starts_on",
        "ends_on",
        "base_starts_on",
        "base_ends_on",
        "tam_active_from",
        "tam_active_until",
        "as_of",
        "case",
        "duty",
        "moved_miles",
        "border_crossed",
        "replacement_received_day_0",
        "returned_on_business_day",
    ]
)


class Unanswerable(Exception):
    """A question the facts do not answer; the message says what is missing."""


@dataclass(frozen=True)
class Question:
    """What is asked, the merged facts, and the readings and catalogue that hold."""

    ask: str
    facts: Mapping[str, Entry]
    readings: Readings
    catalogue: Catalogue

    @property
    def unused(self) -> tuple[str, ...]:
        """The facts that no question knows, so that none is passed over in silence."""
        return tuple(name for name in self.facts if name not in KNOWN_FACTS | SWITCH_NAMES)

    def has(self, name: str) -> bool:
        """Whether a fact is given."""
        entry = self.facts.get(name)
        return entry is not None and not entry.is_null

    def need(self, name: str) -> Entry:
        """A fact that must be there."""
        if not self.has(name):
            raise Unanswerable(f"The fact {name!r} is missing.")
        return self.facts[name]

    def texts(self, name: str) -> tuple[str, ...]:
        """A fact as a list of texts; a single text counts as a list of one."""
        if not self.has(name):
            return ()
        entry = self.facts[name]
        return entry.texts() if entry.is_list else (entry.text(),)

    def day(self, name: str) -> date | None:
        """A fact as a day."""
        return self.facts[name].day() if self.has(name) else None

    def flag(self, name: str) -> bool:
        """A fact that is true or false; false where it is missing."""
        return self.facts[name].flag() if self.has(name) else False

    def moment(self, name: str) -> datetime | None:
        """A fact as a moment with its offset."""
        return aware(self.facts[name]) if self.has(name) else None

    def need_moment(self, *names: str) -> datetime:
        """The first of these moments that is given."""
        for name in names:
            if self.has(name):
                return aware(self.facts[name])
        raise Unanswerable(f"The fact {' or '.join(repr(name) for name in names)} is missing.")

    def number(self, name: str) -> float | None:
        """A fact as a number."""
        return decimal(self.facts[name]) if self.has(name) else None

    def level(self) -> str:
        """The base level asked about."""
        return self.need("level").text()

    def part(self) -> PartKind | None:
        """The kind of part, where it is given."""
        if not self.has("part"):
            return None
        entry = self.facts["part"]
        known = [kind.value for kind in PartKind]
        if entry.text() not in known:
            raise entry.wrong(f"{entry.text()!r} is not one of {', '.join(known)}")
        return PartKind(entry.text())

    def with_fact(self, name: str, text: str) -> "Question":
        """The same question with one fact set."""
        return replace(self, facts={**self.facts, name: read_entries(text, name)})

    def site(self) -> SiteFacts:
        """The site, checked."""
        entry = self.need("site")
        keys = entry.mapping()
        for name in ("zone", "country"):
            if name not in keys:
                raise Unanswerable(f"The fact 'site.{name}' is missing.")
        try:
            return SiteFacts(
                zone=keys["zone"].text(),
                country=keys["country"].text(),
                place=_text(keys, "place"),
                state=_text(keys, "state"),
                latitude=decimal(keys["latitude"]) if "latitude" in keys else None,
                longitude=decimal(keys["longitude"]) if "longitude" in keys else None,
                secure=keys["secure"].flag() if "secure" in keys else False,
                week=self.texts("local_provider_works"),
                center=self.center(),
            )
        except (BadFacts, ValueError) as wrong:
            if isinstance(wrong, BadEntry):
                raise
            raise entry.wrong(str(wrong)) from None

    def center(self) -> CenterFacts | None:
        """The nearest partner service center by its distance in miles."""
        miles = self.number("miles_to_center")
        return None if miles is None else CenterFacts("", miles * METRES_PER_MILE)


def _text(keys: Mapping[str, Entry], name: str) -> str:
    """A text that may be missing."""
    return keys[name].text() if name in keys and not keys[name].is_null else ""


def aware(entry: Entry) -> datetime:
    """A moment with its offset; a naive one is an error."""
    try:
        moment = datetime.fromisoformat(entry.text())
    except ValueError:
        raise entry.wrong(
            f"a moment as 2026-07-07T14:30:00-06:00 is expected here, not {entry.text()!r}"
        ) from None
    if moment.tzinfo is None:
        raise entry.wrong(f"{entry.text()} has no offset; a moment needs its zone")
    return moment


def decimal(entry: Entry) -> float:
    """A number, whole or not."""
    try:
        return float(entry.text())
    except ValueError:
        raise entry.wrong(f"a number is expected here, not {entry.text()!r}") from None


def contract_readings(facts: Mapping[str, Entry], house: Readings) -> Readings:
    """The readings with the switches that the facts set by name, as a contract would."""
    readings = house
    for name in SWITCH_NAMES & facts.keys():
        try:
            changed = house.by_contract({name: facts[name].text()})
        except UnknownReading as wrong:
            raise facts[name].wrong(str(wrong)) from None
        if changed.value(name) != house.value(name):
            readings = readings.by_contract({name: changed.value(name)})
    return readings


def merged(facts: Mapping[str, Entry], given: Mapping[str, Entry]) -> dict[str, Entry]:
    """The facts of an example with the case's on top; a site is replaced, or only added to."""
    both = {**facts, **given}
    old, new = facts.get("site"), given.get("site")
    if old is not None and new is not None and not ANOTHER_SITE & new.mapping().keys():
        both["site"] = new.over(old)
    return both
