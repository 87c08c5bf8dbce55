"""One's own page: name, zone, colours, password, access tokens."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tam.apps.people import selectors, services
from tam.domain.clock import zones
from tam.web.access import principal_of
from tam.web.context import moment, zone_of
from tam.web.home import side_of
from tam.web.tokens import token_form


class ProfileForm(forms.Form):
    """What a person may change about themselves."""

    name = forms.CharField(max_length=200, help_text="As others see it.", label="Your name")
    zone = forms.ChoiceField(
        label="Your time zone",
        help_text="Every time on every page is written in it.",
        choices=lambda: [(name, name.replace("_", " ")) for name in zones.names()],
    )


@login_required
def me(request: HttpRequest) -> HttpResponse:
    """Show and change one's own profile."""
    by = principal_of(request)
    person = selectors.person(user_id=by.user_id or 0)
    now = {"name": person.name, "zone": zone_of(request)}
    form = ProfileForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        services.change_profile(
            user_id=person.id,
            name=form.cleaned_data["name"],
            zone=form.cleaned_data["zone"],
            at=moment(request),
            by=by,
        )
        messages.success(request, "Your profile is changed.")
        return redirect("me")
    context = {
        "form": form,
        "person": person,
        "frame": f"{side_of(request)}.html",
        "tokens": selectors.tokens(user_id=person.id, now=moment(request)),
        "token_form": token_form(request),
    }
    return render(request, "me.html", context)
