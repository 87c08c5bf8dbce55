"""The ledger's rows: what is owed by when, and the proof. Standing is derived, never stored."""

from django.db import models

from tam.apps.rows import Owned


class Obligation(Owned):
    """One duty for one period; `by` is its last day in the zone named beside it."""

    duty = models.CharField(max_length=40)
    clause = models.CharField(max_length=10)
    subject = models.CharField(max_length=80)
    period = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    opens_on = models.DateField()
    by = models.DateField()
    zone = models.CharField(max_length=64)
    readings = models.JSONField(default=list)
    because = models.CharField(max_length=500)
    equipment = models.ForeignKey(
        "estate.Equipment", on_delete=models.PROTECT, null=True, related_name="+"
    )
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["by", "id"]
        constraints = [
            models.UniqueConstraint(fields=["duty", "subject", "period"], name="obligation_once")
        ]
        indexes = [models.Index(fields=["account", "by"], name="obligation_by")]

    def __str__(self) -> str:
        return self.title


class Evidence(Owned):
    """The proof that an obligation was kept, or the reason why it is excused. Append-only."""

    class Kind(models.TextChoices):
        KEPT = "kept"
        EXCUSED = "excused"

    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    user_id = models.BigIntegerField(null=True)
    summary = models.CharField(max_length=500)
    data = models.JSONField()
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.digest[:12]}"
