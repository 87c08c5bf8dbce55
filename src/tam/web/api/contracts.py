"""Contracts by the API: entered, or only checked, with the verdict of form and file (TAM-01)."""

from dataclasses import asdict
from datetime import date
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router, Schema, Status

from tam.apps.entitlement.selectors import listing, pages
from tam.apps.entitlement.selectors.listing import ContractRow, Wanted
from tam.apps.entitlement.selectors.pages import LineRow
from tam.apps.entitlement.services import entering
from tam.apps.entitlement.verdicts import Kind, Outcome, Verdict
from tam.apps.estate import selectors as estate
from tam.domain.entitlement.entry import Written, WrittenLine
from tam.web.access import Asker
from tam.web.api.auth import Bearer, asking
from tam.web.context import moment
from tam.web.problems import Field, problem

router = Router(tags=["contracts"])


class LineIn(Schema):
    """One line; days that are left out are the contract's."""

    model_config = {"extra": "forbid"}
    level: str
    site: str
    serial: str = ""
    starts_on: str = ""
    ends_on: str = ""
    options: list[str] = []


class ContractIn(Schema):
    """A contract as it is written down; every rule about it is the service's."""

    model_config = {"extra": "forbid"}
    number: str
    account: str
    starts_on: str
    ends_on: str
    master_agreement: str = ""
    contact: str = ""
    follows: str = ""
    readings: str = ""
    lines: list[LineIn]


class PointOut(Schema):
    """One point: its kind, field, clause, reason, what would change it, readings."""

    kind: str
    field: str
    clause: str
    reason: str
    remedies: list[str]
    readings: list[str]


class VerdictOut(Schema):
    """The answer to a contract."""

    outcome: str
    number: str
    points: list[PointOut]


class ContractOut(Schema):
    """One contract of the list; `state` is where it stands today."""

    number: str
    account: str
    state: str
    starts_on: date
    ends_on: date
    line_count: int
    next_end: date | None
    followed_by: str


class ContractsOut(Schema):
    """One page of the contracts, those whose end is next first."""

    contracts: list[ContractOut]
    total: int
    page: int
    pages: int


class LineOut(Schema):
    """One line with the version of its level; `voids` are days without a base."""

    number: int
    level: str
    level_version: int | None
    options: list[str]
    site: str
    serial: str
    starts_on: date
    ends_on: date
    state: str
    voids: str


class PauseOut(Schema):
    """One suspension: of a line, or of the contract where `line` is null."""

    line: int | None
    starts_on: date
    ends_on: date | None


class ContractPageOut(ContractOut):
    """One contract whole."""

    master_agreement: str
    follows: str
    readings: list[str]
    lines: list[LineOut]
    suspensions: list[PauseOut]


class ForEnterers(Bearer):
    """For people who may enter contracts for some account; to others the address is not there."""

    def __call__(self, request: HttpRequest) -> Asker | None:
        asker = super().__call__(request)
        if asker is not None and not entering.accounts_of(asker.principal):
            raise Http404
        return asker


def _written(body: ContractIn) -> Written:
    terms = body.model_dump(exclude={"lines"})
    lines = [one.model_dump() | {"options": " ".join(one.options)} for one in body.lines]
    return Written(**terms, lines=tuple(WrittenLine(**line) for line in lines))


def _verdict(verdict: Verdict) -> VerdictOut:
    points = [
        PointOut(
            kind=one.kind.value,
            field=one.field,
            clause=one.clause,
            reason=one.reason,
            remedies=list(one.remedies),
            readings=list(one.readings),
        )
        for one in verdict.points
    ]
    return VerdictOut(outcome=verdict.outcome.value, number=verdict.number, points=points)


@router.post(
    "/contracts",
    response={200: VerdictOut, 201: VerdictOut},
    url_name="contract-enter",
    operation_id="enter_contract",
    auth=ForEnterers(),
)
def enter(
    request: HttpRequest, body: ContractIn, *, dry_run: bool = False
) -> Status[VerdictOut] | HttpResponse:
    """Enter a contract with its lines, or with `dry_run` only say what would be."""
    verdict = entering.enter_contract(
        written=_written(body), at=moment(request), by=asking(request).principal, dry_run=dry_run
    )
    out = _verdict(verdict)
    if verdict.outcome is Outcome.WRONG:
        wrong = [Field(one.field, one.reason) for one in verdict.points]
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, fields=wrong, verdict=out.model_dump())
    if verdict.outcome is Outcome.REFUSED and not dry_run:
        no = next(one for one in verdict.points if one.kind is Kind.REFUSES)
        return problem(HTTPStatus.CONFLICT, no.text, no.clause, verdict=out.model_dump())
    status = HTTPStatus.CREATED if verdict.outcome is Outcome.ENTERED else HTTPStatus.OK
    return Status(status.value, out)


def _slugs(asker: Asker) -> dict[int, str]:
    return {one.id: one.slug for one in estate.accounts(scope=asker.scope)}


def _row(row: ContractRow, slugs: dict[int, str]) -> dict[str, object]:
    return asdict(row) | {"account": slugs[row.account_id], "line_count": row.lines}


@router.get("/contracts", response=ContractsOut, url_name="contracts", operation_id="contracts")
def contracts(
    request: HttpRequest, account: str = "", state: str = "", number: str = "", page: int = 1
) -> ContractsOut:
    """The contracts in scope: by account (its name in addresses), state, part of the number."""
    asker = asking(request)
    slugs = _slugs(asker)
    ids = {slug: key for key, slug in slugs.items()}
    if account and account not in ids:
        raise Http404
    wanted = Wanted(ids.get(account), state, number[:40], min(max(page, 1), 1_000_000))
    found = listing.listing(scope=asker.scope, today=moment(request).date(), wanted=wanted)
    return ContractsOut(
        contracts=[ContractOut.model_validate(_row(row, slugs)) for row in found.rows],
        total=found.total,
        page=found.page,
        pages=found.pages,
    )


def _line(line: LineRow) -> LineOut:
    return LineOut.model_validate(
        asdict(line) | {"level_version": line.version, "options": line.option_ids}
    )


@router.get(
    "/contracts/{path:number}",
    response=ContractPageOut,
    url_name="contract",
    operation_id="contract",
)
def contract(request: HttpRequest, number: str) -> ContractPageOut:
    """One contract with its lines, the versions of their levels, and its suspensions."""
    asker, today = asking(request), moment(request).date()
    found = pages.contract_by_number(scope=asker.scope, number=number, today=today)
    if found is None:
        raise Http404
    pauses = [
        PauseOut(line=one.line, starts_on=one.starts_on, ends_on=one.last) for one in found.pauses
    ]
    return ContractPageOut.model_validate(
        _row(found.row, _slugs(asker))
        | {
            "master_agreement": found.master_agreement,
            "follows": found.follows.number if found.follows else "",
            "readings": found.readings,
            "lines": [_line(one) for one in found.lines],
            "suspensions": pauses,
        }
    )
