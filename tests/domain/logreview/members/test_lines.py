"""Log lines in every dialect: level, source, time, meaning, rhythm and what was not understood."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from logdialects import facts

from tam.domain.logreview.meaning.concepts import Concept

AT = datetime(2026, 3, 4, 1, 2, 3, tzinfo=UTC)


def only(text, name="log__txt"):
    return facts(**{name: text}).events[0]


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("2026-03-04 01:02:03.048 #068963 Power           W fan 3 in FR2 stopped", "Power"),
        ("03/04/2026 01:02:03 [W] POWER: fan 3 in FR2 stopped", "POWER"),
        ("04.03.2026 01:02:03;WARN;Power;fan 3 in FR2 stopped", "Power"),
        ("04.03.2026 01:02:03 | WARN | Power | fan 3 in FR2 stopped", "Power"),
        ('ts=2026-03-04T01:02:03Z sev=WARN comp=Power msg="fan 3 in FR2 stopped"', "Power"),
        (
            '{"time": "2026-03-04T01:02:03Z", "severity": "warning", "module": "Power", "msg": "fan 3 in FR2 stopped"}',
            "Power",
        ),
        ("<132>1 2026-03-04T01:02:03.0Z lcm1 Power 12 ID1 - fan 3 in FR2 stopped", "Power"),
        ("WARNING 2026-03-04 01:02:03 [Power] fan 3 in FR2 stopped", "Power"),
    ],
)
def test_one_event_in_many_dialects(line, source):
    event = only(f"{line}\n" * 2)
    assert event.concepts == {Concept.FAN_FAILED}
    assert (event.at.replace(microsecond=0), event.level.name, event.source) == (
        AT,
        "WARNING",
        source,
    )
    assert (event.spot.line, event.spot.text) == (1, line)


def test_a_syslog_line_has_no_level_and_no_year():
    event = only("Mar  4 01:02:03 lcm BlueScale[8]: Fan 3 in FR2 stopped. Check the fan.\n" * 2)
    assert (event.at, event.level.name, event.source) == (AT, "UNKNOWN", "syslog")


def test_a_syslog_in_another_zone_is_moved_by_the_texts_it_shares():
    found = facts(
        about__txt="Library serial: 5E21C0D4\nCaptured: 2026-03-11 05:06:07\nUTC offset: +09:00\n",
        messages__log="2026-03-04 01:02:03 W Fan 3 in FR2 stopped.\n2026-03-04 05:00:00 I ok\n",
        syslog="Mar  3 16:02:04 lcm BlueScale[8]: Fan 3 in FR2 stopped. Check the fan.\n" * 2,
    )
    moments = {event.spot.member: event.at for event in found.events}
    tokyo = timezone(timedelta(hours=9))
    assert moments["messages.log"] == AT.replace(tzinfo=tokyo)
    assert moments["syslog"] == AT.replace(tzinfo=tokyo) + timedelta(seconds=1)


def test_a_syslog_zone_that_the_bundle_states_is_used():
    found = facts(
        about__txt="library gamma\nserial 5E21C0D4\ncaptured 2026-03-11 05:06:07\nutc offset +02:00\nsyslog zone UTC\n",
        syslog="Mar  4 01:02:03 lcm BlueScale[8]: Fan 3 in FR2 stopped.\n" * 2,
    )
    assert found.events[0].at == AT


def test_sections_in_one_member_are_sources_of_their_own():
    text = (
        "===== trace Motion =====\n2026-03-01 01:00:00 I seek ok\n2026-03-03 01:00:00 I seek ok\n"
    )
    text += "[Action]\n2026-03-01 01:00:00 I act ok\n2026-03-03 01:00:00 I act ok\n=== end ===\n"
    found = facts(all__log=text)
    assert [(source.name, source.lines) for source in found.sources if source.lines] == [
        ("Motion", 2),
        ("Action", 2),
    ]
    assert found.jumps == () or all(jump.seconds > 0 for jump in found.jumps)


def test_levels_that_are_numbers_follow_the_scale_of_the_member():
    line = 'at=2026-03-04T01:02:0{}Z sev={} comp=p msg="{}"\n'
    text = line.format(1, 1, "poll ok") * 3 + line.format(2, 2, "fan 3 in FR2 stopped")
    assert only(text).level.name == "WARNING"


def test_newest_first_has_a_rhythm_and_no_jumps():
    text = "".join(f"2026-03-04 {23 - hour:02d}:00:00 I poll {hour}\n" for hour in range(20))
    source = facts(log__txt=text).sources[0]
    assert (source.first.hour, source.last.hour, source.longest_gap, source.last_spot) == (
        4,
        23,
        3600.0,
        None,
    )
    assert facts(log__txt=text).jumps == ()


def test_time_that_runs_backward_is_kept_with_its_line():
    text = "".join(f"2026-03-04 {hour:02d}:00:00 I poll {hour}\n" for hour in (1, 2, 3, 4, 2, 3, 4))
    jump = next(jump for jump in facts(log__txt=text).jumps if jump.seconds < 0)
    assert (jump.seconds, jump.spot.line, jump.before.hour, jump.after.hour) == (-7200.0, 5, 4, 2)


def test_mounts_moves_and_slots_are_counted():
    text = (
        "2026-03-04 01:00:00 I mount TE0001L8 from slot 13 of Vault in FR1/DBA1/LTO-DRV4 by Robot 1 done in 21 s\n"
        "2026-03-04 02:00:00 I mount TE0002L8 from slot 14 of Vault in FR1/DBA1/LTO-DRV4 by Robot 1 done in 21 s\n"
        "2026-03-04 03:00:00 I slot 99 Mirror empty\n"
        "2026-03-04 04:00:00 I mount of TE0003L8 failed in FR1/DBA1/LTO-DRV4\n"
    )
    found = facts(log__txt=text)
    assert found.mounts == (("FR1/DBA1/LTO-DRV4", 2),)
    assert found.tape_mounts == (("TE0001L8", 1), ("TE0002L8", 1))
    assert found.robot_moves == ((1, 2),)
    assert found.slot_partitions == ((13, "Vault"), (14, "Vault"), (99, "Mirror"))


def test_serious_kinds_of_lines_are_counted_and_the_understood_are_marked():
    text = "".join(f"2026-03-04 0{n}:00:00 W node {n} heartbeat late {n} ms\n" for n in range(5))
    text += "2026-03-04 06:00:00 W fan 3 in FR2 stopped\n2026-03-04 07:00:00 I poll 4 ok\n"
    kinds = {kind.masked: (kind.count, kind.explained) for kind in facts(log__txt=text).templates}
    assert kinds == {"node * heartbeat late *": (5, False), "fan * in * stopped": (1, True)}


def test_unknown_text_is_mined_and_lines_without_time_follow_the_one_before():
    found = facts(notes__txt="some words\nno time at all 12\n")
    assert (found.members[0].kind, found.members[0].status) == ("unknown", "mined")
    event = only(
        "2026-03-04 01:02:03 W report follows\n   fan 3 in FR2 stopped\n2026-03-04 02:00:00 W done\n"
    )
    assert (event.at, event.spot.line) == (AT, 2)


def test_a_trace_with_only_its_heading_is_understood():
    assert facts(t__txt="# trace MotionRestart1 of 5E21C0D4\n").members[0].status == "parsed"


def test_every_line_of_a_restart_trace_tells_of_the_restart():
    text = (
        "# trace MotionRestart2 of 5E21C0D4\n2026-03-04 01:02:03 MotionRestart2  I registers 00ff\n"
    )
    assert only(text).concepts == {Concept.MOTION_RESTART}


def test_what_a_source_calls_informational_hushes_its_copies():
    found = facts(messages__log="2026-03-04 01:02:03 I Drive FR1/DBA1/LTO-DRV1 has failed\n" * 2)
    assert found.events == ()
    assert len(found.quiet) == 1
