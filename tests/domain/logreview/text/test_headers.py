"""The head of a log line in many dialects: level, source, host, and the words that remain."""

import pytest

from tam.domain.logreview.text.headers import Habit, header, keyed, lead, numbered
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
    assert header("", f" sev={number} mod=x", Habit(usual)).level is level


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


@pytest.mark.clause("TAM-06")
def test_a_line_of_rfc_5424_has_its_level_in_front_its_program_as_source_and_its_data_in_the_text():
    found = header("<132>1 ", ' lcm1 motion 412 ID1 [x@1 drive="LTO-DRV1"] seek failed')
    assert (found.level, found.source, found.host) == (Level.WARNING, "motion", "")
    assert found.body == 'seek failed x@1 drive="LTO-DRV1"'
    assert header("<134>1 ", " lcm1 - - - -").source == ""


@pytest.mark.parametrize(
    ("text", "level", "body"),
    [
        ("] Warn    cable looks odd", "WARNING", "cable looks odd"),
        ("] Error   I ready", "INFO", "ready"),
        ("] Cable   looks odd", "UNKNOWN", "Cable   looks odd"),
    ],
)
def test_a_level_in_a_word_counts_where_the_lines_of_a_member_begin_with_one(text, level, body):
    found = header("[", text, Habit(worded=True))
    assert (found.level.name, found.body) == (level, body)
    if text.startswith("] Warn"):
        assert header("[", text).level is Level.UNKNOWN


@pytest.mark.parametrize(
    ("before", "words"),
    [("<132>1 ", ""), ("[", ""), ("ts=", ""), ("FR2 fan 3 [", "FR2 fan 3")],
)
def test_what_stands_before_a_time_belongs_to_the_text_unless_it_is_a_mark(before, words):
    assert lead(before) == words
