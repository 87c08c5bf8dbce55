"""Importing a file of contracts: checked whole, then entered whole or not at all (TAM-01).

Contracts are read one after the other and written in batches; what is kept of each is its number,
its digest and the places and days of its lines.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from django.db import transaction

from tam.adapters.csv_in import DELIMITERS, BadCsv
from tam.apps.entitlement.services.answers import store_refused
from tam.apps.entitlement.services.batching import Batch, Judged
from tam.apps.entitlement.services.entering import accounts_of
from tam.apps.entitlement.services.rowing import Problem, fault, groups, read_rows
from tam.apps.entitlement.verdicts import Kind, Outcome
from tam.apps.estate import services as places
from tam.apps.journal import services as journal
from tam.apps.journal.facts import Happening
from tam.domain.principals import Principal

MOST_ROWS = 200_000
SHOWN = 100
CHUNK = 1024 * 1024


@dataclass
class Report:
    """What became of a file, or would: counts, and the first of what is wrong and to be known."""

    name: str
    sha256: str
    dry_run: bool
    rows: int = 0
    contracts: int = 0
    new: int = 0
    unchanged: int = 0
    wrong: int = 0
    problems: list[Problem] = field(default_factory=list)
    warned: int = 0
    warnings: list[Problem] = field(default_factory=list)
    by_clause: Counter[str] = field(default_factory=Counter)

    @property
    def stands(self) -> bool:
        """Whether the file was, or may be, entered."""
        return not self.wrong

    @property
    def outcome(self) -> Outcome:
        """The outcome in the words of every door."""
        if not self.stands:
            refused = all(one.kind is Kind.REFUSES for one in self.problems)
            return Outcome.REFUSED if refused else Outcome.WRONG
        if not self.new:
            return Outcome.UNCHANGED
        return Outcome.ALLOWED if self.dry_run else Outcome.ENTERED

    def tell(self, problems: Iterable[Problem]) -> None:
        """Count points, and keep the first of them."""
        for one in problems:
            if one.kind is Kind.WARNS:
                self.warned += 1
                self.by_clause[one.clause] += 1
                kept = self.warnings
            else:
                self.wrong += 1
                kept = self.problems
            if len(kept) < SHOWN:
                kept.append(one)


@dataclass(frozen=True)
class Source:
    """A file: its bytes, its name, how its columns are parted, how many rows it may have."""

    file: BinaryIO
    name: str
    delimiter: str = "comma"
    most_rows: int = MOST_ROWS


class _TakenBack(Exception):
    """Something is wrong: the transaction ends, and nothing of it stays."""


def import_contracts(
    *, source: Source, at: datetime, by: Principal, dry_run: bool = False
) -> Report:
    """Enter every contract of a file, or none; with a dry run only say what would be."""
    report = Report(source.name, _digest(source.file), dry_run)
    _shape(source, report)
    if not report.stands:
        return report
    refused: list[Judged] = []
    if dry_run:
        _check(source, report, Batch(accounts_of(by), at, write=False), refused)
        return report
    try:
        with transaction.atomic():
            accounts = accounts_of(by)
            places.hold_accounts(account_ids=(one.id for one in accounts.values()))
            batch = Batch(accounts, at, write=True)
            _check(source, report, batch, refused)
            if not report.stands:
                raise _TakenBack
            batch.flush()
            _enter(report, batch.entered, at, by)
    except _TakenBack:
        report.new = 0
        _keep_refusals(refused, at, by)
    return report


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _shape(source: Source, report: Report) -> None:
    """Read the file once without looking at words: rows, quotes, bytes, and how many there are."""
    try:
        for row in read_rows(source.file, DELIMITERS[source.delimiter]):
            report.rows += 1
            if report.rows > source.most_rows:
                reason = (
                    f"The file has more than {source.most_rows:,} rows; split it, and import the "
                    "parts one after the other. Nothing was written."
                )
                report.tell([Problem(row.line, "", reason)])
                return
            if isinstance(row, BadCsv):
                report.tell([fault(row)])
    except BadCsv as wrong:
        report.tell([fault(wrong)])
    if not report.rows and report.stands:
        report.tell([Problem(1, "", "The file has a header and no row below it.")])


def _check(source: Source, report: Report, batch: Batch, refused: list[Judged]) -> None:
    """Judge contract after contract; the first that may not stand ends the writing."""
    faults: list[Problem] = []
    for group in groups(read_rows(source.file, DELIMITERS[source.delimiter]), faults):
        report.contracts += 1
        unlike = list(group.unlike())
        report.tell(unlike)
        judged = batch.judge(group.written())
        report.tell(group.problem(point) for point in judged.points)
        _count(report, batch, judged, fits=not unlike)
        if judged.outcome is Outcome.REFUSED and len(refused) < SHOWN:
            refused.append(judged)
    report.tell(faults)


def _count(report: Report, batch: Batch, judged: Judged, *, fits: bool) -> None:
    if judged.outcome is Outcome.UNCHANGED:
        report.unchanged += 1
    elif judged.outcome is Outcome.ALLOWED and fits:
        report.new += 1
        batch.take(judged, keep=report.stands)


def _enter(
    report: Report, entered: Mapping[int, Counter[str]], at: datetime, by: Principal
) -> None:
    """One journal entry for each account that the file is about."""
    for account_id, counts in sorted(entered.items()):
        what = Happening(
            action="contracts.imported",
            subject=f"account:{account_id}",
            summary=f"{counts['contracts']:,} contracts with {counts['lines']:,} lines from "
            f"{report.name}",
            account_id=account_id,
            clause="NOTE-7",
            data={"sha256": report.sha256, "rows": report.rows},
        )
        journal.enter(at=at, by=by, what=what)


@transaction.atomic
def _keep_refusals(refused: list[Judged], at: datetime, by: Principal) -> None:
    for one in refused:
        if one.placed is not None:
            store_refused(one.placed.facts, one.account_id, one.points, at, by)
