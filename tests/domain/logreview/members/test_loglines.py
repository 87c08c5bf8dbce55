"""Log lines: the clock of a member, its kinds of lines, and what is counted of them."""

from datetime import datetime

import pytest
from logparts import rows, sample, sink

from tam.domain.logreview.members import loglines
from tam.domain.logreview.members.clock import EPOCH, Clock, wall
from tam.domain.logreview.members.loglines import LogLines
from tam.domain.logreview.thresholds import Limits


def read(text, made=None):
    made = made or sink()
    reader = LogLines(made, sample(text).stamper, "Motion")
    reader.feed(rows(text))
    reader.finish()
    return reader


def moments(text):
    clock = Clock(sample(text).stamper)
    return [at and f"{wall(at):%H:%M:%S}" for at in map(clock, rows(text))]


@pytest.mark.clause("TAM-06")
def test_the_clock_reads_hours_minutes_and_seconds_of_a_day_it_knows():
    lines = "2026-03-04 01:02:03 a\n2026-03-04 01:59:58.250 b\n2026-03-04 02:00:00 c"
    assert moments(lines) == ["01:02:03", "01:59:58", "02:00:00"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("2026-03-04 01:02:03 a\n2026-03-04 01:xx:03 b", ["01:02:03", None]),
        ("2026-03-04 01:02 a\n2026-03-04 01:03 b", ["01:02:00", "01:03:00"]),
        ("03/04/2026 01:02:03 PM a\n03/04/2026 01:02:03 AM b", ["13:02:03", "01:02:03"]),
        ("Wed Mar  4 01:02:03 2026 a\nWed Mar  4 01:02:04 2026", ["01:02:03", "01:02:04"]),
        ("2026-03-04 01:02:03 a\nno time\n2026-02-30 01:02:03 b", ["01:02:03", None, None]),
    ],
)
def test_the_clock_takes_the_long_way_where_the_short_one_would_err(lines, told):
    assert moments(lines) == told


def test_the_clock_remembers_only_so_many_days_and_reads_the_others_anew():
    clock = Clock(sample("2026-03-04 01:02:03 a").stamper)
    clock.days = {b"%d" % number: 0 for number in range(50_000)}
    moment = datetime(2026, 3, 4, 1, 2, 3) - EPOCH
    assert clock(b"2026-03-04 01:02:03 a") == moment.total_seconds()
    assert len(clock.days) == 50_000


def test_empty_lines_count_as_lines_and_as_nothing_else():
    reader = read("2026-03-04 01:02:03 W fan 3 in FR2 stopped\n\n  \n2026-03-04 01:02:04 I ok")
    assert (reader.number, reader.stamped, len(reader.kinds)) == (4, 2, 2)


def test_only_so_many_kinds_are_remembered_and_later_ones_are_still_read(monkeypatch):
    monkeypatch.setattr(loglines, "LIMITS", Limits(templates_per_member=1))
    made = sink()
    text = "2026-03-04 01:02:03 I ready\n" + "2026-03-04 01:02:04 E fan 3 in FR2 stopped\n" * 2
    reader = read(text, made)
    assert len(reader.kinds) == 1
    assert [event.spot.line for event in made.events] == [2, 3]


def test_a_mount_counts_only_with_its_drive_and_its_cartridge():
    made = sink()
    read(
        "2026-03-04 01:02:03 I mounted TE2789L8 in FR1/DBA1/LTO-DRV1\n"
        "2026-03-04 01:02:04 I robot 1 loaded a magazine, done\n"
        "2026-03-04 01:02:05 I slot 107 of partition Mirror contains TE2789L8\n",
        made,
    )
    assert made.mounts == {"FR1/DBA1/LTO-DRV1": 1}
    assert made.tape_mounts == {"TE2789L8": 1}
    assert made.robot_moves == {1: 1}
    assert made.slot_partitions == {107: "Mirror"}


@pytest.mark.clause("TAM-06")
def test_a_line_that_is_informational_time_and_again_is_hushed_whatever_its_numbers():
    made = sink()
    lines = [f"2026-03-04 01:{n:02}:03 I fan {n} in FR2 stopped" for n in range(60)]
    kind = next(iter(read("\n".join(lines), made).kinds.values()))
    assert "fan 0 in fr0 stopped" in made.quiet
    assert len(made.quiet) == 51
    assert (kind.count, kind.look, made.events) == (60, None, [])


def test_of_a_serious_line_that_nothing_reads_only_the_first_fifty_are_shown():
    lines = "\n".join(f"2026-03-04 01:{n:02}:03 E widget {n} is blue" for n in range(59))
    kind = next(iter(read(lines).kinds.values()))
    assert (kind.count, len(kind.seen)) == (59, 50)
