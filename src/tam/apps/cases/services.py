"""Writing cases: opening, moving, resolving, monitoring, reopening (TAM-06, TAM-12)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from tam.apps.cases.facts import CLOCKS, period_of, state_of
from tam.apps.cases.models import Case, CaseMove, CaseNote, MonitoringPeriod
from tam.apps.cases.services_events import keep_promises
from tam.apps.journal import services as journal
from tam.apps.journal.facts import Happening
from tam.apps.obligations import services as obligations
from tam.apps.obligations.services import Proof
from tam.domain.cases.lifecycle import WORDS, Party, Severity, State, check, next_mover
from tam.domain.catalogue.load import standard
from tam.domain.clock.zones import zone
from tam.domain.obligations.duties import DutyKind
from tam.domain.principals import Principal
from tam.domain.refusals import Refused
from tam.domain.words import plain


@dataclass(frozen=True)
class NewCase:
    """What is needed to open a case."""

    account_id: int
    equipment_id: int
    title: str
    severity: Severity
    description: str
    origin: str = "reported"


@dataclass(frozen=True)
class Step:
    """One move: to which state, who must act then, why, and the step it waits for (A28)."""

    to: State
    note: str = ""
    waiting_on: Party | None = None
    step: str = ""


@transaction.atomic
def open_case(*, new: NewCase, opened_at: datetime, by: Principal) -> int:
    """Open a case; it is new and the next move is ours (TAM-11)."""
    title = plain(new.title)
    if not title:
        raise Refused("TAM-11", "A case needs a title: what is wrong, in one line.")
    case = Case.unscoped.create(
        account_id=new.account_id,
        equipment_id=new.equipment_id,
        number=uuid4().hex[:20],  # until the row has its own: two at once never share one
        title=title[:200],
        severity=new.severity.value,
        origin=new.origin,
        opened_at=opened_at,
        opened_by=by.name,
    )
    case.number = f"C-{case.pk:05d}"
    case.save(update_fields=["number"])
    _move(case, Step(State.NEW, new.description), opened_at, by)
    keep_promises(case=case, clauses=CLOCKS, at=opened_at)
    return case.pk


def _move(case: Case, step: Step, at: datetime, by: Principal) -> None:
    last = case.moves.order_by("-order").first()
    order = 1 if last is None else last.order + 1
    CaseMove.unscoped.create(
        account_id=case.account_id,
        case=case,
        order=order,
        at=at,
        to=step.to.value,
        waiting_on=next_mover(step.to, step.waiting_on).value,
        step=_step(step),
        by=by.name,
        note=plain(step.note, lines=True),
    )
    what = Happening(
        action=f"case.{step.to.value}",
        subject=f"case:{case.pk}",
        summary=f"{case.number} is {WORDS[step.to]}",
        account_id=case.account_id,
        clause="TAM-12",
        data={"order": order, "note": step.note[:500]},
    )
    journal.enter(at=at, by=by, what=what)
    if step.step or (last is not None and last.step):  # a step before part and engineer is involved
        keep_promises(case=case, clauses=CLOCKS[1:], at=at)


def _step(step: Step) -> str:
    """The step a waiting case waits for; one of the other party's, or none."""
    if not step.step:
        return ""
    known = standard().common.steps.get(step.step)
    waits_on = step.waiting_on or Party.VENDOR
    if step.to is not State.WAITING or known is None or known.waits_on.value != waits_on.value:
        raise Refused("TAM-12", "Only a waiting case waits for a step, and for one of that party.")
    return known.id


def _claimed(case_id: int, version: int | None) -> Case:
    """The case, locked; somebody else's change in between is told, not overwritten."""
    case = Case.unscoped.select_related("equipment__site").get(pk=case_id)
    expected = case.version if version is None else version
    changed = Case.unscoped.filter(pk=case_id, version=expected).update(version=expected + 1)
    if changed != 1:
        raise Refused("TAM-12", "Somebody changed this case meanwhile; look at it again first.")
    return case


@transaction.atomic
def move_case(
    *, case_id: int, step: Step, at: datetime, by: Principal, version: int | None = None
) -> None:
    """Move a case along the table of allowed moves; reopening stops its monitoring period."""
    case = _claimed(case_id, version)
    check(state_of(case.moves.all(), case.periods.all(), at), step.to)
    _move(case, step, at, by)
    if step.to is State.REOPENED:
        _stop_monitoring(case, at, by)


