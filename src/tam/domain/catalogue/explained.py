"""How each clause is kept, which readings it leans on, which notes touch it; and older levels."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from tam.domain.catalogue.entries import BadEntry, Entry, read_entries
from tam.domain.catalogue.parse import Fields, one_of, reading_list
from tam.domain.catalogue.terms import Evidence
from tam.domain.clauses import CLAUSES

SCHEMA = "clauses-explained/1"


@dataclass(frozen=True, slots=True)
class Explained:
    """One clause in our words: how it is kept, its readings, and the notes that touch it."""

    kept: str
    readings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OlderLevel:
    """A level or rule of earlier user guides; whether any is still sold is not known."""

    id: str
    name: str
    evidence: Evidence
    says: str | None = None


def _note_list(entry: Entry) -> tuple[str, ...]:
    """Ids of notes that exist."""
    for item in entry.items():
        if item.text() not in CLAUSES:
            raise item.wrong(f"there is no clause {item.text()!r}")
    return entry.texts()


def _explained(entry: Entry) -> Explained:
    fields = Fields(entry)
    made = Explained(
        fields.need("kept", Entry.text),
        fields.maybe("readings", reading_list) or (),
        fields.maybe("notes", _note_list) or (),
    )
    fields.done()
    return made


def parse_explained(text: str, file: str) -> Mapping[str, Explained]:
    """Every clause explained; one that is missing or unknown is a complaint with its place."""
    whole = read_entries(text, file)
    fields = Fields(whole)
    schema = fields.need("schema", Entry.text)
    if schema != SCHEMA:
        raise whole.wrong(f"the schema is {schema!r}; this program reads {SCHEMA}")
    made = {clause: fields.need(clause, _explained) for clause in CLAUSES}
    fields.done()
    return MappingProxyType(made)


def parse_older(text: str, file: str) -> tuple[OlderLevel, ...]:
    """The levels of earlier guides."""
    made = []
    for item in read_entries(text, file).items():
        fields = Fields(item)
        made.append(
            OlderLevel(
                fields.need("id", Entry.text),
                fields.need("name", Entry.text),
                fields.need("evidence", one_of(Evidence)),
                fields.maybe("says", Entry.text),
            )
        )
        fields.done()
    if not made:
        raise BadEntry(f"{file}: there is no older level")
    return tuple(made)


def _file(name: str) -> str:
    return files("tam.domain.catalogue").joinpath(name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def explained() -> Mapping[str, Explained]:
    """Every clause as the product explains it."""
    return parse_explained(_file("explained.yaml"), "explained.yaml")


@lru_cache(maxsize=1)
def older_levels() -> tuple[OlderLevel, ...]:
    """The levels of earlier guides that come with the product."""
    return parse_older(_file("older.yaml"), "older.yaml")


def leaning_on(reading: str) -> tuple[str, ...]:
    """The clauses that lean on a reading, in the order of the description."""
    return tuple(clause for clause, one in explained().items() if reading in one.readings)
