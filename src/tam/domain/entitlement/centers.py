"""Lists of partner service centers: a CSV file or a form, checked field by field (NOTE-6).

Nothing is taken from a list with a fault: each fault names its line and field and says what to do.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from tam.domain.clock.countries import UnknownCountry, checked_country
from tam.domain.entitlement.distance import BadPosition, Position

COLUMNS = ("name", "city", "country", "latitude", "longitude", "opens_on", "closes_on")
NEEDED = ("name", "country", "latitude", "longitude")
MOST_BYTES = 2_000_000
MOST_ROWS = 10_000
LONGEST = {"name": 200, "city": 100}
_DEGREES = re.compile(r"[+-]?\d{1,3}(\.\d{1,15})?")


@dataclass(frozen=True, slots=True)
class Center:
    """One partner service center; both days are its own and may be open."""

    name: str
    city: str
    country: str
    position: Position
    opens_on: date | None = None
    closes_on: date | None = None

    def open_on(self, day: date) -> bool:
        """Whether it works on a day; the last day counts."""
        if self.opens_on is not None and day < self.opens_on:
            return False
        return self.closes_on is None or day <= self.closes_on


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field of one line; line 0 is the file as a whole."""

    line: int
    field: str
    reason: str

    @property
    def text(self) -> str:
        """The fault as one line for people."""
        place = f"line {self.line}, " if self.line else ""
        return f"{place}{self.field}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds: its centers by line, or its faults; never both taken."""

    rows: tuple[tuple[int, Center], ...]
    faults: tuple[Fault, ...]


def key_of(name: str) -> str:
    """A center's name as it is compared: capitals and blanks aside."""
    return " ".join(name.split()).casefold()


