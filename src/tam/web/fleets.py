"""What desk and portal show alike of one finding: the page, and the same kind over a fleet."""

from dataclasses import dataclass

from tam.apps.logreview.selectors_findings import FindingPage, FleetLine, beside, fleet
from tam.domain.logreview.cohort import Stand
from tam.domain.principals import Scope

MOST_ROWS = 25


@dataclass(frozen=True)
class Fleet:
    """The libraries of a scope beside one finding, and the sentence that sums them up."""

    rows: list[FleetLine]
    here: int
    sentence: str
    beside: list[tuple[str, Stand]]


def fleet_of(page: FindingPage, scope: Scope) -> Fleet:
    """The same kind of finding over the libraries that the reader may see."""
    here = page.library.id if page.library else 0
    rows = fleet(scope=scope, kind=page.line.kind, equipment_id=here)
    others = [row for row in rows if row.library.id != here]
    read = [row for row in others if row.read_at is not None]
    same = sum(1 for row in read if row.findings)
    said = _sentence(same, len(read), len(others) - len(read))
    return Fleet(rows[:MOST_ROWS], here, said, beside(scope=scope, page=page))


def _sentence(same: int, read: int, unread: int) -> str:
    if not read and not unread:
        return "There is no other library to compare with."
    if not read:
        return f"No log of the {_many(unread)} beside it was read, so nothing can be compared."
    shows = "shows" if same == 1 else "show"
    said = f"{same} of {_many(read)} beside it {shows} the same kind of finding."
    if not same:
        said = f"None of the {_many(read)} beside it shows this kind of finding."
    return f"{said} Of {_many(unread)} more no log was read." if unread else said


def _many(count: int) -> str:
    return "1 library" if count == 1 else f"{count} libraries"
