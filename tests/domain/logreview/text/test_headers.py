"""The head of a log line in many dialects: level, source, host, and the words that remain."""

import pytest

from tam.domain.logreview.text.headers import header, keyed, numbered
from tam.domain.logreview.text.levels import Level, is_serious, level_of, syslog_level


@pytest.mark.parametrize(
    ("after", "level", "source", "body"),
    [
        (" #068963 Error           E drive x failed", Level.ERROR, "Error", "drive x failed"),
        (" [E] MOTION: seek failed", Level.ERROR, "MOTION", "seek failed"),
        (" WARN motion: seek failed", Level.WARNING, "motion", "seek failed"),
        (" ERROR fc: loss of signal", Level.ERROR, "fc", "loss of signal"),
        (
            " lcm-1 BlueScale[8502]: Power supply 2 failed",
            Level.UNKNOWN,
            "BlueScale",
            "Power supply 2 failed",
        ),
        ("|WARN|Motion|seek failed twice", Level.WARNING, "Motion", "seek failed twice"),
        (
            " | ERRO | Motion | seek failed | twice",
            Level.ERROR,
            "Motion",
            "seek failed ; twice",
        ),
        (";WARN;Motion;seek failed twice", Level.WARNING, "Motion", "seek failed twice"),
        (',"WARN","Motion","seek failed twice"', Level.WARNING, "Motion", "seek failed twice"),
        (" Robot 1, element 4 failed", Level.UNKNOWN, "", "Robot 1, element 4 failed"),
        (
            ' sev=ERR comp=motion msg="seek failed"',
            Level.ERROR,
            "motion",
            'sev=ERR comp=motion msg="seek failed"',
        ),
        (" sev=3 comp=motion", Level.ERROR, "motion", "sev=3 comp=motion"),
        ("  [LTO9-02] hardware failure", Level.UNKNOWN, "", "[LTO9-02] hardware failure"),
        (" FR2: access door opened", Level.UNKNOWN, "", "FR2: access door opened"),
        (" MotionRestart1  E watchdog", Level.ERROR, "MotionRestart1", "watchdog"),
        (
            " drive YX1 TapeAlert[5]: Read failure",
            Level.UNKNOWN,
            "",
            "drive YX1 TapeAlert[5]: Read failure",
        ),
        (" Error log rotated", Level.UNKNOWN, "", "Error log rotated"),
        (" 12 0x3f (77) seek", Level.UNKNOWN, "", "seek"),
    ],
)
def test_a_header_is_taken_apart(after, level, source, body):
    head = header("", after)
    assert (head.level, head.source, head.body) == (level, source, body)


@pytest.mark.parametrize(
    ("before", "level"),
    [
        ("<131>1 ", Level.ERROR),
        ("WARNING ", Level.WARNING),
        ("E ", Level.ERROR),
        ("a note ", Level.INFO),
        ("", Level.UNKNOWN),
    ],
)
def test_a_level_may_stand_before_the_time(before, level):
    assert header(before, " text of a line").level is level


def test_a_host_before_the_program_makes_a_syslog_line():
    assert header("", " lcm-1 CRON[7]: (root) CMD").host == "lcm-1"


@pytest.mark.parametrize(
    ("usual", "number", "level"),
    [
        (None, 3, Level.ERROR),
        (6, 4, Level.WARNING),
        (6, 2, Level.FATAL),
        (1, 1, Level.INFO),
        (1, 2, Level.WARNING),
        (1, 3, Level.ERROR),
        (1, 7, Level.FATAL),
        (1, 0, Level.INFO),
    ],
)
def test_levels_that_are_numbers_are_read_on_the_scale_of_their_member(usual, number, level):
    assert header("", f" sev={number} mod=x", usual).level is level


def test_pairs_are_read_from_json_and_from_key_value():
    assert keyed('{"severity": "warn", "message": "a \\"b\\" c"}')["message"] == 'a \\"b\\" c'
    assert keyed("sev='x y' a=1, b=2") == {"sev": "x y", "a": "1", "b": "2"}
    assert keyed("Drive: it failed") is None
    assert (numbered({"level": "4"}), numbered({"level": "warn"}), numbered({})) == (4, None, None)


def test_level_words():
    assert [level_of(word) for word in ("E", "crit", "Informational", "loud")] == [
        Level.ERROR,
        Level.FATAL,
        Level.INFO,
        Level.UNKNOWN,
    ]
    assert [syslog_level(number) for number in (0, 3, 4, 6)] == [
        Level.FATAL,
        Level.ERROR,
        Level.WARNING,
        Level.INFO,
    ]
    assert (is_serious(Level.WARNING), is_serious(Level.INFO)) == (True, False)
