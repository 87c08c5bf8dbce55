"""Tells representative and customer in time that lines of a contract end (TAM-01)."""

from datetime import datetime

from tam.apps.entitlement.services import alerting
from tam.engine.principal import engine


def run(now: datetime) -> int:
    """How many messages were written; each end is told once a threshold."""
    return alerting.alert_endings(now=now, by=engine())