def read_centers(data: bytes) -> Sheet:
    """The centers of a CSV file with a header, in UTF-8."""
    if len(data) > MOST_BYTES:
        return _broken("file", f"it is larger than {MOST_BYTES:,} bytes; send it in parts.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        reason = f"byte {data[wrong.start]:#04x} is not UTF-8; save the file as CSV in UTF-8."
        return Sheet((), (Fault(line, "encoding", reason),))
    return _read(text)


def _broken(field: str, reason: str, line: int = 0) -> Sheet:
    """A file that cannot be read at all."""
    return Sheet((), (Fault(line, field, reason),))


def _read(text: str) -> Sheet:
    """The centers of a text, its header checked first."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        lines = [(reader.line_num, cells) for cells in reader if any(map(str.strip, cells))]
    except csv.Error as wrong:
        return _broken("row", f"it is not readable as CSV: {wrong}.", reader.line_num)
    if not lines:
        return _broken("file", f"it is empty; the first line is {','.join(COLUMNS)}.")
    (at, header), *rows = lines
    names = [cell.strip().lower() for cell in header]
    faults = tuple(_header(names, at))
    if faults:
        return Sheet((), faults)
    if not rows:
        return _broken("file", "it has a header and no center.")
    if len(rows) > MOST_ROWS:
        return _broken("file", f"it has more than {MOST_ROWS:,} centers; send it in parts.")
    return _rows(names, rows)


def _header(names: list[str], line: int) -> Iterator[Fault]:
    """What is wrong with the names of the columns."""
    known = ", ".join(COLUMNS)
    for name in NEEDED:
        if name not in names:
            yield Fault(line, name, f"the column is missing; the columns are {known}.")
    for name in dict.fromkeys(names):
        if name not in COLUMNS:
            yield Fault(line, name or "header", f"no column has this name; they are {known}.")
        elif names.count(name) > 1:
            yield Fault(line, name, "the column is there twice.")


def _rows(names: list[str], rows: list[tuple[int, list[str]]]) -> Sheet:
    """Every row checked by itself, then against the rows before it."""
    found: list[tuple[int, Center]] = []
    faults: list[Fault] = []
    seen: dict[str | Position, tuple[int, Center]] = {}
    for line, cells in rows:
        if len(cells) != len(names):
            reason = f"it has {len(cells)} fields, the header {len(names)}; check the commas."
            faults.append(Fault(line, "row", reason))
            continue
        center, wrong = checked(dict(zip(names, cells, strict=True)), line)
        faults += wrong
        if center is not None:
            faults += _doubled(center, line, seen)
            found.append((line, center))
    return Sheet((), tuple(faults)) if faults else Sheet(tuple(found), ())


def _doubled(
    center: Center, line: int, seen: dict[str | Position, tuple[int, Center]]
) -> Iterator[Fault]:
    """A name or a position that an earlier row has; both are written down for the later ones."""
    at, _ = seen.setdefault(key_of(center.name), (line, center))
    if at != line:
        yield Fault(line, "name", f"{center.name!r} stands on line {at} too.")
        return
    at, other = seen.setdefault(center.position, (line, center))
    if at != line:
        reason = f"{other.name!r} on line {at} has the same position; one place is one center."
        yield Fault(line, "latitude", reason)


def checked(values: Mapping[str, str], line: int = 0) -> tuple[Center | None, tuple[Fault, ...]]:
    """One center from its texts, or what is wrong with each of them."""
    texts = {name: " ".join(values.get(name, "").split()) for name in COLUMNS}
    faults = [Fault(line, name, "it is empty; give one.") for name in NEEDED if not texts[name]]
    for name, most in LONGEST.items():
        if len(texts[name]) > most or not texts[name].isprintable():
            faults.append(Fault(line, name, f"give at most {most} printable characters."))
    country = _country(texts["country"], line, faults)
    position = _position(texts, line, faults)
    opens, closes = (_day(name, texts[name], line, faults) for name in ("opens_on", "closes_on"))
    if opens is not None and closes is not None and closes < opens:
        faults.append(Fault(line, "closes_on", f"{closes} is before {opens}, when it opens."))
    if faults or position is None:
        return None, tuple(faults)
    return Center(texts["name"], texts["city"], country, position, opens, closes), ()


def _country(text: str, line: int, faults: list[Fault]) -> str:
    """A country that exists."""
    if not text:
        return ""
    try:
        return checked_country(text)
    except UnknownCountry as unknown:
        faults.append(Fault(line, "country", str(unknown)))
        return ""


def _position(texts: Mapping[str, str], line: int, faults: list[Fault]) -> Position | None:
    """A place on the globe; 0, 0 is what an empty map gives, and no center stands there."""
    degrees = [
        _degrees(name, texts[name], line, faults)
        for name in ("latitude", "longitude")
        if texts[name]
    ]
    if len(degrees) < 2 or None in degrees:
        return None
    latitude, longitude = (degree or 0.0 for degree in degrees)
    if latitude == longitude == 0:
        faults.append(Fault(line, "latitude", "0, 0 lies in the sea; give the center's own."))
        return None
    try:
        return Position(latitude, longitude)
    except BadPosition as wrong:
        name, _, reason = str(wrong).partition(": ")
        faults.append(Fault(line, name, reason))
        return None


def _degrees(name: str, text: str, line: int, faults: list[Fault]) -> float | None:
    """Degrees as 59.9139, with a point."""
    if _DEGREES.fullmatch(text):
        return float(text)
    hint = " Use a point, not a comma." if "," in text else ""
    reason = f"write degrees as 59.9139 or -105.2705, not {text!r}.{hint}"
    faults.append(Fault(line, name, reason))
    return None


def _day(name: str, text: str, line: int, faults: list[Fault]) -> date | None:
    """A day, where one is given."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        faults.append(Fault(line, name, f"write the day as 2026-07-01, not {text!r}."))
        return None


class Change(Enum):
    """What taking a center in does to the list."""

    ADDED = "added"
    MOVED = "moved"
    CHANGED = "changed"
    SAME = "the same"


def change_of(center: Center, known: Center | None) -> Change:
    """What a center is against the one of its name that is known already."""
    if known is None:
        return Change.ADDED
    if known.position != center.position:
        return Change.MOVED
    return Change.SAME if known == center else Change.CHANGED


def clashes(sheet: Sheet, known: tuple[Center, ...]) -> tuple[Fault, ...]:
    """Rows that stand where a known center of another name stands."""
    own = {key_of(center.name) for _, center in sheet.rows}
    places = {one.position: one for one in known if key_of(one.name) not in own}
    return tuple(
        Fault(
            line,
            "latitude",
            f"{places[center.position].name!r} is known at this position; one place is one center.",
        )
        for line, center in sheet.rows
        if center.position in places
    )
