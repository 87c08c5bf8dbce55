"""Measures sites anew on the day a service center opens or closes (NOTE-6)."""

from datetime import datetime

from tam.apps.estate import services_centers as services
from tam.engine.principal import engine

BECAUSE = "a service center opened or closed"


def run(now: datetime) -> int:
    """How many sites have another nearest center or distance now."""
    return len(services.measure_sites(because=BECAUSE, at=now, by=engine()))
