"""Status reports and their receipts (TAM-08)."""

from django.db import models

from tam.apps.rows import Owned


class StatusReport(Owned):
    """A formal report: numbered, frozen when issued; page and PDF come from the same content.

    Rows are never changed or removed: a correction is a new revision under the same number.
    """

    number = models.IntegerField()
    revision = models.IntegerField(default=1)
    from_on = models.DateField()
    until_on = models.DateField()
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=200)
    user_id = models.BigIntegerField(null=True)
    mood = models.CharField(max_length=10)
    answer = models.TextField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    pdf_sha256 = models.CharField(max_length=64)
    pdf_size = models.BigIntegerField()

    class Meta:
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["account", "number", "revision"], name="report_number")
        ]

    def __str__(self) -> str:
        return f"{self.number}.{self.revision}"


class Receipt(Owned):
    """That a stakeholder was told of a report: its notice, and when they said they read it."""

    report = models.ForeignKey(StatusReport, on_delete=models.PROTECT, related_name="receipts")
    stakeholder = models.ForeignKey(
        "people.Stakeholder", on_delete=models.PROTECT, related_name="+"
    )
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200)
    notice = models.OneToOneField("notices.Notice", on_delete=models.PROTECT, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "stakeholder"], name="receipt_once")
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.stakeholder_id}"
