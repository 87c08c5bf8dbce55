"""The made-up bundle: the same bytes for the same moment, with the faults it is said to have."""

import io
import zipfile
from datetime import UTC, datetime

import pytest

from tam.adapters.archives import leaves
from tam.domain.logreview.bundles import Bundle
from tam.domain.logreview.review import review, reviewed
from tam.sample.bundle import DRIVE, HEALTHY, Of, make, write_busy

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


@pytest.mark.clause("TAM-06")
def test_a_busy_week_has_the_same_faults_and_nothing_else(tmp_path):
    paths = [tmp_path / name for name in ("a.zip", "b.zip")]
    for path in paths:
        write_busy(path, GAMMA, 1_200_000)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    quiet, busy = (
        review([Bundle(GAMMA.file_name, "0" * 64, len(data), leaves(io.BytesIO(data), "g.zip"))])
        for data in (make(GAMMA), paths[0].read_bytes())
    )
    assert [(one.kind, one.subject) for one in busy.findings] == [
        (one.kind, one.subject) for one in quiet.findings
    ]
    assert sum(one.size for one in busy.bundles[0].members) > 1_200_000
    assert {one.status for one in busy.bundles[0].members} == {"parsed"}