@dataclass(frozen=True)
class Fix:
    """How a case was resolved, and the days of monitoring TAM adds (A18); None without TAM."""

    note: str
    monitoring_days: int | None = None


@transaction.atomic
def resolve_case(
    *, case_id: int, fix: Fix, resolved_at: datetime, by: Principal, version: int | None = None
) -> None:
    """Resolve a case, open its monitoring period; the planner dates the reviews (TAM-06)."""
    if not plain(fix.note):
        raise Refused("TAM-12", "Say what was done; the review compares the logs with it.")
    case = _claimed(case_id, version)
    check(state_of(case.moves.all(), case.periods.all(), resolved_at), State.RESOLVED)
    _move(case, Step(State.RESOLVED, fix.note), resolved_at, by)
    if fix.monitoring_days is not None:
        _monitor(case, fix.monitoring_days, resolved_at, by)


def _monitor(case: Case, days: int, at: datetime, by: Principal) -> None:
    MonitoringPeriod.unscoped.create(
        account_id=case.account_id, case=case, resolved_at=at, days=days
    )
    what = Happening(
        action="monitoring.opened",
        subject=f"case:{case.pk}",
        summary=f"{days} days of monitoring after {case.number}",
        account_id=case.account_id,
        clause="TAM-06",
        data={"readings": [f"A18={days}"]},
    )
    journal.enter(at=at, by=by, what=what)


def _stop_monitoring(case: Case, at: datetime, by: Principal) -> None:
    """Reopening stops the period; what it still owed is excused, with the reason in the ledger."""
    MonitoringPeriod.unscoped.filter(case=case, stopped_at=None).update(
        stopped_at=at, stop_reason="reopened"
    )
    obligations.excuse_after(
        subject=f"case:{case.pk}",
        duty=DutyKind.WEEKLY_LOG_REVIEW.value,
        day=at.astimezone(zone(case.equipment.site.zone)).date(),
        at=at,
        by=by,
        proof=Proof("Case reopened: its monitoring period stopped (A18).", {"case": case.number}),
    )


@transaction.atomic
def add_note(*, case_id: int, text: str, audience: str, at: datetime, by: Principal) -> None:
    """Say something about a case, to everyone or to the vendor's people alone."""
    words = plain(text, lines=True)
    if not words:
        raise Refused("TAM-12", "A note needs words.")
    case = Case.unscoped.get(pk=case_id)
    CaseNote.unscoped.create(
        account_id=case.account_id, case=case, at=at, by=by.name, audience=audience, text=words
    )
    what = Happening(
        action="case.note",
        subject=f"case:{case.pk}",
        summary=f"Note on {case.number}",
        account_id=case.account_id,
        data={"audience": audience},
    )
    journal.enter(at=at, by=by, what=what)


@transaction.atomic
def answer_case(*, case_id: int, text: str, at: datetime, by: Principal) -> None:
    """The customer answers; a case that waited for them is in work again, and the move is ours."""
    add_note(case_id=case_id, text=text, audience="everyone", at=at, by=by)
    case = _claimed(case_id, None)
    last = case.moves.order_by("-order").first()
    if last is not None and last.waiting_on == Party.CUSTOMER.value:
        _move(case, Step(State.IN_WORK, "The customer answered."), at, by)


def close_ended(*, now: datetime, by: Principal) -> int:
    """Close resolved cases whose monitoring period ended by itself; safe to call again (TAM-06)."""
    rows = MonitoringPeriod.unscoped.filter(stopped_at=None).select_related("case")
    closed = 0
    for row in rows:
        period = period_of([row])
        if period is not None and now >= period.ends_at:
            closed += _close(row, period.ends_at, now, by)
    return closed


@transaction.atomic
def _close(row: MonitoringPeriod, ended_at: datetime, now: datetime, by: Principal) -> int:
    stopped = MonitoringPeriod.unscoped.filter(pk=row.pk, stopped_at=None)
    if stopped.update(stopped_at=ended_at, stop_reason="ended") != 1:
        return 0
    _move(row.case, Step(State.CLOSED, "The monitoring period ended."), now, by)
    return 1
