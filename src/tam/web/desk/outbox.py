"""Desk: the outbox, each message as it goes out, and what a person decides about it."""

from collections import Counter
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tam.apps.journal import selectors as journal
from tam.apps.notices import selectors, services
from tam.apps.notices.selectors import NoticePage
from tam.domain.principals import Role
from tam.web.access import Asker, desk, require
from tam.web.context import moment

SENDERS = (Role.TAM, Role.MANAGER)
STATES = ("planned", "sending", "sent", "failed", "unknown", "cancelled")


@require_safe
@desk
def outbox(request: HttpRequest, asker: Asker) -> HttpResponse:
    """Every message in scope, what asks for a decision first."""
    known = selectors.outbox(scope=asker.scope, now=moment(request))
    wanted = request.GET.get("state", "")
    lines = [line for line in known if wanted not in STATES or line.state == wanted]
    lines.sort(key=lambda line: not line.asks)
    context = {
        "lines": lines,
        "total": len(known),
        "counts": Counter(line.state for line in known),
        "asking": sum(line.asks for line in known),
        "late": sum(line.waits_long for line in known),
        "states": STATES,
        "wanted": wanted,
        "configured": settings.TAM_EMAIL_CONFIGURED,
    }
    return render(request, "desk/outbox.html", context)


def _page_of(request: HttpRequest, asker: Asker, notice_id: int) -> NoticePage:
    page = selectors.notice(scope=asker.scope, notice_id=notice_id, now=moment(request))
    if page is None:
        raise Http404
    return page


@require_safe
@desk
def notice(request: HttpRequest, asker: Asker, notice_id: int) -> HttpResponse:
    """One message: headers and text as they go out, its history, what can be done."""
    page = _page_of(request, asker, notice_id)
    context = {
        "page": page,
        "line": page.line,
        "history": journal.history(scope=asker.scope, subject=f"notice:{notice_id}"),
        "may_act": asker.principal.may(page.line.account_id, *SENDERS),
    }
    return render(request, "desk/notice.html", context)


def _act(
    request: HttpRequest, asker: Asker, notice_id: int, service: Callable[..., None], said: str
) -> HttpResponse:
    """Let a person decide about one message; the service refuses a state that does not fit."""
    page = _page_of(request, asker, notice_id)
    require(asker, page.line.account_id, *SENDERS)
    service(notice_id=notice_id, at=moment(request), by=asker.principal)
    messages.info(request, said)
    return redirect("desk:notice", notice_id)


@require_POST
@desk
def notice_cancel(request: HttpRequest, asker: Asker, notice_id: int) -> HttpResponse:
    """Take a message out of the queue."""
    said = "Cancelled. The message is not sent."
    return _act(request, asker, notice_id, services.cancel_notice, said)


@require_POST
@desk
def notice_again(request: HttpRequest, asker: Asker, notice_id: int) -> HttpResponse:
    """Put a message into the queue again."""
    said = "Queued again, under the same Message-ID."
    return _act(request, asker, notice_id, services.send_again, said)


@require_POST
@desk
def notice_leave(request: HttpRequest, asker: Asker, notice_id: int) -> HttpResponse:
    """Leave a message as it is of which nobody knows whether it arrived."""
    return _act(request, asker, notice_id, services.leave_notice, "Left as it is.")
