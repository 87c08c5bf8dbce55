"""Contracts, lines, what changed them, and stored answers."""

from django.db import models

from tam.apps.rows import Owned


class ServiceContract(Owned):
    """An agreement with an account over a period; the last day is covered.

    `follows` is the contract it renews, `contact` the customer's person who hears of its end.
    `entered_sha256` names what was entered, so that the same again changes nothing.
    """

    number = models.CharField(max_length=40, unique=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    master_agreement = models.CharField(max_length=120, blank=True)
    readings = models.JSONField(default=dict)
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="followed_by"
    )
    contact = models.ForeignKey(
        "people.Contact", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    entered_sha256 = models.CharField(max_length=64, blank=True)

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
    """One level on one site or one piece of equipment, with dates.

    `level_version` is the version it was sold with; a newer one leaves the line as it is.
    """

    contract = models.ForeignKey(ServiceContract, on_delete=models.PROTECT, related_name="lines")
    number = models.IntegerField()
    level = models.CharField(max_length=60)
    level_version = models.IntegerField(null=True)
    options = models.JSONField(default=list)
    site = models.ForeignKey("estate.Site", on_delete=models.PROTECT, related_name="+")
    equipment = models.ForeignKey(
        "estate.Equipment", on_delete=models.PROTECT, null=True, related_name="+"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["contract", "number"]
        indexes = [models.Index(fields=["ends_on"], name="contract_line_ends")]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="contract_line_number"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="contract_line_dates"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract}/{self.number} {self.level}"


class Suspension(Owned):
    """Days on which a contract, or one of its lines, gives no cover.

    `resumed_on` is the first day that counts again, where it was ended early.
    """

    contract = models.ForeignKey(
        ServiceContract, on_delete=models.PROTECT, related_name="suspensions"
    )
    line = models.ForeignKey(
        ContractLine, on_delete=models.PROTECT, null=True, related_name="suspensions"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    resumed_on = models.DateField(null=True)

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="suspension_dates"
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} to {self.ends_on}"


class Amendment(Owned):
    """One change of a contract: what, from which day, by whom and why; never changed itself."""

    contract = models.ForeignKey(
        ServiceContract, on_delete=models.PROTECT, related_name="amendments"
    )
    number = models.IntegerField()
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    effective_on = models.DateField()
    why = models.CharField(max_length=500)
    says = models.CharField(max_length=500)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["contract", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="amendment_number")
        ]

    def __str__(self) -> str:
        return f"{self.contract} amendment {self.number}"


class EntitlementDecision(Owned):
    """An answer that was acted on, stored as it was given; never changed."""

    class Verdict(models.TextChoices):
        YES = "yes"
        NO = "no"
        UNKNOWN = "unknown"

    at = models.DateTimeField()
    asked = models.CharField(max_length=200)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    clause = models.CharField(max_length=60)
    reason = models.CharField(max_length=500)
    site = models.ForeignKey("estate.Site", on_delete=models.PROTECT, null=True, related_name="+")
    level = models.CharField(max_length=60, blank=True)
    contract = models.ForeignKey(
        ServiceContract, on_delete=models.PROTECT, null=True, related_name="decisions"
    )
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.asked}: {self.verdict}"


class StoredDecision(Owned):
    """An explained decision as it was acted on, to the byte; never changed.

    `subject` is what rests on it (`case:12`, `contract:3`). `text` is the whole decision with its
    question as canonical JSON, `digest` its SHA-256; the other fields are there to find it by.
    """

    at = models.DateTimeField()
    subject = models.CharField(max_length=160)
    clause = models.CharField(max_length=60)
    verdict = models.CharField(max_length=10)
    asked_at = models.DateTimeField()
    equipment = models.ForeignKey(
        "estate.Equipment", on_delete=models.PROTECT, null=True, related_name="+"
    )
    site = models.ForeignKey("estate.Site", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["subject", "clause"], name="decision_subject")]

    def __str__(self) -> str:
        return f"{self.subject} {self.clause}: {self.verdict}"
