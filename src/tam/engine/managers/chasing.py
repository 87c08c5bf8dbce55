"""Asks customers for the logs of months that have none, once and with a reminder (TAM-07)."""

from datetime import datetime

from tam.apps.logreview import services_asking as services
from tam.engine.principal import engine


def run(now: datetime) -> int:
    """How many periods were asked for or reminded of."""
    by = engine()
    return services.chase_missing(now=now, scope=by.scope(), by=by)
