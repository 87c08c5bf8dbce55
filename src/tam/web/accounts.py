"""How people get in: nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class NoSignUp(DefaultAccountAdapter):
    """Accounts are made by invitation; the sign-up page is closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
