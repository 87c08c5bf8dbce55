"""The catalogue in the open, alike at desk and portal: levels by clause, each with its sentence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tam.domain.catalogue.explained import explained, leaning_on, older_levels
from tam.domain.catalogue.load import Catalogue, UnknownLevel, standard
from tam.domain.catalogue.regions import REGION_WORDS, Region
from tam.domain.catalogue.saying import given, hours_words, kind_words, readings_of, spaced
from tam.domain.catalogue.terms import ClauseTerms, Kind, ServiceLevel
from tam.domain.clauses import CLAUSES, Clause, UnknownClause, clause_of
from tam.domain.clock.countries import names
from tam.domain.clock.holidays import spectra_us
from tam.domain.entitlement.availability import Table, tables
from tam.domain.entitlement.pairing import Pairing, pair_levels
from tam.domain.readings import DEFAULTS, READINGS, Reading, reading_of
from tam.web.context import moment

MOST_DIGITS = 4  # of a version's number in an address


@dataclass(frozen=True, slots=True)
class Value:
    """What one level says about one clause; `terms` is None where an option does not touch it."""

    level: ServiceLevel
    key: str
    terms: ClauseTerms | None
    part: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """What it gives, a phrase each."""
        return () if self.terms is None else given(self.terms)

    @property
    def readings(self) -> tuple[str, ...]:
        """The readings it leans on; where it differs by part they stand beside each part."""
        return () if self.terms is None or self.terms.by_part else readings_of(self.terms)


@dataclass(frozen=True, slots=True)
class Row:
    """One key of the matrix with its clauses and the word of each level shown."""

    key: str
    clauses: tuple[Clause, ...]
    values: tuple[Value, ...]

    @property
    def title(self) -> str:
        """The key as people read it."""
        return title_of(self.key)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two levels side by side: whether they may be sold together, and why."""

    other: ServiceLevel
    pairing: Pairing


def title_of(key: str) -> str:
    """A clause key as people read it."""
    return spaced(key).capitalize()


def parts_of(value: Value) -> list[Value]:
    """The clause itself, and what it says of each kind of part."""
    if value.terms is None:
        return [value]
    return [
        value,
        *(
            Value(value.level, value.key, terms, spaced(part.value))
            for part, terms in value.terms.by_part.items()
        ),
    ]


def newest(catalogue: Catalogue) -> list[ServiceLevel]:
    """Every level in its newest version: bases, add-ons, options."""
    return [catalogue.level(level_id) for level_id in catalogue.ids]


def rows_of(levels: Iterable[ServiceLevel], catalogue: Catalogue) -> list[Row]:
    """The matrix of these levels."""
    known = list(levels)
    return [
        Row(
            key,
            tuple(clause_of(one) for one in clauses),
            tuple(Value(level, key, level.clauses.get(key)) for level in known),
        )
        for key, clauses in catalogue.common.clause_ids.items()
    ]


def matrix(request: HttpRequest, side: str) -> HttpResponse:
    """Levels by clause, all of them or those the address picks."""
    catalogue = standard()
    levels = newest(catalogue)
    picked = set(request.GET.getlist("level")) & set(catalogue.ids)
    shown = [level for level in levels if not picked or level.id in picked]
    context = {
        "frame": f"{side}.html",
        "levels": levels,
        "picked": picked,
        "shown": shown,
        "rows": rows_of(shown, catalogue),
        "notes": [one for one in CLAUSES.values() if one.id.startswith("NOTE")],
        "rule": clause_of("TAM-01"),
        "common": catalogue.common,
        "older": older_levels(),
        "version": catalogue.version,
    }
    return render(request, "catalogue/matrix.html", context)


def level(request: HttpRequest, side: str, level_id: str) -> HttpResponse:
    """One level in one version: the newest, a numbered one, or the one of a line's first day."""
    catalogue = standard()
    shown = version_asked(catalogue, level_id, request)
    values = [Value(shown, key, terms) for key, terms in shown.clauses.items()]
    context = {
        "frame": f"{side}.html",
        "level": shown,
        "kind": kind_words(shown.kind),
        "versions": catalogue.versions[level_id],
        "newest": catalogue.level(level_id),
        "values": [
            (title_of(one.key), catalogue.clause_ids(one.key), parts_of(one)) for one in values
        ],
        "pairs": pairs_of(shown, catalogue),
        "hours": [
            (title_of(key), hours_words(terms.hours))
            for key, terms in shown.clauses.items()
            if terms.hours
        ],
        "reading": READINGS[shown.kind_reading] if shown.kind_reading else None,
    }
    return render(request, "catalogue/level.html", context)


def version_asked(catalogue: Catalogue, level_id: str, request: HttpRequest) -> ServiceLevel:
    """The version the address names; what it cannot mean does not exist."""
    number, on = request.GET.get("version", ""), request.GET.get("on", "")
    try:
        if on:
            return catalogue.level_on(level_id, date.fromisoformat(on))
        if number:
            return catalogue.level(level_id, _number(number))
        return catalogue.level(level_id)
    except (UnknownLevel, ValueError) as unknown:
        raise Http404 from unknown


