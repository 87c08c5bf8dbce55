"""`tam review`: the document, the page for people, the exit codes."""

import json

import pytest
from packing import zipped
from world import NOW

from tam.cli.main import main
from tam.sample.bundle import Of, make

LIBRARY = Of("4B31C86E", "gamma-4", "TFinity", NOW, "America/Denver")


@pytest.fixture
def bundle(tmp_path):
    path = tmp_path / LIBRARY.file_name
    path.write_bytes(make(LIBRARY))
    return path


@pytest.mark.clause("TAM-06")
def test_a_critical_finding_with_its_lines_ends_with_one(bundle, capsys):
    assert main(["review", str(bundle), "--format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    (found,) = document["findings"]
    assert (found["kind"], found["severity"]) == ("drive-failing", "critical")
    assert found["subject"] == {"type": "drive", "id": "YX10855801"}
    assert found["evidence"][0]["bundle"] == LIBRARY.file_name
    (one,) = document["bundles"]
    assert one["library_serial"] == "4B31C86E"
    shares = one["coverage"]
    assert shares["parsed"] + shares["mined"] + shares["opaque"] == pytest.approx(1)


@pytest.mark.clause("TAM-06")
def test_the_page_for_people_groups_by_what_to_do(bundle, tmp_path, capsys):
    quiet = tmp_path / "quiet.log"
    quiet.write_bytes(b"2026-03-04 10:00:00 I all is well\n" * 20)
    assert main(["review", str(bundle), str(quiet)]) == 1
    page = capsys.readouterr().out
    assert "ACT NOW (1)" in page
    assert "Drive YX10855801" in page
    assert "Do: " in page
    assert "WHAT WAS READ" in page
    assert "\x1b" not in page


@pytest.mark.clause("TAM-07")
def test_nothing_found_is_said_and_ends_with_zero(tmp_path, capsys):
    quiet = tmp_path / "quiet.zip"
    quiet.write_bytes(zipped(("a.log", b"2026-03-04 10:00:00 I all is well\n" * 20)))
    assert main(["review", str(quiet)]) == 0
    assert "Nothing was found in what could be read" in capsys.readouterr().out


def test_nothing_usable_ends_with_two_and_says_why(tmp_path, capsys):
    assert main(["review", str(tmp_path / "gone.zip")]) == 2
    assert "gone.zip" in capsys.readouterr().err


def test_one_bad_bundle_among_good_ones_is_one_rejected_entry(bundle, tmp_path, capsys):
    assert main(["review", str(tmp_path / "gone.zip"), str(bundle), "--format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert len(document["bundles"]) == 2
    members = {one["name"]: one["members"] for one in document["bundles"]}
    assert [member["status"] for member in members["gone.zip"]] == ["rejected"]


def test_the_order_of_the_arguments_changes_nothing(bundle, tmp_path, capsys):
    other = tmp_path / "other.log"
    other.write_bytes(b"2026-03-04 10:00:00 I all is well\n" * 20)
    main(["review", str(bundle), str(other), "--format", "json"])
    one = capsys.readouterr().out
    main(["review", str(other), str(bundle), "--format", "json"])
    assert capsys.readouterr().out == one
