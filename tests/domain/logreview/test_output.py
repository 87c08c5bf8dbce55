"""The one document of a review: its fields, its bytes, and bundles that could not be read."""

import json

import pytest
from logdialects import Scene, named
from logfacts import facts, spot

from tam.domain.logreview.facts import Member
from tam.domain.logreview.judge import judge
from tam.domain.logreview.output import canonical, coverage, document
from tam.domain.logreview.review import review, reviewed
from tam.domain.logreview.rows import HeatRow

pytestmark = pytest.mark.clause("TAM-06")


def member(status, size):
    return Member(f"{status}.log", "trace", status, size, 3, None)


def test_coverage_is_shares_of_all_bytes_with_what_was_rejected():
    members = [member("parsed", 50), member("mined", 25), member("opaque", 15)]
    assert coverage([*members, member("rejected", 10)]) == {
        "bytes": 100,
        "parsed": 0.5,
        "mined": 0.25,
        "opaque": 0.15,
    }
    assert coverage([]) == {"bytes": 0, "parsed": 0.0, "mined": 0.0, "opaque": 0.0}


def test_a_bundle_that_could_not_be_opened_is_one_rejected_member():
    told = document(judge([facts(name="b.zip", size=70, sha256="ab", refusal="It is damaged.")]))
    (bundle,) = told["bundles"]
    assert bundle["members"] == [
        {
            "path": "b.zip",
            "kind": "unknown",
            "status": "rejected",
            "bytes": 70,
            "lines": None,
            "reason": "It is damaged.",
        }
    ]
    assert bundle["coverage"] == {"bytes": 70, "parsed": 0.0, "mined": 0.0, "opaque": 0.0}


def test_a_finding_has_its_fields_in_order_and_its_proof():
    heat = HeatRow("FR1", 50.0, alarmed=False, spot=spot("FR1 is at 50 C", 7))
    (found,) = document(judge([facts("", [heat])]))["findings"]
    assert " ".join(found) == (
        "kind severity subject count first_seen last_seen confidence title advice evidence"
    )
    assert found["subject"] == {"type": "frame", "id": "FR1"}
    assert found["first_seen"] == "2026-03-11T05:06:07+01:00"
    assert [(one["member"], one["line"], one["text"]) for one in found["evidence"]] == [
        ("lists.csv", 7, "FR1 is at 50 C")
    ]


def test_what_is_unknown_is_null():
    nameless = facts(library_serial=None, captured_at=None)
    (bundle,) = document(judge([nameless]))["bundles"]
    assert (bundle["library_serial"], bundle["captured_at"]) == (None, None)


def test_what_a_host_did_is_suppressed_with_its_reason():
    line = "08 05:00:00 W reservation conflict on drive FR1/DBA1/LTO-DRV1 by host tsm1"
    told = document(judge([facts(line)]))
    assert told["findings"] == []
    assert told["suppressed"] == [
        {
            "kind": "host-side-error",
            "subject": {"type": "host", "id": "tsm1"},
            "reason": "a host's doing: commands that the drives or the library refused",
        }
    ]


def test_the_text_ends_in_a_line_feed_and_keeps_letters_as_they_are():
    assert canonical({"a": "Müller"}) == '{\n "a": "Müller"\n}\n'


def test_a_caller_elsewhere_gets_plain_values():
    bundles = [named("C", Scene())]
    assert reviewed(bundles) == document(review([named("C", Scene())]))
    assert json.loads(canonical(reviewed([named("C", Scene())])))["findings"] == []
