"""Texts that mislead, each named by its row of the catalogue of bad inputs."""

import pytest
from logdialects import facts

from tam.cli.reviewpage import page
from tam.domain.logreview.judge import judge
from tam.domain.logreview.meaning.templates import mask
from tam.domain.logreview.output import canonical, document
from tam.domain.logreview.text.spots import plain
from tam.domain.logreview.thresholds import LIMITS

pytestmark = pytest.mark.clause("TAM-06")
FINE = "2026-03-04 01:02:03 I fan 1 in FR2 turns\n"
FAULT = "2026-03-04 01:02:03 E fan 3 in FR2 stopped FAULT\n"


def read(data):
    """The facts of a bundle of this one log, its member, and the lines that tell something."""
    found = facts(a__log=data if isinstance(data, bytes) else data.encode())
    (member,) = found.members
    return found, member, [event.spot.line for event in found.events]


def shown(found):
    """Everything that leaves the review: the document and the page for people."""
    said = document(judge([found]))
    return canonical(said) + page(said, {}, colour=False)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_txt_01_utf_16_is_read_and_its_lines_are_counted_as_in_the_file(encoding):
    text = "\ufeff" + FINE.replace("\n", "\r\n") * 3 + FAULT.replace("\n", "\r\n")
    found, member, told = read(text.encode(encoding))
    assert (member.status, member.lines, told) == ("parsed", 4, [4])
    assert found.events[0].spot.text == FAULT.strip()


def test_txt_03_latin_1_is_read_line_by_line_and_said():
    _, member, told = read("Tür offen °C\n".encode("latin-1") * 100 + FAULT.encode())
    assert (member.lines, told) == (101, [101])
    assert "100 lines are no UTF-8 and were read as Latin-1" in member.reason


@pytest.mark.parametrize("hole", [4_096, 300_000])
def test_txt_05_what_stands_behind_a_hole_of_zeros_is_read(hole):
    torn = b"2026-03-04 00:59:00 I fan\0 1 in FR2 tur"
    data = FINE.encode() * 100 + bytes(hole) + FAULT.encode() + torn
    found, member, told = read(data)
    assert (member.size, member.lines, told) == (len(data), 102, [101])
    assert "contains NUL bytes" in member.reason
    assert "\0" not in shown(found)
    assert found.events[0].spot.text == FAULT.strip()


def test_txt_06_escapes_of_terminals_reach_nobody():
    escapes = "\x1b[31mFAULT\x1b[0m \x1b]8;;http://evil.example\x07click\x1b]8;;\x07 \x1b[2J\x1bP+q544e\x1b\\"
    found, _, told = read(f"{FAULT.strip()} {escapes} \x9b31m\n")
    assert told == [1]
    assert not {"\x1b", "\x9b", "\x07"} & set(shown(found))
    assert plain(escapes).split() == ["FAULT", "click"]


def test_txt_07_a_line_beyond_the_limit_is_cut_said_and_ends_where_it_ends():
    found, member, told = read(FAULT.strip() + " " + "A" * 300_000 + "\n" + FAULT)
    assert (member.lines, told) == (2, [1, 2])
    assert "lines longer than 65,536 bytes were read up to there: 1" in member.reason
    assert len(found.events[0].spot.text) == LIMITS.evidence_chars


def test_txt_10_only_a_line_feed_ends_a_line():
    odd = "one\u2028two\u2029three\x85four\x0bfive\x0csix\x1cseven\n"
    _, member, told = read(odd + FAULT)
    assert (member.lines, told) == (2, [2])


def test_txt_12_overlong_and_lone_bytes_become_letters_and_no_path():
    odd = b"\xc0\xaf\xc0\xae\xe0\x80\xaf../etc\n\xed\xa0\x80lone\n\xf5\x80\x80\x80\n"
    found, member, told = read(FINE.encode() * 9 + odd + FAULT.encode())
    assert told == [13]
    assert "3 lines are no UTF-8 and were read as Latin-1" in member.reason
    assert "\ud800" not in shown(found)


def test_txt_13_a_value_with_a_line_feed_makes_two_lines_and_no_record_of_ours():
    found, member, told = read('user="a\n' + FAULT.strip() + ' user=root"\n')
    assert (member.lines, told) == (2, [2])
    assert all("\n" not in event.spot.text for event in found.events)


@pytest.mark.parametrize(
    "text",
    [
        "<script>fetch('/api/me')</script><img src=x onerror=alert(1)>",
        "{{7*7}} {% debug %} ${7*7} #{7*7} <%= 7*7 %> %s%n {0.__class__}",
        "=cmd|' /C calc'!A0 \\input{/etc/passwd}",
    ],
    ids=["txt_14", "txt_15", "txt_15_formula"],
)
def test_txt_14_15_markup_and_templates_stay_the_words_of_the_line(text):
    found, _, told = read(f"{FAULT.strip()} {text}\n")
    assert told == [1]
    assert found.events[0].spot.text == f"{FAULT.strip()} {text}"
    assert text.split()[0] in shown(found)


@pytest.mark.parametrize(
    "line",
    ["a" * 50_000 + "!", " " * 50_000 + "x", "1.1.1." * 20_000, "((((" * 20_000, "a1=" * 20_000],
)
def test_txt_16_of_a_very_long_line_its_beginning_is_what_is_looked_at(line):
    assert len(plain(line)) <= LIMITS.read_chars
    assert mask(line) == mask(line[: LIMITS.read_chars])
    _, member, told = read(f"{line}\n{FAULT}")
    assert (member.lines, told) == (2, [2])


def test_txt_17_an_empty_file_is_said_to_be_empty_and_is_no_byte_of_evidence():
    found, member, _ = read(b"")
    assert (member.kind, member.status, member.reason) == ("empty", "mined", "the file is empty")
    assert document(judge([found]))["bundles"][0]["coverage"]["bytes"] == 0


def test_txt_19_lines_of_one_kind_are_one_kind_however_many():
    found, member, told = read("2026-03-04 01:02:03 E odd thing\n" * 3_000 + "x\n" * 50_000)
    assert (member.lines, told) == (53_000, [])
    (kind,) = found.templates
    assert (kind.count, len(kind.seen)) == (3_000, 50)


def test_txt_20_line_feeds_count_whatever_stands_beside_them():
    _, member, told = read("a\r\nb\nc\rd\n\r" + FAULT)
    assert (member.lines, told) == (4, [4])
