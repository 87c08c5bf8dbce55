"""Access tokens on one's own page: made, shown once, revoked."""

from datetime import timedelta
from http import HTTPStatus
from typing import cast

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tam.apps.people import selectors
from tam.apps.people import services_tokens as services
from tam.apps.people.services_tokens import NewToken
from tam.web.access import principal_of
from tam.web.context import moment
from tam.web.enter import entered_lately
from tam.web.home import side_of

LIVES = (("30", "30 days"), ("90", "90 days"), ("365", "a year"))


class TokenForm(forms.Form):
    """What the token is for, how long it is good, and the password once more (ASVS 7.5.1)."""

    name = forms.CharField(
        label="What is it for", max_length=services.NAME,
        help_text="For instance: nightly report of our monitoring.",
    )  # fmt: skip
    days = forms.ChoiceField(label="Good for", choices=LIVES, initial="90")
    password = forms.CharField(
        label="Your password", help_text="Once more, so that nobody else makes one at your desk.",
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip


def token_form(request: HttpRequest) -> TokenForm:
    """The form as it fits the person: without a password there is none to ask for."""
    said = request.POST if request.path == reverse("token-make") else None
    form = TokenForm(said, auto_id="token_%s")
    if not selectors.person(user_id=request.user.pk or 0).has_password:
        del form.fields["password"]
    return form


@require_POST
@login_required
def make(request: HttpRequest) -> HttpResponse:
    """Make a token and show it, this once."""
    form = token_form(request)
    if not form.is_valid() or not _is_who(request, form):
        return _page(request, HTTPStatus.BAD_REQUEST, form=form)
    by = principal_of(request)
    life = timedelta(days=int(form.cleaned_data["days"]))
    new = NewToken(by.user_id or 0, form.cleaned_data["name"], life)
    token = services.make_token(new=new, made_at=moment(request), by=by)
    return _page(request, HTTPStatus.OK, token=token, name=new.name)


def _page(request: HttpRequest, status: int, **more: object) -> HttpResponse:
    context = {"frame": f"{side_of(request)}.html", **more}
    return render(request, "token.html", context, status=status)


def _is_who(request: HttpRequest, form: TokenForm) -> bool:
    """Whether it is the person indeed: by the password, or by a one-time link just used."""
    if "password" not in form.fields:
        if not entered_lately(request):
            form.add_error(None, "Log out, come in by a new one-time link, and try again.")
        return form.is_valid()
    user = cast("AbstractBaseUser", request.user)
    if not get_adapter(request).reauthenticate(user, form.cleaned_data["password"]):
        form.add_error("password", "This is not your password.")
    return form.is_valid()


@require_POST
@login_required
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """Revoke a token of one's own; it lets nobody in from this moment on."""
    by = principal_of(request)
    user_id = by.user_id or 0
    if not services.revoke_token(token_id=token_id, user_id=user_id, at=moment(request), by=by):
        raise Http404
    messages.success(request, "The token is revoked; it opens nothing any more.")
    return redirect("me")
