"""Stored answers about contracts: each line with verdict, clause and reason, as it was given."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from tam.apps.entitlement import services_decisions as decisions
from tam.apps.entitlement.facts import clause_id
from tam.apps.entitlement.models import EntitlementDecision, ServiceContract
from tam.apps.entitlement.verdicts import Kind, Point, number_of
from tam.apps.journal import services as journal
from tam.apps.journal.facts import Happening
from tam.domain.catalogue.load import standard
from tam.domain.catalogue.terms import Kind as LevelKind
from tam.domain.entitlement.facts import CenterFacts, ContractFacts, LineFacts
from tam.domain.entitlement.pairing import level_of
from tam.domain.entitlement.wording import kind_of
from tam.domain.principals import Principal
from tam.domain.readings import DEFAULTS

SHOWN_LINES = 20
Verdict = EntitlementDecision.Verdict


def id_of(name: str) -> int:
    """The row behind the name that facts give it: 7 of `site:7`."""
    return int(name.rpartition(":")[2])


def point_data(point: Point) -> dict[str, object]:
    """A point as it is stored."""
    return {
        "kind": point.kind.value,
        "clause": point.clause,
        "field": point.field,
        "reason": point.reason,
        "remedies": list(point.remedies),
        "readings": list(point.readings),
    }


def why_line(line: LineFacts, contract: ContractFacts) -> str:
    """Why a line that was accepted may stand."""
    level = level_of(line, standard())
    if kind_of(level, contract.read_by(DEFAULTS)) is LevelKind.BASE:
        return f"{level.name} is a base level and stands alone."
    return f"{level.name} stands on an allowed base on every day of the line."


def _detail(
    contract: ContractFacts, line: LineFacts | None, points: Iterable[Point]
) -> dict[str, object]:
    detail: dict[str, object] = {
        "contract": contract.number,
        "starts_on": (line or contract).starts_on.isoformat(),
        "ends_on": (line or contract).ends_on.isoformat(),
        "lines": [f"{one.number} {one.level}" for one in contract.lines[:SHOWN_LINES]],
        "catalogue": standard().version,
        "findings": [point_data(point) for point in points],
    }
    if line is not None:
        detail |= {"line": line.number, "level_version": level_of(line, standard()).version}
    return detail


def _center(center: CenterFacts | None) -> dict[str, object]:
    if center is None:
        return {}
    on = center.measured_on
    known = {"name": center.name, "metres": center.metres, "measured_on": on and on.isoformat()}
    return {"center": known}


def accepted(
    row: ServiceContract,
    contract: ContractFacts,
    points: tuple[Point, ...],
    centers: Mapping[str, CenterFacts],
    at: datetime,
) -> Iterator[EntitlementDecision]:
    """One decision for each line, and one for what is to be known of the contract as a whole."""
    by_line: dict[int | None, list[Point]] = {}
    for point in points:
        by_line.setdefault(number_of(point.field), []).append(point)
    if None in by_line:
        yield EntitlementDecision(
            account_id=row.account_id,
            at=at,
            asked=f"Contract {row.number}"[:200],
            verdict=Verdict.YES,
            clause=by_line[None][0].clause,
            reason=" ".join(point.reason for point in by_line[None])[:500],
            contract=row,
            detail=_detail(contract, None, by_line[None]),
        )
    for line in contract.lines:
        own = by_line.get(line.number, [])
        yield line_answer(row, contract, line, own, centers, at)


def line_answer(
    row: ServiceContract,
    contract: ContractFacts,
    line: LineFacts,
    points: list[Point],
    centers: Mapping[str, CenterFacts],
    at: datetime,
) -> EntitlementDecision:
    """The decision about one line that was accepted.

    It keeps the service center its site was measured from, the metres and the day (NOTE-6).
    """
    center = _center(centers.get(line.site or ""))
    return EntitlementDecision(
        account_id=row.account_id,
        at=at,
        asked=f"{level_of(line, standard()).name} on {row.number}"[:200],
        verdict=Verdict.YES,
        clause="TAM-01",
        reason=why_line(line, contract)[:500],
        site_id=id_of(line.site or ""),
        level=line.level,
        contract=row,
        detail=_detail(contract, line, points) | center,
    )


def store_accepted(
    row: ServiceContract,
    contract: ContractFacts,
    points: tuple[Point, ...],
    centers: Mapping[str, CenterFacts],
    at: datetime,
    by: Principal,
) -> None:
    """Keep that a contract was accepted, with the warnings that came with it."""
    EntitlementDecision.unscoped.bulk_create(accepted(row, contract, points, centers, at))
    numbers = [line.number for line in contract.lines]
    decisions.store_lines(row=row, contract=contract, numbers=numbers, at=at)
    count = "1 line" if len(contract.lines) == 1 else f"{len(contract.lines)} lines"
    what = Happening(
        action="contract.added",
        subject=f"contract:{row.pk}",
        summary=f"Contract {row.number}, {row.starts_on} to {row.ends_on}, {count}",
        account_id=row.account_id,
        clause="NOTE-7",
        data={"findings": [point_data(point) for point in points]},
    )
    journal.enter(at=at, by=by, what=what)


def refused(
    contract: ContractFacts, account_id: int, points: Iterable[Point], at: datetime
) -> Iterator[EntitlementDecision]:
    """One decision for each point that refuses."""
    lines = {line.number: line for line in contract.lines}
    for point in points:
        if point.kind is not Kind.REFUSES:
            continue
        line = lines.get(number_of(point.field) or 0)
        what = level_of(line, standard()).name if line else "Contract"
        yield EntitlementDecision(
            account_id=account_id,
            at=at,
            asked=f"{what} on {contract.number}" if line else f"{what} {contract.number}",
            verdict=Verdict.NO,
            clause=point.clause,
            reason=point.text[:500],
            site_id=id_of(line.site or "") if line else None,
            level=line.level if line else "",
            detail=_detail(contract, line, [point]),
        )


def store_refused(
    contract: ContractFacts,
    account_id: int,
    points: tuple[Point, ...],
    at: datetime,
    by: Principal,
) -> None:
    """Keep a refusal; the same one again is kept once."""
    for row in refused(contract, account_id, points, at):
        same = EntitlementDecision.unscoped.filter(
            account_id=account_id, asked=row.asked, verdict=row.verdict, reason=row.reason
        )
        if same.exists():
            continue
        row.save(force_insert=True)
        what = Happening(
            action="contract.refused",
            subject=f"account:{account_id}",
            summary=f"{row.asked}: {row.reason}",
            account_id=account_id,
            clause=clause_id(row.clause),
        )
        journal.enter(at=at, by=by, what=what)
