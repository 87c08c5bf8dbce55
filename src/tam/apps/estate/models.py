"""Rows of the estate: who owns what, and where it stands."""

from django.db import models

from tam.apps.rows import Owned


class Account(models.Model):
    """The customer organisation."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=60, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Site(Owned):
    """A place where equipment stands: address, zone, country, secure flag (NOTE-4)."""

    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    city = models.CharField(max_length=100)
    state = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=2)
    zone = models.CharField(max_length=64)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    secure = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Equipment(Owned):
    """A serial-numbered library."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="equipment")
    serial = models.CharField(max_length=60, unique=True)
    model = models.CharField(max_length=60)
    name = models.CharField(max_length=100)
    installed_on = models.DateField(null=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.serial})"
