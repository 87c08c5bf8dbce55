"""Log lines in the midst of names and values: taken out, read as a log, in their places."""

import pytest
from logdialects import facts
from logparts import rows, sample, sink

from tam.domain.logreview.meaning.concepts import Concept
from tam.domain.logreview.members.aside import Aside


def kept(text):
    made = sink()
    aside = Aside(made, sample(text))
    left = aside.without(rows(text))
    aside.finish()
    return made, left


@pytest.mark.clause("TAM-06")
def test_log_lines_under_a_heading_are_read_with_its_source_and_their_line_numbers():
    made, left = kept(
        "Fan 1\n  RPM: 3000\n##### motion.log #####\n"
        "04-Mar-2026 01:02:03 | WARNING | fan 3 in FR2 stopped\n"
    )
    event = made.events[0]
    assert (event.concepts, event.source, event.spot.line) == ({Concept.FAN_FAILED}, "motion", 4)
    assert left[:2] == [b"Fan 1", b"  RPM: 3000"]
    assert left[3:] == [b"", b""]


@pytest.mark.parametrize(
    "line",
    [
        "Captured: 2026-03-04 01:02:03 +0100",
        "Last error = 2026-03-04 01:02:03 fan 3 stopped",
        "2026-03-04 01:02:03",
        "the fan of the frame behind was stopped 2026-03-04 01:02:03 by a hand",
        "version 12345678 of it",
    ],
)
def test_a_time_that_is_a_value_stays_where_it_is(line):
    made, left = kept(f"Fan 1\n  RPM: 3000\n{line}\n")
    assert (left[2], made.sources) == (line.encode(), [])


def test_many_log_lines_are_read_as_they_come_once_their_format_is_known():
    lines = "\n".join(f"04.03.2026 01:{n:02}:03 Warning fan {n} stopped" for n in range(30))
    made, _ = kept(f"Fan 1\n  RPM: 3000\n{lines}\n04.03.2026 later this stopped 01:02\n")
    assert [event.spot.line for event in made.events] == list(range(3, 33))
    assert {event.level.name for event in made.events} == {"WARNING"}


def test_a_dump_has_states_and_log_lines():
    found = facts(
        dump__txt=(
            "===== DRIVES =====\nDrive FR1/DBA1/LTO-DRV1\n  Manufacturer serial: YX1004711\n"
            "  Status: Ready\nDrive FR1/DBA1/LTO-DRV2\n  Manufacturer serial: YX1014711\n"
            "  Status: Ready\n=== power ===\n"
            "2026-03-04 01:02:03 ERROR power supply 2 in frame FR1 has failed\n"
        )
    )
    assert [row.serial for row in found.rows if hasattr(row, "serial")] == [
        "YX1004711",
        "YX1014711",
    ]
    assert [(event.source, event.spot.line) for event in found.events] == [("power", 9)]
