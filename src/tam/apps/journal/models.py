"""Rows of the journal and of the engine's runs (security: audit chain)."""

from django.db import models


class Entry(models.Model):
    """One thing that happened. Rows are never changed or removed; a trigger refuses it."""

    seq = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    user_id = models.BigIntegerField(null=True)
    account_id = models.BigIntegerField(null=True, db_index=True)
    action = models.CharField(max_length=80)
    subject = models.CharField(max_length=120, db_index=True)
    clause = models.CharField(max_length=10, blank=True)
    summary = models.CharField(max_length=500)
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["seq"]

    def __str__(self) -> str:
        return f"{self.seq} {self.action} {self.subject}"


class EngineRun(models.Model):
    """One run of a manager: when, how much, and what went wrong."""

    manager = models.CharField(max_length=60, db_index=True)
    started_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField()
    handled = models.IntegerField()
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.manager} {self.started_at:%Y-%m-%d %H:%M}"
