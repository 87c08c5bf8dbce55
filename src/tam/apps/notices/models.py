"""The outbox's rows (reliability: delivery of notices)."""

from django.db import models

from tam.apps.rows import Owned


class Notice(Owned):
    """One message to one person; the key makes it exactly one per cause and recipient."""

    class State(models.TextChoices):
        PLANNED = "planned"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        UNKNOWN = "unknown"
        CANCELLED = "cancelled"

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    clause = models.CharField(max_length=10, blank=True)
    recipient_name = models.CharField(max_length=200)
    recipient_email = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    link = models.CharField(max_length=300, blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    planned_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.IntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-planned_at", "-id"]
        indexes = [models.Index(fields=["state", "next_try_at"], name="notices_waiting")]

    def __str__(self) -> str:
        return f"{self.subject} to {self.recipient_email}"
