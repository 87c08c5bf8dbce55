"""Entering a contract whole: form, API and CSV come here and get the same verdict (TAM-01).

What is refused and what is accepted is stored, line by line, as it was answered; a dry run stores
nothing.
"""

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import datetime

from django.db import IntegrityError, transaction

from tam.apps.entitlement.facts import contract_facts, site_name, unit_name
from tam.apps.entitlement.models import ContractLine, ServiceContract
from tam.apps.entitlement.services.answers import store_accepted, store_refused
from tam.apps.entitlement.services.book import Book, Shelf, held_lines
from tam.apps.entitlement.verdicts import (
    Kind,
    Outcome,
    Point,
    Verdict,
    complaint_points,
    finding_points,
    refuses,
)
from tam.apps.estate import selectors as estate
from tam.apps.estate import services as places
from tam.apps.estate.selectors import AccountLine
from tam.domain.catalogue.load import standard
from tam.domain.entitlement.beside import check_beside
from tam.domain.entitlement.changes import check_renewal
from tam.domain.entitlement.contracts import check_contract
from tam.domain.entitlement.entry import EnteredLine, Entry, Written, read
from tam.domain.entitlement.facts import BadFacts, ContractFacts, LineFacts
from tam.domain.principals import Principal, Role
from tam.domain.readings import DEFAULTS

ENTERERS = (Role.TAM, Role.MANAGER)
_TERMS = [one.name for one in fields(Entry) if one.name != "lines"]
_LINE = [one.name for one in fields(EnteredLine)]


@dataclass(frozen=True)
class Old:
    """The contract that is renewed."""

    id: int | None
    facts: ContractFacts


@dataclass(frozen=True)
class Place:
    """Where a line is: the site, and the library unless it is about all of it."""

    site_id: int
    equipment_id: int | None


@dataclass(frozen=True)
class Placed:
    """A contract whose sites, libraries, contact and forerunner were found."""

    entry: Entry
    sha256: str
    facts: ContractFacts
    places: tuple[Place, ...]
    contact_id: int | None
    old: Old | None


def accounts_of(by: Principal) -> dict[str, AccountLine]:
    """The accounts for which somebody may enter contracts, by the name in addresses."""
    return {one.slug: one for one in estate.accounts(scope=by.scope(*ENTERERS))}


