"""What a person does about a finding: acknowledge it, or open a case from it (TAM-06, TAM-07)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from tam.apps.cases import selectors as known_cases
from tam.apps.cases import services as cases
from tam.apps.cases.services import NewCase
from tam.apps.estate import selectors as estate
from tam.apps.journal import services as journal
from tam.apps.journal.facts import Happening
from tam.apps.logreview.models import Acknowledgement, Finding, ProactiveCase
from tam.domain.cases.lifecycle import Severity
from tam.domain.clock.zones import zone
from tam.domain.principals import Principal, Scope
from tam.domain.refusals import Refused
from tam.domain.words import plain

LONGEST = timedelta(days=366)
MOST_LINES = 5
PROACTIVE = "log-review"
NO_LIBRARY = "The bundle of this finding counts for no library, so nothing can be done about it."


@dataclass(frozen=True)
class Letting:
    """Why a finding may stand, and the last day on which it may."""

    reason: str
    until: date


@dataclass(frozen=True)
class Opening:
    """A case to be opened from a finding: its title, severity, and what to add."""

    title: str
    severity: Severity
    note: str = ""


def _found(finding_id: int) -> Finding:
    row = Finding.unscoped.select_related("evaluation__bundle").get(pk=finding_id)
    if row.equipment_id is None:
        raise Refused("TAM-06", NO_LIBRARY)
    return row


@transaction.atomic
def acknowledge_finding(*, finding_id: int, letting: Letting, at: datetime, by: Principal) -> None:
    """Record that a finding is known: it is not proposed again until the date, its lines stay.

    A later word on the same kind and part replaces the earlier one; neither is removed. Refused
    without a reason, and for a date that is past or more than a year away.
    """
    row = _found(finding_id)
    reason = plain(letting.reason, lines=True)
    if not reason:
        raise Refused("TAM-06", "Say why this finding may stand; the next reviewer reads it.")
    today = _today(row, at)
    if letting.until < today:
        raise Refused("TAM-06", f"{letting.until:%d %B %Y} is past; name a day from today on.")
    if letting.until > today + LONGEST:
        raise Refused("TAM-06", "A finding is acknowledged for a year at most.")
    assert row.equipment_id is not None  # noqa: S101 - refused in _found
    Acknowledgement.unscoped.create(
        account_id=row.account_id,
        finding=row,
        equipment_id=row.equipment_id,
        kind=row.kind,
        subject_type=row.subject_type,
        subject_id=row.subject_id,
        reason=reason[:1000],
        until=letting.until,
        at=at,
        by=by.name,
        user_id=by.user_id,
    )
    what = Happening(
        action="finding.acknowledged",
        subject=f"finding:{row.pk}",
        summary=f"{row.kind} {row.subject_id} until {letting.until}: {reason}"[:300],
        account_id=row.account_id,
        clause="TAM-06",
        data={"until": letting.until.isoformat()},
    )
    journal.enter(at=at, by=by, what=what)


def _today(row: Finding, at: datetime) -> date:
    library = estate.library(
        scope=Scope(frozenset({row.account_id})), equipment_id=row.equipment_id or 0
    )
    return at.astimezone(zone(library.site.zone if library else "UTC")).date()


@transaction.atomic
def open_proactive_case(*, finding_id: int, opening: Opening, at: datetime, by: Principal) -> int:
    """Open a case from a finding, before anybody reported it; the case leads back to it.

    Refused while a case that was opened from the same finding is still open.
    """
    row = _found(finding_id)
    own = Scope(frozenset({row.account_id}))
    same = ProactiveCase.unscoped.filter(
        account_id=row.account_id,
        finding__equipment_id=row.equipment_id or 0,
        finding__kind=row.kind,
        finding__subject_type=row.subject_type,
        finding__subject_id=row.subject_id,
    )
    opened = set(same.values_list("case_id", flat=True))
    for line in known_cases.cases(scope=own, now=at, equipment_id=row.equipment_id):
        if line.id in opened and line.is_open:
            raise Refused("TAM-06", f"{line.number} was opened from this finding and is open.")
    new = NewCase(
        account_id=row.account_id,
        equipment_id=row.equipment_id or 0,
        title=opening.title,
        severity=opening.severity,
        description=_description(row, opening.note),
        origin=PROACTIVE,
    )
    case_id = cases.open_case(new=new, opened_at=at, by=by)
    ProactiveCase.unscoped.create(account_id=row.account_id, case_id=case_id, finding=row)
    return case_id


def _description(row: Finding, note: str) -> str:
    """What the case says first: the note, the finding, its advice, and the first lines of it."""
    lines = [f"{one['member']}:{one['line']}  {one['text']}" for one in row.evidence[:MOST_LINES]]
    more = len(row.evidence) - MOST_LINES
    said = [
        note,
        f"Opened from a finding of the log review: {row.title}. {row.advice}",
        f"Seen in {row.evaluation.bundle.name}:",
        *lines,
        f"and {more} more lines" if more > 0 else "",
    ]
    return "\n".join(filter(None, said))
