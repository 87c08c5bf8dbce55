"""Asking why: one clause of one machine at one moment, and the decisions that were stored."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from tam.apps.entitlement.facts import contract_facts
from tam.apps.entitlement.facts_asked import (
    Place,
    Question,
    digest_of,
    nothing_bought,
    question,
    sentence_of,
)
from tam.apps.entitlement.models import ServiceContract, StoredDecision
from tam.apps.estate import selectors as estate
from tam.domain.entitlement.codec import BadJson, from_json, to_json
from tam.domain.entitlement.decide import decide
from tam.domain.entitlement.decision import Decision, Verdict
from tam.domain.entitlement.facts import ContractFacts
from tam.domain.principals import Scope

PREFERRED = (Verdict.YES, Verdict.UNKNOWN, Verdict.NO)


@dataclass(frozen=True)
class StoredLine:
    """A stored decision: when and for what it was stored, and the decision itself."""

    id: int
    account_id: int
    at: datetime
    subject: str
    clause: str
    verdict: str
    serial: str
    digest: str
    decision: Decision


@dataclass(frozen=True)
class LineDecision:
    """The latest decision stored on a contract line, in a sentence."""

    id: int
    clause: str
    verdict: str
    sentence: str


class Again(Enum):
    """How a stored decision comes out when its question is decided once more."""

    SAME = "the same to the byte"
    SAME_ANSWER = "the same answer under newer data"
    OTHER = "another answer"
    BROKEN = "not the text that was stored"


@dataclass(frozen=True)
class Recomputed:
    """A stored decision with how it comes out again."""

    id: int
    subject: str
    clause: str
    again: Again


def why(*, scope: Scope, serial: str, what: Question) -> Decision | None:
    """The explained decision on a machine; None where it is not in scope."""
    library = estate.library_by_serial(scope=scope, serial=serial)
    return (
        None
        if library is None
        else decided(scope=scope, place=place_of(library=library), what=[what])[0]
    )


def place_of(*, library: estate.LibraryLine) -> Place:
    """The place of a library."""
    return Place(library.site, library)


def decided(*, scope: Scope, place: Place, what: Iterable[Question]) -> list[Decision]:
    """The decisions on several questions about one place; four queries whatever their number."""
    contracts = contracts_of(scope=scope, account_id=place.site.account_id)
    return [best(place=place, what=one, contracts=contracts) for one in what]


def contracts_of(*, scope: Scope, account_id: int) -> list[ContractFacts]:
    """The contracts of an account as facts."""
    rows = ServiceContract.objects.visible_to(scope).filter(account_id=account_id)
    rows = rows.prefetch_related("lines", "suspensions")
    return [contract_facts(row, row.lines.all()) for row in rows]


def best(*, place: Place, what: Question, contracts: Iterable[ContractFacts]) -> Decision:
    """The decision under the contract that gives most, the first by number where several do."""
    asked = [question(place, what, one) for one in contracts]
    bearing = [one for one in asked if one.contract.lines]
    if not bearing:
        return decide(question(place, what, nothing_bought(what)))
    answers = [decide(one) for one in bearing]
    answers.sort(key=lambda one: (one.governing is None, PREFERRED.index(one.verdict)))
    return answers[0]


def stored(*, scope: Scope, subject: str | None = None) -> list[StoredLine]:
    """The decisions stored in scope, of one subject where it is named, newest first; one query."""
    rows = StoredDecision.objects.visible_to(scope).select_related("equipment")
    if subject is not None:
        rows = rows.filter(subject=subject)
    return [_line(row) for row in rows]


def stored_decision(*, scope: Scope, decision_id: int) -> StoredLine | None:
    """One stored decision, None where it is not in scope."""
    rows = StoredDecision.objects.visible_to(scope).select_related("equipment")
    row = rows.filter(pk=decision_id).first()
    return None if row is None else _line(row)


def line_decisions(
    *, scope: Scope, account_id: int | None = None, contract_id: int | None = None
) -> dict[str, LineDecision]:
    """The latest decision on each contract line in scope, by subject; one query."""
    about = "line:" if contract_id is None else f"line:{contract_id}/"
    rows = StoredDecision.objects.visible_to(scope).filter(subject__startswith=about)
    if account_id is not None:
        rows = rows.filter(account_id=account_id)
    return {
        row.subject: LineDecision(row.pk, row.clause, row.verdict, sentence_of(row.text))
        for row in rows.order_by("at", "pk")
    }


def _line(row: StoredDecision) -> StoredLine:
    return StoredLine(
        id=row.pk,
        account_id=row.account_id,
        at=row.at,
        subject=row.subject,
        clause=row.clause,
        verdict=row.verdict,
        serial=row.equipment.serial if row.equipment else "",
        digest=row.digest,
        decision=from_json(Decision, row.text),
    )


def recomputed(*, scope: Scope) -> Iterator[Recomputed]:
    """Every stored decision in scope, decided once more, oldest first."""
    rows = StoredDecision.objects.visible_to(scope).order_by("pk")
    for row in rows.iterator():
        yield Recomputed(row.pk, row.subject, row.clause, again(text=row.text, digest=row.digest))


def again(*, text: str, digest: str) -> Again:
    """How the question of a stored text comes out today."""
    if digest_of(text) != digest:
        return Again.BROKEN
    try:
        was = from_json(Decision, text)
    except BadJson:
        return Again.BROKEN
    now = decide(was.asked)
    if to_json(now) == text:
        return Again.SAME
    if now.versions != was.versions and replace(now, versions=was.versions) == was:
        return Again.SAME_ANSWER
    return Again.OTHER