def digest_of(entry: Entry) -> str:
    """The SHA-256 of what was entered: the same contract again has the same."""
    terms = [getattr(entry, name) for name in _TERMS]
    lines = [[getattr(line, name) for name in _LINE] for line in entry.lines]
    text = json.dumps([*terms, lines], default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def no_account(slug: str) -> Point:
    """What to say of an account that is not there or not theirs."""
    return Point(
        Kind.WRONG, "account", f"There is no account {slug!r} that you may enter contracts for."
    )


def taken(number: str) -> Point:
    """What to say of a number that another contract has."""
    return Point(
        Kind.WRONG,
        "number",
        f"There is a contract {number} already, with other terms; amend that one, or give another "
        "number.",
    )


def place(entry: Entry, book: Book, old: Old | None) -> Placed | tuple[Point, ...]:
    """The contract with what it names found in the account, or what was not found."""
    points: list[Point] = []
    found: list[Place] = []
    for line in entry.lines:
        try:
            found.append(find_place(line, book))
        except NotThere as missing:
            points.append(Point(Kind.WRONG, f"lines[{line.number}].{missing.field}", str(missing)))
    contact = book.contacts.get(entry.contact.casefold())
    if entry.contact and contact is None:
        said = f"{entry.contact} is no contact of the account; add the contact, or leave it empty."
        points.append(Point(Kind.WRONG, "contact", said))
    if entry.follows and old is None:
        said = f"There is no contract {entry.follows} of this account that it could follow."
        points.append(Point(Kind.WRONG, "follows", said))
    if points:
        return tuple(points)
    return Placed(entry, digest_of(entry), _facts(entry, found), tuple(found), contact, old)


class NotThere(Exception):
    """A site or library that the account does not have, with the field that named it."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


def find_place(line: EnteredLine, book: Book) -> Place:
    sites = book.sites.get(line.site.casefold(), [])
    if len(sites) != 1:
        words = "no site" if not sites else "more than one site"
        raise NotThere("site", f"The account has {words} of the name {line.site!r}.")
    try:
        book.facts(sites[0])
    except BadFacts as wrong:
        raise NotThere("site", f"The site cannot be used as it is recorded: {wrong}") from wrong
    if not line.serial:
        return Place(sites[0].id, None)
    unit = book.units.get(line.serial.casefold())
    if unit is None:
        raise NotThere("serial", f"The account has no library of the serial {line.serial!r}.")
    if unit.site.id != sites[0].id:
        raise NotThere(
            "serial", f"Library {unit.serial} stands at {unit.site.name}, not at {sites[0].name}."
        )
    return Place(sites[0].id, unit.id)


def _facts(entry: Entry, found: list[Place]) -> ContractFacts:
    lines = tuple(
        LineFacts(
            level=line.level,
            starts_on=line.starts_on,
            ends_on=line.ends_on,
            number=line.number,
            unit=unit_name(at.equipment_id),
            site=site_name(at.site_id),
            options=line.options,
            level_version=line.level_version,
        )
        for line, at in zip(entry.lines, found, strict=True)
    )
    return ContractFacts(
        number=entry.number,
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        lines=lines,
        master_agreement=entry.master_agreement,
        readings=entry.readings,
    )


def judge(placed: Placed, book: Book, shelf: Shelf) -> tuple[Point, ...]:
    """Everything the clauses say about a contract that could be read."""
    facts, catalogue = placed.facts, standard()
    findings = [
        *check_contract(facts, book.estate(facts.lines), DEFAULTS, catalogue),
        *check_beside(facts, shelf.near(facts), DEFAULTS, catalogue),
    ]
    if placed.old is not None:
        findings += check_renewal(placed.old.facts, facts, catalogue)
    return finding_points(findings, book.names) if findings else ()


def old_of(entry: Entry, account: AccountLine) -> Old | None:
    """The contract that one follows, from its rows."""
    row = (
        ServiceContract.unscoped.filter(account_id=account.id, number=entry.follows)
        .prefetch_related("lines", "suspensions")
        .first()
    )
    return Old(row.pk, contract_facts(row, row.lines.all())) if row else None


def _known(entry: Entry, account: AccountLine) -> Verdict | None:
    """The answer where the number is in use: the same contract again, or another one."""
    row = ServiceContract.unscoped.filter(number=entry.number).first()
    if row is None:
        return None
    if (row.account_id, row.entered_sha256) == (account.id, digest_of(entry)):
        return Verdict(Outcome.UNCHANGED, entry.number, contract_id=row.pk)
    return Verdict(Outcome.WRONG, entry.number, (taken(entry.number),))


@transaction.atomic
def enter_contract(
    *, written: Written, at: datetime, by: Principal, dry_run: bool = False
) -> Verdict:
    """Enter a contract with its lines, or say why not; with a dry run only say what would be."""
    entry = read(written, standard())
    if isinstance(entry, tuple):
        return Verdict(Outcome.WRONG, written.number, complaint_points(entry))
    account = accounts_of(by).get(entry.account)
    if account is None:
        return Verdict(Outcome.WRONG, entry.number, (no_account(entry.account),))
    places.hold_accounts(account_ids=[account.id])
    known = _known(entry, account)
    if known is not None:
        return known
    book = Book(account)
    placed = place(entry, book, old_of(entry, account))
    if isinstance(placed, tuple):
        return Verdict(Outcome.WRONG, entry.number, placed)
    shelf = Shelf(held_lines(account.id, (one.site_id for one in placed.places)))
    points = judge(placed, book, shelf)
    if dry_run:
        outcome = Outcome.REFUSED if refuses(points) else Outcome.ALLOWED
        return Verdict(outcome, entry.number, points)
    if refuses(points):
        store_refused(placed.facts, account.id, points, at, by)
        return Verdict(Outcome.REFUSED, entry.number, points)
    row = contract_row(placed, account.id)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # somebody else was quicker with the number
        return Verdict(Outcome.WRONG, entry.number, (taken(entry.number),))
    ContractLine.unscoped.bulk_create(line_rows(placed, row))
    store_accepted(row, placed.facts, points, book.centers(placed.facts.lines), at, by)
    return Verdict(Outcome.ENTERED, entry.number, points, row.pk)


def contract_row(placed: Placed, account_id: int) -> ServiceContract:
    """The row of a contract."""
    entry = placed.entry
    return ServiceContract(
        account_id=account_id,
        number=entry.number,
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        master_agreement=entry.master_agreement,
        readings=dict(entry.readings),
        follows_id=placed.old.id if placed.old else None,
        contact_id=placed.contact_id,
        entered_sha256=placed.sha256,
    )


def line_rows(placed: Placed, row: ServiceContract) -> list[ContractLine]:
    """The rows of its lines."""
    return [
        ContractLine(
            account_id=row.account_id,
            contract=row,
            number=line.number,
            level=line.level,
            level_version=line.level_version,
            options=list(line.options),
            site_id=at.site_id,
            equipment_id=at.equipment_id,
            starts_on=line.starts_on,
            ends_on=line.ends_on,
        )
        for line, at in zip(placed.entry.lines, placed.places, strict=True)
    ]
