"""Closes cases whose monitoring period ended (TAM-06)."""

from datetime import datetime

from tam.apps.cases import services as cases
from tam.engine.principal import engine


def run(now: datetime) -> int:
    """How many cases were closed."""
    return cases.close_ended(now=now, by=engine())
