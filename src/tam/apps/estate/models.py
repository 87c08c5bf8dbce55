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


class PartnerServiceCenter(models.Model):
    """A Spectra-approved place that the fifty miles are measured from (NOTE-6).

    It is the vendor's own and belongs to no account.
    """

    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, unique=True)
    city = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=2)
    latitude = models.FloatField()
    longitude = models.FloatField()
    opens_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Site(Owned):
    """A place where equipment stands: address, zone, country, secure flag (NOTE-4).

    `measured` is the measurement to a service center that holds now; earlier ones are kept.
    """

    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    city = models.CharField(max_length=100)
    state = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=2)
    zone = models.CharField(max_length=64)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    secure = models.BooleanField(default=False)
    measured = models.ForeignKey(
        "estate.CenterMeasurement", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CenterMeasurement(Owned):
    """How far a site was from its nearest service center on a day, as measured; never changed.

    `center` and `metres` are None where no center was open, or the site has no position.
    """

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="measurements")
    measured_on = models.DateField()
    because = models.CharField(max_length=200)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    center = models.ForeignKey(
        PartnerServiceCenter, on_delete=models.PROTECT, null=True, related_name="+"
    )
    center_name = models.CharField(max_length=200, blank=True)
    center_latitude = models.FloatField(null=True)
    center_longitude = models.FloatField(null=True)
    metres = models.FloatField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.site_id} {self.center_name} {self.measured_on}"


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
