"""The made-up bundle: the same bytes for the same moment, with the faults it is said to have."""

import io
import zipfile
from datetime import UTC, datetime

import pytest

from tam.adapters.archives import leaves
from tam.domain.logreview.bundles import Bundle
from tam.domain.logreview.review import reviewed
from tam.sample.bundle import DRIVE, HEALTHY, Of, make

AT = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
GAMMA = Of("4B31C86E", "gamma-4", "TFinity", AT, "America/Denver")


def test_the_same_library_and_moment_give_the_same_bytes():
    assert make(GAMMA) == make(GAMMA)
    assert make(GAMMA) != make(Of("4B31C86E", "gamma-4", "TFinity", AT, "Europe/Oslo"))


def test_its_name_is_serial_and_moment_on_the_clock_of_the_library():
    assert GAMMA.file_name == "4B31C86E 2026-03-04 02.00.00.zip"
    assert zipfile.ZipFile(io.BytesIO(make(GAMMA))).testzip() is None


@pytest.mark.clause("TAM-06")
def test_the_review_finds_the_failing_drive_and_nothing_about_the_healthy_one():
    data = make(GAMMA)
    file = io.BytesIO(data)
    name = GAMMA.file_name
    document = reviewed([Bundle(name, "0" * 64, len(data), leaves(file, name))])
    (bundle,) = document["bundles"]
    assert bundle["library_serial"] == "4B31C86E"
    assert bundle["captured_at"] == "2026-03-04T02:00:00-07:00"
    assert {member["status"] for member in bundle["members"]} == {"parsed"}
    found = {(one["kind"], one["subject"]["id"]): one for one in document["findings"]}
    failing = found["drive-failing", DRIVE]
    assert (failing["severity"], failing["count"]) == ("critical", 6)
    assert not [one for one in document["findings"] if one["subject"]["id"] == HEALTHY]
