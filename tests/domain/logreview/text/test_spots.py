"""What may be shown of a line, and its plain words."""

import pytest

from tam.domain.logreview.meaning.amounts import seconds_in
from tam.domain.logreview.meaning.templates import kin_id, mask, template_id
from tam.domain.logreview.text.spots import excerpt, plain
from tam.domain.logreview.text.words import name_key, sentences, words


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("  Fan 3 stopped \t", "Fan 3 stopped"),
        ("\x1b[31mFan 3 in FR2 has stopped\x1b[0m", "[31mFan 3 in FR2 has stopped"),
        ("a\0Fan 3 in FR2 stopped\0b", "Fan 3 in FR2 stopped"),
        ("\0\0\0", ""),
        ("x" * 900, "x" * 400),
    ],
)
def test_an_excerpt_is_a_cut_of_the_line_that_can_be_shown_anywhere(line, shown):
    assert excerpt(line) == shown
    assert shown in line


def test_a_line_for_reading_has_no_escapes():
    assert plain("\x1b[31mred\x1b[0m \x1b]8;;http://x\x07link\x1b]8;;\x07\0") == "red link"
    assert plain("tab\tstays\x01") == "tab\tstays "


def test_words_take_names_apart():
    assert (
        words("numberOfFailures=7, move_failed(robot=1)")
        == "number of failures 7 move failed robot 1"
    )
    assert name_key("Loads (MAM)") == "loadsmam"


def test_sentences_that_only_advise_are_left_out():
    assert sentences("Drive 4 is hot. Check the fans. Fan 3 stopped.") == [
        "Drive 4 is hot",
        "Fan 3 stopped.",
    ]
    assert sentences("Check the fans.") == ["Check the fans."]
    assert sentences("") == [""]


@pytest.mark.parametrize(
    ("body", "masked"),
    [
        (
            "tensor latch 24 skipped twice, residue 84.93 at='x y' mac 00:11:22:33:44:55 k=v",
            "tensor latch * skipped twice, residue * at=* mac * k=v",
        ),
        ("connection from 10.1.2.3 () at Fri Jul  1 10:02:03 2005", "connection from * (*) at *"),
        ("moved 1 2 , 3 of 40 KB (41.2 KB) in 3 sec", "moved * of * in *"),
        ("read /var/log/tam/x.log by api.example.com:443", "read * by *"),
        ('"GET /v2/servers/7 HTTP/1.1" of node a1-b2', '"GET *" of node *'),
        ("rhost= user=root crc deadbeef **** 12", "rhost= user=root crc * **** *"),
    ],
)
def test_a_line_without_its_values_is_its_kind(body, masked):
    assert mask(body) == masked


def test_a_kind_of_line_has_one_stable_name():
    assert template_id("a *", "Action") == template_id("a *", "ACTION") == "m2-cce3331525c7b864"
    assert kin_id('state=up "b" of *', "Action") == kin_id("state='x y' * of *", "action")


def test_a_word_without_end_costs_no_more_than_its_length():
    assert mask("z" * 65_536) == "z" * 4_096


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("stepped -2712.4 s", -2712.4),
        ("offset 72.41 ms", 0.07241),
        ("45 minutes", 2700.0),
        ("2 h and 5 min", 7200.0),
        ("1 day", 86400.0),
        ("at 10:00", None),
    ],
)
def test_lengths_of_time(text, seconds):
    assert seconds_in(text) == pytest.approx(seconds)
