"""What a host did is seen, said, and no fault of the library."""

import pytest
from logfacts import drive, history

from tam.domain.logreview.rules.hosts import host_side
from tam.domain.logreview.thresholds import DEFAULT

pytestmark = pytest.mark.clause("TAM-06")

D1, D2, D3 = (f"drive FR1/DBA1/LTO-DRV{n} sn YX1044358{n}" for n in (1, 2, 3))


def hosts(lines, *rows):
    return [(one.subject.id, one.reason) for one in host_side(history(lines, rows), DEFAULT)]


REFUSED = "a host's doing: commands that the drives or the library refused"
PROTECTED = "a host's doing: write protection or formats that a host ran into"
RESETS = "a host's doing: resets that reached several drives at once"
LINKS = "a host's doing: links of several of its drives lost at once"


@pytest.mark.parametrize("code", ["5/24/00", "7/27/00"])
def test_refused_commands_are_the_hosts(code):
    assert hosts(f"08 05:00:00 W {D1} sense {code} initiator nbu-media01") == [
        ("nbu-media01", REFUSED)
    ]


def test_a_reservation_conflict_is_the_hosts():
    assert hosts(f"08 05:00:00 W reservation conflict on {D1} by host tsm1") == [("tsm1", REFUSED)]


def test_a_host_goes_by_its_name_before_its_port_name():
    port = "10:00:00:90:fa:12:34:56"
    assert hosts(f"08 05:00:00 W {D1} sense 5/24/00 initiator {port}") == [(port, REFUSED)]
    assert hosts(f"08 05:00:00 W {D1} sense 5/24/00 initiator {port} host tsm1") == [
        ("tsm1", REFUSED)
    ]


def test_a_host_that_no_line_names_is_the_one_of_the_drive():
    line = f"08 05:00:00 W {D1} sense 5/24/00"
    assert hosts(line, drive(serial="YX10443581", host="nbu-media02")) == [("nbu-media02", REFUSED)]
    assert hosts(line) == []


@pytest.mark.parametrize("flag", [9, 10, 12, 16, 17, 60])
def test_flags_of_what_a_host_ran_into_are_the_hosts(flag):
    line = f"08 05:00:00 W TapeAlert flag {flag} set on {D1}"
    assert hosts(f"{line} host tsm1") == [("tsm1", PROTECTED)]
    assert hosts(line) == []


def reset(names, at="08 05:00:0"):
    return "\n".join(
        f"{at}{place} W {name} sense 6/29/00 initiator nbu-media01"
        for place, name in enumerate(names)
    )


def test_a_reset_counts_when_it_reached_three_drives_within_two_minutes():
    assert hosts(reset([D1, D2, D3])) == [("nbu-media01", RESETS)]
    assert hosts(reset([D1, D2])) == []
    rows = [drive(f"FR1/DBA1/LTO-DRV{n}", f"YX1044358{n}") for n in (1, 2, 3)]
    untimed = reset([D1, D2, D3]).replace("08 05:00:0", "-- -")
    assert hosts(untimed, *rows) == []


def test_links_of_three_drives_of_a_host_at_once_are_the_hosts():
    rows = [drive(f"FR1/DBA1/LTO-DRV{n}", f"YX1044358{n}", host="nbu-media01") for n in (1, 2, 3)]
    lines = "\n".join(f"08 05:00:00 W {name} sense B/47/03" for name in (D1, D2, D3))
    assert hosts(lines, *rows) == [("nbu-media01", LINKS)]
    assert hosts(lines.splitlines()[0], *rows) == []
