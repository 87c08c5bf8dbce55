"""What every customer's row has: its account, and a manager that refuses to read unscoped."""

from typing import TypeVar

from django.db import models

from tam.domain.principals import Scope

M = TypeVar("M", bound=models.Model)


class UnscopedRead(Exception):
    """A read that does not say whose rows it may see."""


class Scoped(models.Manager[M]):
    """The one way to other people's rows: `visible_to(scope)`."""

    def get_queryset(self) -> models.QuerySet[M]:
        raise UnscopedRead(f"{self.model.__name__}: say visible_to(scope)")

    def visible_to(self, scope: Scope) -> models.QuerySet[M]:
        """The rows of the scope's accounts."""
        return super().get_queryset().filter(account_id__in=scope.accounts)


class Owned(models.Model):
    """A row of one account."""

    account = models.ForeignKey("estate.Account", on_delete=models.PROTECT, related_name="+")

    unscoped = models.Manager()  # first: Django's own checks use it
    objects = Scoped()

    class Meta:
        abstract = True
