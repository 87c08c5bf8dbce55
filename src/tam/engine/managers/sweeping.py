"""Removes what uploads left half-way when a process was killed."""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from tam.adapters import blobs

LEFT_SECONDS = 86_400  # no upload takes a day


def run(now: datetime) -> int:
    """How many files were removed, of the store of bundles and of what the web was taking in."""
    before = now.timestamp() - LEFT_SECONDS
    return sum(blobs.sweep(Path(root), before) for root in (settings.TAM_BLOBS, settings.TAM_DATA))
