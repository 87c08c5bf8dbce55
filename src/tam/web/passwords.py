"""Passwords everybody here would guess: product words, the account's name (ASVS 6.2.11)."""

import re

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError

from tam.apps.people import selectors

PRODUCT = ("spectralogic", "spectraguard", "spectra", "bluescale", "password")
LEAST_LEFT = 8
_LEAST_WORD = 4


class NoHouseWords:
    """What is left of a password without the house's words must be long enough by itself."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Refuse a password made of the house's words and little else."""
        left = password.lower()
        for word in sorted(self._words(user), key=len, reverse=True):
            left = left.replace(word, "")
        if left != password.lower() and len(left) < LEAST_LEFT:
            raise ValidationError(
                "This is made of our names and little else; anybody here would guess it."
            )

    def get_help_text(self) -> str:
        return "The product's or your company's name, with little else, is no password."

    def _words(self, user: AbstractBaseUser | None) -> set[str]:
        names = selectors.account_names(user_id=user.pk) if user is not None and user.pk else []
        parts = {part for name in names for part in re.split(r"\W+", name.lower())}
        return {*PRODUCT, *(part for part in parts if len(part) >= _LEAST_WORD)}
