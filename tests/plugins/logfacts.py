"""Facts of one made-up library from lines such as `08 05:56:28 E text`, and records from fields."""

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone

from tam.domain.logreview.facts import BundleFacts, Event
from tam.domain.logreview.findings import Draft
from tam.domain.logreview.history import History
from tam.domain.logreview.meaning.reading import read
from tam.domain.logreview.records.interpret import Interpreter
from tam.domain.logreview.records.record import Record
from tam.domain.logreview.rows import DriveRow, Row
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.levels import Level
from tam.domain.logreview.text.spots import Spot
from tam.domain.logreview.text.stamps import Hints

ZONE = timezone(timedelta(hours=1))
NAME = "5E21C0D4 2026-03-11 05.06.07.zip"
LEVELS = {
    "I": Level.INFO,
    "W": Level.WARNING,
    "E": Level.ERROR,
    "F": Level.FATAL,
    "U": Level.UNKNOWN,
}


def moment(text: str) -> datetime | None:
    """A day of March 2026 and a time in the library's zone; `--` for none."""
    return None if text.startswith("--") else datetime.fromisoformat(f"2026-03-{text}+01:00")


def spot(text: str = "a line of a list", line: int = 1, member: str = "lists.csv") -> Spot:
    return Spot(NAME, member, line, text)


def event(line: str, number: int = 1, source: str = "Error.txt") -> Event:
    """One line that says something; `08 05:56 E text` or `-- -- E text`."""
    day, time, level, text = line.split(" ", 3)
    reading = read(text, LEVELS[level])
    assert reading is not None, f"nothing is said by: {text}"
    return Event(
        reading.concepts,
        moment(f"{day} {time}"),
        LEVELS[level],
        source,
        reading.who,
        reading.senses,
        reading.flags,
        reading.said,
        spot(text, number, source),
    )


def facts(lines: str = "", rows: Iterable[Row] = (), **changed: object) -> BundleFacts:
    """A bundle captured on 11 March with these lines and rows."""
    listed = [line.strip() for line in lines.splitlines() if line.strip()]
    said = {
        "name": NAME,
        "sha256": "",
        "size": 100,
        "library_serial": "5E21C0D4",
        "library_name": None,
        "model": None,
        "captured_at": moment("11 05:06:07"),
        "zone_stated": True,
        "members": (),
        "events": tuple(event(line, place) for place, line in enumerate(listed, 1)),
        "rows": tuple(rows),
        "jumps": (),
        "sources": (),
        "templates": (),
        "settings": (),
        "mounts": (),
        "tape_mounts": (),
        "robot_moves": (),
        "slot_partitions": (),
    }
    return BundleFacts(**(said | changed))


def history(lines: str = "", rows: Iterable[Row] = (), **changed: object) -> History:
    return History([facts(lines, rows, **changed)])


def told(drafts: Iterable[Draft]) -> list[str]:
    """What drafts are about: `kind id`, with `?` before an undecided one."""
    return [f"{'?' * one.undecided}{one.kind.value} {one.subject.id}" for one in drafts]


def drive(
    path: str = "FR1/DBA1/LTO-DRV1", serial: str = "YX10443587", **changed: object
) -> DriveRow:
    """A drive as a list shows it: status Ready, partition Backup, changed by field."""
    said = {
        "library_serial": "",
        "kind": "TD8",
        "firmware": "R3G3",
        "status": "Ready",
        "partition": "Backup",
        "host": "",
        "wwn": "",
        "health": "",
        "changing": False,
        "spot": spot(),
        "firmware_spot": spot(),
        "status_spot": spot(),
    }
    return DriveRow(path, serial, **(said | changed))


def record(name: str, parent: Record | None = None, /, **fields: str) -> Record:
    made = Record(name, spot(name), parent)
    for place, (key, value) in enumerate(fields.items(), 1):
        made.put(key, value, spot(f"{key}={value}", place))
    return made


def kept(*records: Record) -> Sink:
    """What the interpreters keep of these records, the outermost last."""
    sink = Sink(NAME, Hints())
    interpreter = Interpreter(sink)
    for made in records:
        interpreter.close(made)
    return sink


def rows(*records: Record) -> list[Row]:
    return kept(*records).rows
