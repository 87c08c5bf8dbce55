"""Sweeping: what a killed process left goes, what came whole stays."""

import os
from datetime import UTC, datetime, timedelta

from tam.adapters import blobs
from tam.engine.managers import sweeping


def test_upl_05_half_uploads_a_day_old_go_from_the_store_and_from_the_web(tmp_path, settings):
    settings.TAM_DATA, settings.TAM_BLOBS = tmp_path, tmp_path / "blobs"
    whole = blobs.store(settings.TAM_BLOBS, [b"whole"], 100)
    now = datetime(2026, 3, 4, 12, tzinfo=UTC)
    for root in (settings.TAM_DATA, settings.TAM_BLOBS):
        for name, age in (("left", timedelta(days=2)), ("coming", timedelta(hours=2))):
            path = root / "incoming" / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"half")
            os.utime(path, ((now - age).timestamp(),) * 2)
    assert sweeping.run(now) == 2
    assert sweeping.run(now) == 0
    assert {path.name for path in tmp_path.rglob("incoming/*")} == {"coming"}
    assert blobs.is_whole(settings.TAM_BLOBS, whole.sha256)
