"""The columns of a file of contracts, and its rows brought together to contracts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from tam.adapters import csv_in
from tam.adapters.csv_in import BadCsv, Row
from tam.apps.entitlement.verdicts import Kind, Point, number_of
from tam.domain.entitlement.entry import Written, WrittenLine

TERMS = (
    "number", "account", "starts_on", "ends_on", "master_agreement", "contact", "follows",
    "readings",
)  # fmt: skip
LINE = {
    "level": "level",
    "site": "site",
    "serial": "serial",
    "line_starts_on": "starts_on",
    "line_ends_on": "ends_on",
    "options": "options",
}
COLUMNS = (*TERMS, *LINE)
NEEDED = ("number", "account", "starts_on", "ends_on", "level", "site")
TEMPLATE = (
    ",".join(COLUMNS)
    + "\r\nSG-3001,northern-lights,2027-01-01,2027-12-31,Master Services Agreement version 7,"
    ",,,four_hour_on_site,Boulder Data Center,,,,\r\n"
    "SG-3001,northern-lights,2027-01-01,2027-12-31,,,,,tam,Boulder Data Center,,,,\r\n"
    "SG-3002,northern-lights,2027-01-01,2027-12-31,Master Services Agreement version 7,"
    ",,,nbd_on_site,Leeds Office,,,2027-06-30,phone_uplift_24x7\r\n"
)


@dataclass(frozen=True)
class Problem:
    """One point of a file: its line and column, the contract, the reason, the clause if any."""

    line: int
    column: str
    reason: str
    kind: Kind = Kind.WRONG
    clause: str = ""
    number: str = ""


@dataclass
class Group:
    """The rows of one contract."""

    number: str
    rows: list[Row] = field(default_factory=list)

    def written(self) -> Written:
        """The contract as its rows write it."""
        first = self.rows[0].cells
        return Written(
            **{name: first.get(name, "") for name in TERMS},
            lines=tuple(
                WrittenLine(**{name: row.cells.get(column, "") for column, name in LINE.items()})
                for row in self.rows
            ),
        )

    def problem(self, point: Point) -> Problem:
        """A point of the contract at its place in the file."""
        number = number_of(point.field)
        name = point.field.rpartition(".")[2]
        if number is None:
            row, column = self.rows[0], name if name in TERMS else ""
        else:
            row = self.rows[min(number, len(self.rows)) - 1]
            column = next((one for one, known in LINE.items() if known == name), "")
        return Problem(row.line, column, point.text, point.kind, point.clause, self.number)

    def unlike(self) -> Iterator[Problem]:
        """Terms that a later row of the contract says otherwise."""
        first = self.rows[0]
        for row in self.rows[1:]:
            for name in TERMS:
                said = row.cells.get(name, "").strip()
                if said and said != first.cells.get(name, "").strip():
                    reason = (
                        f"It says {said[:60]!r}, line {first.line} of the same contract does not."
                    )
                    yield Problem(row.line, name, reason, number=self.number)


def read_rows(file: BinaryIO, delimiter: str) -> Iterator[Row | BadCsv]:
    """The rows of a file from its start."""
    file.seek(0)
    return csv_in.rows(file, delimiter, COLUMNS, NEEDED)


def groups(rows: Iterable[Row | BadCsv], faults: list[Problem]) -> Iterator[Group]:
    """The contracts of a file; rows of one that do not stand together are a fault."""
    seen: dict[str, int] = {}
    group: Group | None = None
    apart = False
    for row in rows:
        if isinstance(row, BadCsv):
            faults.append(fault(row))
            continue
        number = row.cells["number"].strip()
        if group is not None and group.number == number:
            group.rows.append(row)
            continue
        if group is not None and not apart:
            yield group
        group, apart = Group(number, [row]), bool(number) and number in seen
        if apart:
            reason = f"It stands in line {seen[number]} already; put the rows of one together."
            faults.append(Problem(row.line, "number", reason, number=number))
        seen.setdefault(number, row.line)
    if group is not None and not apart:
        yield group


def fault(wrong: BadCsv) -> Problem:
    """What cannot be read of a file."""
    return Problem(wrong.line, wrong.column, wrong.reason)
