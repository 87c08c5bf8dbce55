"""What `tam review` says first, its counters, and its file for a browser."""

from datetime import UTC, datetime, timedelta

import pytest
from packing import zipped

from tam.adapters.evaluation import Progress
from tam.cli import review
from tam.cli.main import main
from tam.cli.reviewhtml import html
from tam.cli.reviewpage import page
from tam.cli.reviewshort import counts, short

pytestmark = pytest.mark.clause("TAM-06")
START = datetime(2026, 1, 1, tzinfo=UTC)


def finding(severity="critical", title="Drive A fails", **changed):
    said = {
        "kind": "drive-failing", "severity": severity, "title": title, "advice": "Replace it.",
        "subject": {"type": "drive", "id": "A"}, "count": 2, "confidence": 0.9,
        "first_seen": "2026-03-01T00:00:00+00:00", "last_seen": "2026-03-02T00:00:00+00:00",
        "evidence": [{"bundle": "b.zip", "member": "m.txt", "line": 3, "text": "hard error <b>"}],
    }  # fmt: skip
    return said | changed


def bundle(week=0, status="parsed", size=100, serial="4B31C86E"):
    shares = {"parsed": 0.0, "mined": 0.0, "opaque": 0.0} | {status: 1.0}
    member = {"path": "m<i>.bin", "status": status, "bytes": size, "reason": None}
    return {
        "name": f"b{week}.zip", "sha256": f"h{week}{serial}", "library_serial": serial,
        "captured_at": (START + timedelta(days=7 * week)).isoformat(),
        "members": [member], "coverage": {"bytes": size, **shares},
    }  # fmt: skip


def document(*found, bundles=None, undecided=(), suppressed=()):
    return {
        "bundles": [bundle()] if bundles is None else bundles, "findings": list(found),
        "undecided": list(undecided), "suppressed": list(suppressed),
    }  # fmt: skip


def test_the_gravest_three_with_what_to_do_and_the_number_of_the_others():
    found = [finding(title=f"Drive {one} fails") for one in "ABCDE"]
    assert short(document(*found, finding("notice"))) == [
        "Drive A fails. Replace it.", "Drive B fails. Replace it.", "Drive C fails. Replace it.",
        "And 2 more to act on or to plan.", "100.0% of all bytes were read.",
    ]  # fmt: skip
    assert counts(document(*found, finding("notice"))) == (
        "1 bundle; 5 to act on now, 0 to plan, 1 to know; 0 not decided"
    )


def test_what_waits_for_a_test_and_what_was_not_read_is_said_at_once():
    two = [bundle(), bundle(1, "opaque", 300)]
    one = document(finding("notice"), bundles=two, undecided=[finding()])
    assert short(one) == [
        "Nothing to act on and nothing to plan.", "1 suspicion waits for a cross test.",
        "25.0% of all bytes were read; 1 member was not.",
    ]  # fmt: skip
    more = document(bundles=[*two, bundle(2, "rejected", 0)], undecided=[finding(), finding()])
    assert short(more)[1:] == [
        "2 suspicions wait for a cross test.",
        "25.0% of all bytes were read; 2 members were not.",
    ]
    assert short(document(bundles=[]))[-1] == "0 % of all bytes were read."


def figures(weeks, serial="4B31C86E"):
    return {
        f"h{week}{serial}": {
            "counters": [
                {
                    "subject": {"type": "axis", "id": "Robot 1/Pick"}, "name": "counter",
                    "value": 100 + 70 * week, "threshold": 1000.0, "way": "counts",
                }
            ]
        }
        for week in range(weeks)
    }  # fmt: skip


WORDS = "310 of 1,000. It moves by +10 a day; it reaches its threshold in 69 days."


def test_counters_of_several_bundles_are_forecast_and_never_cross_libraries():
    many = document(bundles=[bundle(week) for week in range(4)])
    said = " ".join(page(many, figures(4), colour=False).split())
    assert f"COUNTERS (1) Robot 1/Pick, counter: {WORDS}" in said
    assert WORDS in html(many, figures(4))
    mixed = document(bundles=[bundle(0), bundle(1), bundle(2, serial="X"), bundle(3, serial="X")])
    assert "COUNTERS" not in page(mixed, figures(2) | figures(4, "X"), colour=False)
    assert "Counters" not in html(mixed, {})


def test_the_file_escapes_what_a_log_says_and_loads_nothing():
    hosts = [{"kind": "host-side-error", "subject": {"id": "nbu<01>"}, "reason": "reservation"}]
    found = document(
        finding(title="<script>x</script>\x1b[31m"), finding("notice", first_seen=None),
        bundles=[bundle(0, "opaque")], undecided=[finding()], suppressed=hosts,
    )  # fmt: skip
    said = html(found, {})
    assert "<script" not in said
    assert "\x1b" not in said
    for words in (
        "&lt;script&gt;x&lt;/script&gt;", "hard error &lt;b&gt;", "m&lt;i&gt;.bin",
        "nbu&lt;01&gt;: reservation", "default-src 'none'", "Act now (1)", "Know about it (1)",
        "Not decided (1)", "1 line that proves it", "In short",
    ):  # fmt: skip
        assert words in said
    two = finding(evidence=finding()["evidence"] * 2)
    assert "2 lines that prove it" in html(document(two), {})


def test_the_command_writes_the_file(tmp_path, capsys):
    quiet = tmp_path / "quiet.zip"
    quiet.write_bytes(zipped(("a.log", b"2026-03-04 10:00:00 I all is well\n" * 20)))
    assert main(["review", str(quiet), "--format", "html"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("<!doctype html>")
    assert "Nothing was found in what could be read" in said


def test_progress_is_a_bar_and_no_name_of_a_member_steers_the_terminal(capsys):
    review._show(Progress(0, 0, "a\x1b[2J.log", 45, 100))
    assert capsys.readouterr().err == "\r\x1b[K[#########...........]  45 %  a?[2J.log"
