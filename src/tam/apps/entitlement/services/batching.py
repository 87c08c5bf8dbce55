"""Contract after contract of one file: each judged beside those before it, written in batches."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tam.apps.entitlement.models import ContractLine, EntitlementDecision, ServiceContract
from tam.apps.entitlement.services.answers import accepted
from tam.apps.entitlement.services.book import Book, Shelf, held_lines
from tam.apps.entitlement.services.entering import (
    Old,
    Placed,
    contract_row,
    digest_of,
    judge,
    line_rows,
    no_account,
    old_of,
    place,
    taken,
)
from tam.apps.entitlement.verdicts import Outcome, Point, complaint_points, refuses
from tam.apps.estate.selectors import AccountLine
from tam.domain.catalogue.load import standard
from tam.domain.entitlement.entry import Entry, Written, read
from tam.domain.entitlement.facts import ContractFacts, LineFacts

BATCH = 500
Levels = tuple[tuple[str, int | None], ...]


@dataclass(frozen=True)
class Judged:
    """What was said of one contract of a file."""

    outcome: Outcome
    account_id: int = 0
    points: tuple[Point, ...] = ()
    placed: Placed | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A contract that is there: whose, with which digest, under which row once it is written."""

    account_id: int
    sha256: str
    id: int | None = None


class Batch:
    """Judges the contracts of a file one by one; with `write` they become rows in batches."""

    def __init__(self, accounts: Mapping[str, AccountLine], at: datetime, *, write: bool) -> None:
        self.accounts = accounts
        self.at = at
        self.write = write
        self.entered: dict[int, Counter[str]] = defaultdict(Counter)
        rows = ServiceContract.unscoped.values_list("number", "account_id", "entered_sha256", "pk")
        self.known = {
            number: Known(account_id, sha256, pk)
            for number, account_id, sha256, pk in rows.iterator(2000)
        }
        self._books: dict[int, tuple[Book, Shelf]] = {}
        self._fresh: dict[str, tuple[date, date, Levels]] = {}
        self._waiting: list[Judged] = []

    def judge(self, written: Written) -> Judged:
        """What the clauses say of a contract beside all that was there and stood before it."""
        entry = read(written, standard())
        if isinstance(entry, tuple):
            return Judged(Outcome.WRONG, points=complaint_points(entry))
        account = self.accounts.get(entry.account)
        if account is None:
            return Judged(Outcome.WRONG, points=(no_account(entry.account),))
        known = self.known.get(entry.number)
        if known is not None:
            if (known.account_id, known.sha256) == (account.id, digest_of(entry)):
                return Judged(Outcome.UNCHANGED, account.id)
            return Judged(Outcome.WRONG, account.id, (taken(entry.number),))
        book, shelf = self._at(account)
        placed = place(entry, book, self._old(entry, account))
        if isinstance(placed, tuple):
            return Judged(Outcome.WRONG, account.id, placed)
        points = judge(placed, book, shelf)
        outcome = Outcome.REFUSED if refuses(points) else Outcome.ALLOWED
        return Judged(outcome, account.id, points, placed)

    def _at(self, account: AccountLine) -> tuple[Book, Shelf]:
        if account.id not in self._books:
            self._books[account.id] = Book(account), Shelf(held_lines(account.id))
        return self._books[account.id]

    def _old(self, entry: Entry, account: AccountLine) -> Old | None:
        fresh = self._fresh.get(entry.follows)
        known = self.known.get(entry.follows)
        if known is None or known.account_id != account.id:
            return None
        if fresh is None:
            return old_of(entry, account)
        starts_on, ends_on, levels = fresh
        lines = tuple(
            LineFacts(level, starts_on, ends_on, number, level_version=version)
            for number, (level, version) in enumerate(levels, 1)
        )
        return Old(known.id, ContractFacts(entry.follows, starts_on, ends_on, lines))

    def take(self, judged: Judged, *, keep: bool) -> None:
        """Let a contract that may stand count for those after it; `keep` it for writing too."""
        placed = judged.placed
        if placed is None:
            return
        entry, facts = placed.entry, placed.facts
        self._books[judged.account_id][1].add(facts)
        self.known[entry.number] = Known(judged.account_id, placed.sha256)
        levels = dict.fromkeys((line.level, line.level_version) for line in facts.lines)
        self._fresh[entry.number] = facts.starts_on, facts.ends_on, tuple(levels)
        if self.write and keep:
            self._waiting.append(judged)
            if len(self._waiting) >= BATCH:
                self.flush()

    def flush(self) -> None:
        """Write what waits."""
        held = [(one, one.placed) for one in self._waiting if one.placed is not None]
        rows = [contract_row(placed, one.account_id) for one, placed in held]
        ServiceContract.unscoped.bulk_create(rows)
        lines: list[ContractLine] = []
        answers: list[EntitlementDecision] = []
        for row, (one, placed) in zip(rows, held, strict=True):
            self.known[row.number] = Known(row.account_id, row.entered_sha256, row.pk)
            own = line_rows(placed, row)
            lines += own
            centers = self._books[row.account_id][0].centers(placed.facts.lines)
            answers += accepted(row, placed.facts, one.points, centers, self.at)
            self.entered[row.account_id].update(contracts=1, lines=len(own))
        ContractLine.unscoped.bulk_create(lines, batch_size=2000)
        EntitlementDecision.unscoped.bulk_create(answers, batch_size=2000)
        self._follow(rows, [placed for _, placed in held])
        self._waiting = []

    def _follow(self, rows: list[ServiceContract], held: list[Placed]) -> None:
        """Join contracts to those of the same file that they follow, now that they are rows."""
        late = []
        for row, placed in zip(rows, held, strict=True):
            if placed.old is not None and placed.old.id is None:
                row.follows_id = self.known[placed.entry.follows].id
                late.append(row)
        ServiceContract.unscoped.bulk_update(late, ["follows"])
