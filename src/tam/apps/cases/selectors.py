"""Reading cases: lists, one case with its conversation, and what the planner needs to know."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from tam.apps.cases.facts import EVENT_WORDS, period_of, resolution, span, state_of
from tam.apps.cases.models import Case, CaseEvent, CaseMove, MonitoringPeriod
from tam.domain.cases.lifecycle import ALLOWED, OPEN, WORDS, Party, Period, State
from tam.domain.obligations.terms import OpenSpan, Resolution
from tam.domain.principals import Scope


@dataclass(frozen=True)
class CaseLine:
    """One case of a list, at a moment."""

    id: int
    account_id: int
    account: str
    number: str
    title: str
    severity: str
    state: State
    waiting_on: Party
    waiting_since: datetime
    opened_at: datetime
    equipment_id: int
    equipment: str
    serial: str
    site: str
    site_zone: str
    version: int
    period: Period | None
    said_last: str

    @property
    def words(self) -> str:
        """The state as people say it."""
        return WORDS[self.state]

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act."""
        return self.state in OPEN


@dataclass(frozen=True)
class Said:
    """One line of a case's conversation: a move with its note, or a note; oldest first."""

    at: datetime
    by: str
    what: str
    text: str
    audience: str


@dataclass(frozen=True)
class CaseStory:
    """One case whole: its line, its conversation, and the moves that are possible now."""

    line: CaseLine
    said: list[Said]
    possible: list[State]


def _rows(scope: Scope) -> QuerySet[Case]:
    return (
        Case.objects.visible_to(scope)
        .select_related("account", "equipment__site")
        .prefetch_related(
            Prefetch("moves", CaseMove.unscoped.order_by("order")),
            Prefetch("periods", MonitoringPeriod.unscoped.order_by("resolved_at")),
        )
    )


def _line(case: Case, now: datetime) -> CaseLine:
    moves = list(case.moves.all())
    last = moves[-1]
    return CaseLine(
        id=case.pk,
        account_id=case.account_id,
        account=case.account.name,
        number=case.number,
        title=case.title,
        severity=case.severity,
        state=state_of(moves, case.periods.all(), now),
        waiting_on=Party(last.waiting_on),
        waiting_since=last.at,
        opened_at=case.opened_at,
        equipment_id=case.equipment_id,
        equipment=case.equipment.name,
        serial=case.equipment.serial,
        site=case.equipment.site.name,
        site_zone=case.equipment.site.zone,
        version=case.version,
        period=period_of(case.periods.all()),
        said_last=last.note,
    )


def cases(
    *,
    scope: Scope,
    now: datetime,
    account_id: int | None = None,
    equipment_id: int | None = None,
) -> list[CaseLine]:
    """The cases in scope, newest first; three queries whatever their number."""
    rows = _rows(scope)
    if account_id is not None:
        rows = rows.filter(account_id=account_id)
    if equipment_id is not None:
        rows = rows.filter(equipment_id=equipment_id)
    return [_line(case, now) for case in rows]


def story(*, scope: Scope, case_id: int, now: datetime, vendor: bool) -> CaseStory | None:
    """One case whole, None where it is not in scope; customers read what is for everyone."""
    case = _rows(scope).filter(pk=case_id).first()
    if case is None:
        return None
    line = _line(case, now)
    said = [
        Said(move.at, move.by, WORDS[State(move.to)], move.note, "everyone")
        for move in case.moves.all()
    ]
    said += [
        Said(one.at, one.by, EVENT_WORDS[CaseEvent.Kind(one.kind)], "", "everyone")
        for one in case.events.all()
    ]
    said += [
        Said(note.at, note.by, "note", note.text, note.audience)
        for note in case.notes.all()
        if vendor or note.audience == "everyone"
    ]
    possible = sorted(ALLOWED[line.state], key=lambda state: list(State).index(state))
    return CaseStory(line, sorted(said, key=lambda one: one.at), possible)


def resolutions(*, scope: Scope) -> list[Resolution]:
    """Every monitoring period, for the planner (TAM-06)."""
    rows = MonitoringPeriod.objects.visible_to(scope).select_related("case__equipment__site")
    return [resolution(row) for row in rows]


def spans(*, scope: Scope, now: datetime) -> list[OpenSpan]:
    """When the cases in scope were open or monitored, for the rhythm of reports (TAM-08, A16)."""
    return [span(case, now) for case in _rows(scope)]
