"""Building fault signatures: what each weekly review looks for after a case (TAM-06, A18)."""

from datetime import datetime

from django.db import transaction

from tam.apps.cases import selectors as cases
from tam.apps.cases.selectors import CaseLine, CaseStory
from tam.apps.journal import services as journal
from tam.apps.journal.facts import Happening
from tam.apps.logreview.facts import findings_of, latest_evaluations, storable
from tam.apps.logreview.facts_watching import (
    around,
    figures_of,
    lines_of,
    observed,
    signature_digest,
    signature_document,
    sources_of,
)
from tam.apps.logreview.models import FaultSignature, ProactiveCase
from tam.domain.logreview.outcome import Seen
from tam.domain.logreview.signature import CaseWords, build
from tam.domain.principals import Principal, Scope

MOST_LINES = 40


@transaction.atomic
def watch_case(*, case_id: int, account_id: int, at: datetime, by: Principal) -> bool:
    """Build the signature of a resolved case; again, only where another log tells of its time."""
    scope = Scope(frozenset({account_id}))
    story = cases.story(scope=scope, case_id=case_id, now=at, vendor=False)
    if story is None or story.line.period is None:
        return False
    line, period = story.line, story.line.period
    words = _words(story, period.resolved_at)
    rows = around(words, scope=scope, equipment_id=line.equipment_id)
    sources = sources_of(rows)
    found = [observed(one) for one in findings_of(latest_evaluations(rows, whole=False))]
    lines = lines_of(figures_of(rows).values())
    document = _shortened(signature_document(build(words, found, lines)))
    digest = signature_digest(document, sources)
    known = FaultSignature.unscoped.filter(case_id=case_id, resolved_at=words.resolved_at)
    newest = known.order_by("id").last()
    if newest is not None and newest.digest == digest:
        return False
    FaultSignature.unscoped.create(
        account_id=account_id,
        case_id=case_id,
        equipment_id=line.equipment_id,
        resolved_at=words.resolved_at,
        days=period.days,
        built_at=at,
        document=document,
        sources=sources,
        digest=digest,
    )
    _record(line, document, digest, at, by)
    return True


def _words(story: CaseStory, resolved: datetime) -> CaseWords:
    """The case's words until it was resolved, and the finding it was opened from."""
    line = story.line
    said = [line.title, *(one.text for one in story.said if one.at < resolved)]
    own = ProactiveCase.unscoped.filter(case_id=line.id).select_related("finding").first()
    origin = own.finding if own else None
    return CaseWords(
        number=line.number,
        text="\n".join(said),
        opened_at=line.opened_at,
        resolved_at=resolved,
        opened_from=Seen(origin.kind, origin.subject_type, origin.subject_id) if origin else None,
    )


def _shortened(document: dict[str, object]) -> dict[str, object]:
    lines = document["lines"]
    kept = lines[:MOST_LINES] if isinstance(lines, list) else []
    whole = storable(document | {"lines": kept})
    assert isinstance(whole, dict)  # noqa: S101 - a mapping stays one
    return whole


def _record(
    line: CaseLine, document: dict[str, object], digest: str, at: datetime, by: Principal
) -> None:
    watched = document["watched"]
    count = len(watched) if isinstance(watched, list) else 0
    what = Happening(
        action="signature.built",
        subject=f"case:{line.id}",
        summary=f"Watched after {line.number}: {count} {'finding' if count == 1 else 'findings'}",
        account_id=line.account_id,
        clause="TAM-06",
        data={"signature": digest},
    )
    journal.enter(at=at, by=by, what=what)


def watch_all(*, now: datetime, scope: Scope, by: Principal) -> int:
    """Keep the signature of every case in its monitoring period; how many were built."""
    watched = [line for line in cases.cases(scope=scope, now=now) if _runs(line, now)]
    return sum(
        watch_case(case_id=line.id, account_id=line.account_id, at=now, by=by) for line in watched
    )


def _runs(line: CaseLine, now: datetime) -> bool:
    return line.period is not None and line.period.runs(now)
