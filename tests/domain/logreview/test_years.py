"""Stamps without a year: dated by the capture, wherever in the bundle it is stated."""

import pytest
from logdialects import bundle

from tam.domain.logreview.extract import extract
from tam.domain.logreview.judge import judge
from tam.domain.logreview.output import document

SYSLOG = (
    "Dec 30 01:02:03 lcm BlueScale[8]: Fan 3 in FR2 stopped. Check the fan.\n"
    "Dec 31 23:00:00 lcm CRON[8]: hourly job done\n"
    "Jan  2 01:02:03 lcm BlueScale[8]: Fan 3 in FR2 stopped. Check the fan.\n"
)
ABOUT = "Library serial: 5E21C0D4\nCaptured: 2026-01-03 05:06:07\n"


def seen(name="upload.bin", **files):
    data = {path.replace("__", "."): text.encode() for path, text in files.items()}
    facts = extract(bundle(name, data))
    found = document(judge([facts]))
    return facts, [(one["first_seen"], one["last_seen"]) for one in found["findings"]]


@pytest.mark.parametrize("first", ["about", "syslog"])
def test_the_year_comes_from_the_capture_wherever_it_stands(first):
    files = {"syslog": SYSLOG, "about__txt": ABOUT}
    if first == "about":
        files = dict(reversed(files.items()))
    facts, moments = seen(**files)
    assert moments == [("2025-12-30T01:02:03+00:00", "2026-01-02T01:02:03+00:00")]
    assert all(jump.seconds < 3 * 86400 for jump in facts.jumps)


def test_the_name_of_a_bundle_inside_another_tells_it_too():
    name = "mail.eml!/5E21C0D4 2026-01-03 05.06.07.tar.xz!/syslog"
    assert seen(**{name: SYSLOG})[1] == [("2025-12-30T01:02:03+00:00", "2026-01-02T01:02:03+00:00")]


def test_other_lines_of_the_bundle_tell_it():
    files = {"syslog": SYSLOG, "trace__log": "2026-01-03 01:02:03 I poll ok\n" * 3}
    assert seen(**files)[1] == [("2025-12-30T01:02:03+00:00", "2026-01-02T01:02:03+00:00")]


def test_a_leap_day_fits_into_every_year():
    files = {"syslog": SYSLOG.replace("Dec 30", "Feb 29"), "about__txt": ABOUT}
    assert seen(**files)[1] == [("2025-02-28T01:02:03+00:00", "2026-01-02T01:02:03+00:00")]


def test_where_nothing_tells_the_year_the_time_is_unknown():
    facts, moments = seen(syslog=SYSLOG)
    assert moments == [(None, None)]
    assert document(judge([facts]))["bundles"][0]["captured_at"] is None