def _number(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:
        return int(text)
    raise ValueError(text)


def pairs_of(shown: ServiceLevel, catalogue: Catalogue) -> list[Pair]:
    """What the level may be sold with, and what not: the domain's own answer for each."""
    if shown.kind is Kind.BASE:
        others = [*catalogue.of_kind(Kind.ADD_ON), *catalogue.of_kind(Kind.OPTION)]
        return [Pair(other, pair_levels(other, shown, (), DEFAULTS, catalogue)) for other in others]
    others = [one for one in newest(catalogue) if one.kind is Kind.BASE]
    if shown.kind is Kind.OPTION:
        others += catalogue.of_kind(Kind.ADD_ON)
    return [Pair(other, pair_levels(shown, other, (), DEFAULTS, catalogue)) for other in others]


def clause(request: HttpRequest, side: str, clause_id: str) -> HttpResponse:
    """One clause: its sentence, how it is kept, its readings and notes, what each level says."""
    try:
        found = clause_of(clause_id)
    except UnknownClause as unknown:
        raise Http404 from unknown
    words, catalogue = explained()[found.id], standard()
    context = {
        "frame": f"{side}.html",
        "clause": found,
        "words": words,
        "readings": [reading_of(one) for one in words.readings],
        "notes": [clause_of(one) for one in words.notes],
        "touched": [
            clause_of(other) for other, one in explained().items() if found.id in one.notes
        ],
        "values": values_of(found, catalogue),
        "closed": closed_days(found, moment(request).year),
        "tables": tables_of(found),
        "regions": regions_of(found, catalogue, moment(request).date()),
    }
    return render(request, "catalogue/clause.html", context)


def values_of(found: Clause, catalogue: Catalogue) -> list[Value]:
    """What each level says about a clause; about a note, where the levels speak of it."""
    levels = newest(catalogue)
    key = next((key for key, ids in catalogue.common.clause_ids.items() if found.id in ids), None)
    if key is not None:
        values = [Value(level, key, level.clauses.get(key)) for level in levels]
        return [part for value in values if value.terms for part in parts_of(value)]
    everything = [
        part
        for level in levels
        for key, terms in level.clauses.items()
        for part in parts_of(Value(level, key, terms))
    ]
    return [value for value in everything if value.terms and bears(found.id, value.terms)]


def bears(note: str, terms: ClauseTerms) -> bool:
    """Whether a note has a say about a clause of a level: named by it, or the fifty miles."""
    return note in terms.notes or (note == "NOTE-6" and terms.radius_rule)


def closed_days(found: Clause, year: int) -> list[tuple[date, str]]:
    """The days of NOTE-1 in this year and the next."""
    return sorted(spectra_us(year, year + 2).items()) if found.id == "NOTE-1" else []


def tables_of(found: Clause) -> list[tuple[Table, list[tuple[str, str]]]]:
    """The dated tables of NOTE-5, each with its levels and where they are offered, in words."""
    known = tables() if found.id == "NOTE-5" else ()
    return [
        (
            table,
            [
                (standard().level(name).short, "; ".join(REGION_WORDS[one] for one in regions))
                for name, regions in table.offered.offered
            ],
        )
        for table in known
    ]


def regions_of(found: Clause, catalogue: Catalogue, on: date) -> list[tuple[str, list[str]]]:
    """Who belongs to the regions with a cut-off on a day, for the notes about shipping."""
    if found.id not in {"NOTE-2", "NOTE-3"}:
        return []
    regions, countries = catalogue.common.regions, names()
    members = [countries[code] for code, days in regions.members.items() if days.holds(on)]
    return [
        (REGION_WORDS[Region.EU_NO_CH.value], sorted(members)),
        (REGION_WORDS[Region.CONTINENTAL_US.value], sorted(regions.states.values())),
    ]


@dataclass(frozen=True, slots=True)
class Lean:
    """One reading with the clauses that lean on it, and the levels whose text does."""

    reading: Reading
    clauses: tuple[Clause, ...]
    levels: tuple[ServiceLevel, ...]


def readings(request: HttpRequest, side: str) -> HttpResponse:
    """Every ambiguity: its switch, the house's choice, the alternatives, who leans on it."""
    levels = newest(standard())
    leans = [
        Lean(
            reading,
            tuple(clause_of(one) for one in leaning_on(reading.id)),
            tuple(level for level in levels if reading.id in _readings_of_level(level)),
        )
        for reading in READINGS.values()
    ]
    return render(request, "catalogue/readings.html", {"frame": f"{side}.html", "leans": leans})


def _readings_of_level(shown: ServiceLevel) -> set[str]:
    found = {reading for terms in shown.clauses.values() for reading in readings_of(terms)}
    if shown.kind_reading:
        found.add(shown.kind_reading)
    if shown.pairing:
        found |= {*shown.pairing.allowed_with.values(), *shown.pairing.refused_with.values()}
    return found
