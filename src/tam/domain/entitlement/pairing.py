"""Which add-on may stand on which base, and on which days (TAM-01; A14, A15, A31, A32)."""

from dataclasses import dataclass
from datetime import date

from tam.domain.catalogue.load import Catalogue
from tam.domain.catalogue.terms import Kind, PairingRule, ServiceLevel
from tam.domain.entitlement.facts import LineFacts, Period
from tam.domain.entitlement.sentences import Said
from tam.domain.entitlement.spans import joined, stretches
from tam.domain.entitlement.wording import kind_of, turned
from tam.domain.readings import Readings


@dataclass(frozen=True, slots=True)
class Pairing:
    """Whether two levels may be sold together, the rule that says so, and what would change it.

    `because` is TAM-01 for Technical Account Management, the level's id where the level's own text
    decides.
    """

    because: str
    reason: Said
    readings: tuple[str, ...] = ()
    remedies: tuple[Said, ...] = ()
    allowed: bool = False


def pair(
    add_on: str,
    base: str,
    options: tuple[str, ...],
    readings: Readings,
    catalogue: Catalogue,
) -> Pairing:
    """Whether this add-on or option may be sold on this base with these options."""
    return pair_levels(catalogue.level(add_on), catalogue.level(base), options, readings, catalogue)


def pair_levels(
    add_on: ServiceLevel,
    base: ServiceLevel,
    options: tuple[str, ...],
    readings: Readings,
    catalogue: Catalogue,
    sold_on: date | None = None,
) -> Pairing:
    """The same question about levels in the versions that a contract holds.

    `sold_on` is the day the line of the base starts, which sets the version its options turn it to.
    """
    if add_on.option is not None:
        return _option(add_on, base, add_on.option.applies_to)
    because = "TAM-01" if add_on.id == "tam" else add_on.id
    kind_readings = tuple(x.kind_reading for x in (add_on, base) if x.kind_reading is not None)
    if kind_of(add_on, readings) is not Kind.ADD_ON:
        said = Said("pairing.not_an_add_on", (add_on.short,))
        return Pairing(because, said, kind_readings)
    if add_on.pairing is None:
        said = Said("pairing.names_no_base", (add_on.short,))
        return Pairing(because, said, kind_readings)
    base, _ = turned(base, options, catalogue, sold_on)
    remedies = _remedies(add_on, base, add_on.pairing, readings, catalogue)
    if kind_of(base, readings) is not Kind.BASE:
        said = Said("pairing.not_a_base", (add_on.short, base.short))
        return Pairing(because, said, kind_readings, remedies)
    allowed, used = _named(base, add_on.pairing, readings)
    used = (*kind_readings, *used)
    if allowed:
        said = Said("pairing.named", (add_on.short, base.short))
        return Pairing(because, said, used, allowed=True)
    names = " or ".join(_base_names(add_on.pairing, readings, catalogue))
    said = Said("pairing.not_named", (add_on.short, base.short, names))
    return Pairing(because, said, used, remedies)


def _named(
    base: ServiceLevel, rule: PairingRule, readings: Readings
) -> tuple[bool, tuple[str, ...]]:
    """Whether the rule names the base, and the reading it took to say so."""
    if base.id in rule.allowed_with:
        reading = rule.allowed_with[base.id]
        return readings.holds(reading, "allowed"), (reading,)
    if base.id in rule.refused_with:
        reading = rule.refused_with[base.id]
        allowed = base.id == "same_business_day_on_site" and readings.holds(reading, "allow_sbd")
        return allowed, (reading,)
    return base.id in rule.requires_base, ()


def _option(option: ServiceLevel, base: ServiceLevel, fits: tuple[str, ...]) -> Pairing:
    """Whether an option is sold with this level."""
    if base.id in fits:
        said = Said("pairing.option_fits", (option.short, base.short))
        return Pairing(option.id, said, allowed=True)
    return Pairing(option.id, Said("pairing.option_does_not_fit", (option.short, base.short)))


def _base_names(rule: PairingRule, readings: Readings, catalogue: Catalogue) -> list[str]:
    """The names of the bases that the rule allows."""
    bases = (catalogue.level(base) for base in rule.requires_base)
    return [base.short for base in bases if _named(base, rule, readings)[0]]


def _remedies(
    add_on: ServiceLevel,
    base: ServiceLevel,
    rule: PairingRule,
    readings: Readings,
    catalogue: Catalogue,
) -> tuple[Said, ...]:
    """What would make a refused pair allowed: an option first, else another base."""
    for option in catalogue.of_kind(Kind.OPTION):
        new = option.option.turns.get(base.id) if option.option else None
        if new is not None and _named(catalogue.level(new), rule, readings)[0]:
            return (Said("remedy.add_option", (option.short, base.short)),)
    names = " or ".join(_base_names(rule, readings, catalogue))
    return (Said("remedy.change_base", (base.short, names, add_on.short)),)


@dataclass(frozen=True, slots=True)
class PairedDays:
    """On which days an add-on line stands on an allowed base, on which it is void, and the verdict.

    `refusal` is the pairing that failed on the first void day; None when no base is there at all.
    """

    stands: tuple[Period, ...]
    void: tuple[Period, ...]
    refusal: Pairing | None = None

    @property
    def whole(self) -> bool:
        """Whether no day is void."""
        return not self.void


def pair_days(
    add_on: LineFacts, lines: tuple[LineFacts, ...], readings: Readings, catalogue: Catalogue
) -> PairedDays:
    """The days of an add-on line with and without an allowed base on the same equipment (A31)."""
    level = level_of(add_on, catalogue)
    bases = [
        line
        for line in lines
        if line is not add_on
        and line.fits(add_on.unit, add_on.site)
        and kind_of(level_of(line, catalogue), readings) is Kind.BASE
    ]
    stands: list[Period] = []
    void: list[Period] = []
    refusal: Pairing | None = None
    for days in stretches(add_on.period, (add_on, *bases)):
        first = days.starts_on
        if not add_on.active_on(first):
            continue
        pairings = [
            pair_levels(
                level,
                level_of(line, catalogue),
                line.options,
                readings,
                catalogue,
                sold_on=line.starts_on,
            )
            for line in bases
            if line.active_on(first)
        ]
        if any(pairing.allowed for pairing in pairings):
            stands.append(days)
        else:
            void.append(days)
            refusal = refusal or (pairings[0] if pairings else None)
    return PairedDays(joined(stands), joined(void), refusal)


def level_of(line: LineFacts, catalogue: Catalogue) -> ServiceLevel:
    """The level of a line in the version it was sold with."""
    if line.level_version is not None:
        return catalogue.level(line.level, line.level_version)
    return catalogue.level_on(line.level, line.starts_on)
