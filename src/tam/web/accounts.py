"""How people get in: allauth's views behind the few addresses we want, with our own words."""

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import quote

from allauth.account import views
from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.fields import EmailField
from allauth.account.forms import LoginForm, ResetPasswordForm
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.forms import EmailInput
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tam.web.enter import entered_lately
from tam.web.requests import address_of


class NoSignUp(DefaultAccountAdapter):
    """Accounts are made by invitation; the sign-up page is closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: str) -> AbstractBaseUser | None:
        """Somebody switched off gets the answer of a wrong password (S13)."""
        user = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """Ask for the password of the person at hand; tries count as those at log-in do."""
        found = self.authenticate(self.request, email=user.get_username(), password=password)
        return found is not None and found.pk == user.pk

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("me")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link in the mail names our own address, not the one a request claims."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return f"{settings.TAM_SITE_URL}{path.replace('UID-KEY', quote(key))}"


class LogInForm(LoginForm):
    """Address and password; a password manager may fill both."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Mail address"
        self.fields["login"].widget.attrs = {"autocomplete": "username", "autofocus": True}
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}


class ResetForm(ResetPasswordForm):
    """Ask for a mail with a link; an address without an account gets a mail too (S13)."""

    email = EmailField(label="Mail address", widget=EmailInput(attrs={"autocomplete": "username"}))

    def save(self, request: HttpRequest, **kwargs: object) -> str:
        """One mail either way, so that the time it takes says nothing."""
        if self.users:
            return str(super().save(request, **kwargs))
        email = str(self.cleaned_data["email"])
        get_adapter().send_mail("account/email/unknown_account", email, {"request": request})
        return email


def typed_name(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str:
    """The address somebody tries to get in with, in one spelling, for counting tries."""
    said = (credentials or {}).get("email") or request.POST.get("login", "")
    return str(said).strip().lower()[:254]


def too_many(
    request: HttpRequest,
    response: HttpResponse | None = None,
    credentials: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Ten wrong passwords for one address from one place: wait, and say how long."""
    wait = settings.AXES_COOLOFF_TIME
    answer = render(
        request, "account/too_many.html", {"wait": wait}, status=HTTPStatus.TOO_MANY_REQUESTS
    )
    answer["Retry-After"] = str(int(wait.total_seconds()))
    return answer


@require_POST
def log_out(request: HttpRequest) -> HttpResponseBase:
    """End the session on the server, and have the browser drop what it kept (ASVS 14.3.1)."""
    response = views.logout(request)
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def set_password(request: HttpRequest) -> HttpResponseBase:
    """A first password, for somebody who came in by a one-time link just now."""
    if request.user.is_authenticated and not entered_lately(request):
        return render(request, "account/password_set_late.html", status=HTTPStatus.FORBIDDEN)
    return views.password_set(request)
