"""The outbox's rows (reliability: delivery of notices)."""

from django.db import models

from tam.apps.rows import Owned


class Notice(Owned):
    """One message to one person; the key makes it exactly one per cause, recipient and kind.

    `attempts` also fences: a worker whose turn is over cannot record a result for a later one.
    `queued_at` is when it was last put into the queue, by planning or by "send again".
    """

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
    cause = models.CharField(max_length=80)
    recipient_id = models.BigIntegerField(null=True)
    recipient_name = models.CharField(max_length=200)
    recipient_email = models.EmailField(max_length=254)
    reply_name = models.CharField(max_length=200, blank=True)
    reply_email = models.EmailField(max_length=254, blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    attachment_name = models.CharField(max_length=120, blank=True)
    attachment_sha256 = models.CharField(max_length=64, blank=True)
    attachment_size = models.BigIntegerField(default=0)
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    planned_at = models.DateTimeField()
    queued_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.IntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    may_repeat = models.BooleanField(default=False)
    alerted_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-planned_at", "-id"]
        indexes = [models.Index(fields=["state", "next_try_at"], name="notices_waiting")]

    def __str__(self) -> str:
        return f"{self.subject} to {self.recipient_email}"
