"""Desk: cases, one case with its conversation, and the moves that are possible."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tam.apps.cases import selectors as cases
from tam.apps.cases import services, services_events
from tam.apps.cases.selectors import CaseStory
from tam.apps.cases.services import Fix, Step
from tam.apps.cases.services_events import Happened
from tam.apps.entitlement import selectors as entitlement
from tam.apps.journal import selectors as journal
from tam.apps.logreview import selectors_findings as findings
from tam.apps.logreview import selectors_reviews as reviews
from tam.apps.obligations import selectors as obligations
from tam.domain.cases.lifecycle import WORDS, Party, State
from tam.domain.clock.zones import zone
from tam.domain.principals import Role
from tam.web.access import Asker, desk, require
from tam.web.context import moment, zone_of
from tam.web.desk.forms import EventForm, MoveForm, NoteForm, ResolveForm
from tam.web.why import clocks

ACTORS = (Role.TAM, Role.ENGINEER, Role.MANAGER)


@require_safe
@desk
def case_list(request: HttpRequest, asker: Asker) -> HttpResponse:
    """The cases in scope, open ones first."""
    known = cases.cases(scope=asker.scope, now=moment(request))
    wanted = request.GET.get("state", "")
    shown = [line for line in known if not wanted or line.state.value == wanted]
    shown.sort(key=lambda line: not line.is_open)
    context = {"cases": shown, "total": len(known), "wanted": wanted, "states": WORDS.items()}
    return render(request, "desk/cases.html", context)


def _story(request: HttpRequest, asker: Asker, case_id: int) -> CaseStory:
    """One case with all that our people may read."""
    now = moment(request)
    story = cases.story(scope=asker.scope, case_id=case_id, now=now, vendor=True)
    if story is None:
        raise Http404
    return story


def _page(
    request: HttpRequest, asker: Asker, story: CaseStory, forms: dict[str, object]
) -> HttpResponse:
    now, line = moment(request), story.line
    on = now.astimezone(zone(line.site_zone)).date()
    context = {
        "story": story,
        "case": line,
        "clocks": clocks(asker.scope, line.id, now, "desk"),
        "owed": obligations.ledger(scope=asker.scope, now=now, case_id=line.id),
        "origin": findings.origin(scope=asker.scope, case_id=line.id),
        "watch": reviews.watched(scope=asker.scope, case_id=line.id),
        "history": journal.history(scope=asker.scope, subject=f"case:{line.id}"),
        "monitoring_days": entitlement.monitoring_days(
            scope=asker.scope, equipment_id=line.equipment_id, on=on
        ),
        "may_act": asker.principal.may(line.account_id, *ACTORS),
        "can_resolve": State.RESOLVED in story.possible,
        "can_move": [state for state in story.possible if state is not State.RESOLVED],
        "move_form": MoveForm(possible=story.possible, initial={"version": line.version}),
        "resolve_form": ResolveForm(initial={"version": line.version}),
        "note_form": NoteForm(),
        "event_form": EventForm(),
        **forms,
    }
    return render(request, "desk/case.html", context, status=400 if forms else 200)


@require_safe
@desk
def case(request: HttpRequest, asker: Asker, case_id: int) -> HttpResponse:
    """One case."""
    return _page(request, asker, _story(request, asker, case_id), {})


@require_POST
@desk
def case_move(request: HttpRequest, asker: Asker, case_id: int) -> HttpResponse:
    """Move a case: take it into work, let it wait for somebody, reopen or close it."""
    story = _story(request, asker, case_id)
    require(asker, story.line.account_id, *ACTORS)
    form = MoveForm(request.POST, possible=story.possible)
    if not form.is_valid():
        return _page(request, asker, story, {"move_form": form})
    party = form.cleaned_data["waiting_on"]
    step = Step(
        to=State(form.cleaned_data["to"]),
        note=form.cleaned_data["note"],
        waiting_on=Party(party) if party else None,
        step=form.cleaned_data["step"],
    )
    services.move_case(
        case_id=case_id,
        step=step,
        at=moment(request),
        by=asker.principal,
        version=form.cleaned_data["version"],
    )
    messages.info(request, f"{story.line.number} is {WORDS[step.to]}.")
    return redirect("desk:case", case_id)


@require_POST
@desk
def case_event(request: HttpRequest, asker: Asker, case_id: int) -> HttpResponse:
    """Enter a diagnosis, a release, a shipment or a dispatch; the clocks it moves follow."""
    story = _story(request, asker, case_id)
    require(asker, story.line.account_id, *ACTORS)
    form = EventForm(request.POST)
    if not form.is_valid():
        return _page(request, asker, story, {"event_form": form})
    now, said = moment(request), form.cleaned_data["at"]
    at = now if said is None else said.replace(tzinfo=zone(zone_of(request)))
    services_events.record_event(
        what=Happened(case_id, form.cleaned_data["kind"], at), entered_at=now, by=asker.principal
    )
    return redirect("desk:case", case_id)


@require_POST
@desk
def case_resolve(request: HttpRequest, asker: Asker, case_id: int) -> HttpResponse:
    """Resolve a case; where TAM is active its monitoring period opens by itself (TAM-06)."""
    story = _story(request, asker, case_id)
    line = story.line
    require(asker, line.account_id, *ACTORS)
    form = ResolveForm(request.POST)
    if not form.is_valid():
        return _page(request, asker, story, {"resolve_form": form})
    now = moment(request)
    days = entitlement.monitoring_days(
        scope=asker.scope,
        equipment_id=line.equipment_id,
        on=now.astimezone(zone(line.site_zone)).date(),
    )
    services.resolve_case(
        case_id=case_id,
        fix=Fix(form.cleaned_data["note"], days),
        resolved_at=now,
        by=asker.principal,
        version=form.cleaned_data["version"],
    )
    weeks = f" {days // 7} weekly log reviews follow." if days else ""
    messages.info(request, f"{line.number} is resolved.{weeks}")
    return redirect("desk:case", case_id)


@require_POST
@desk
def case_note(request: HttpRequest, asker: Asker, case_id: int) -> HttpResponse:
    """Say something about a case."""
    story = _story(request, asker, case_id)
    require(asker, story.line.account_id, *ACTORS)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, asker, story, {"note_form": form})
    services.add_note(
        case_id=case_id,
        text=form.cleaned_data["text"],
        audience=form.cleaned_data["audience"],
        at=moment(request),
        by=asker.principal,
    )
    return redirect("desk:case", case_id)
