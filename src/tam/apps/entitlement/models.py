"""Contracts, lines and stored answers."""

from django.db import models

from tam.apps.rows import Owned


class ServiceContract(Owned):
    """An agreement with an account over a period; the last day is covered."""

    number = models.CharField(max_length=40, unique=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    master_agreement = models.CharField(max_length=120)
    readings = models.JSONField(default=dict)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="contract_dates"
            )
        ]

    def __str__(self) -> str:
        return self.number


class ContractLine(Owned):
    """One level on one site or one piece of equipment, with dates."""

    contract = models.ForeignKey(ServiceContract, on_delete=models.PROTECT, related_name="lines")
    number = models.IntegerField()
    level = models.CharField(max_length=60)
    site = models.ForeignKey("estate.Site", on_delete=models.PROTECT, related_name="+")
    equipment = models.ForeignKey(
        "estate.Equipment", on_delete=models.PROTECT, null=True, related_name="+"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["contract", "number"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="contract_line_number"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="contract_line_dates"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract}/{self.number} {self.level}"


class EntitlementDecision(Owned):
    """An answer that was acted on, stored as it was given; never changed."""

    class Verdict(models.TextChoices):
        YES = "yes"
        NO = "no"
        UNKNOWN = "unknown"

    at = models.DateTimeField()
    asked = models.CharField(max_length=200)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    clause = models.CharField(max_length=10)
    reason = models.CharField(max_length=500)
    site = models.ForeignKey("estate.Site", on_delete=models.PROTECT, null=True, related_name="+")
    level = models.CharField(max_length=60, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.asked}: {self.verdict}"
