"""Keeps the fault signature of every case in its monitoring period (TAM-06)."""

from datetime import datetime

from tam.apps.logreview import services_watching as services
from tam.engine.principal import engine


def run(now: datetime) -> int:
    """How many signatures were built; none where no other log tells of the time of a case."""
    by = engine()
    return services.watch_all(now=now, scope=by.scope(), by=by)
