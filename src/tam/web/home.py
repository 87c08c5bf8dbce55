"""The start: the vendor's people go to the desk, the customer's to the portal."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tam.domain.principals import CUSTOMER_ROLES, VENDOR_ROLES
from tam.web.access import principal_of


def side_of(request: HttpRequest) -> str:
    """Which frame is the reader's: desk, portal, or neither while they hold no role."""
    principal = principal_of(request)
    if principal.scope(*VENDOR_ROLES).accounts:
        return "desk"
    return "portal" if principal.scope(*CUSTOMER_ROLES).accounts else "plain"


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Send the reader to their side; somebody without a role is told so."""
    match side_of(request):
        case "desk":
            return redirect("desk:today")
        case "portal":
            return redirect("portal:home")
        case _:
            return render(request, "nobody.html")
