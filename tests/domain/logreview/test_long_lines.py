"""Of a very long line the beginning is looked at; nothing that is looked at grows with it."""

import pytest
from logparts import Records, rows, sample, sink

from tam.domain.logreview.meaning.reading import is_coded, read, restart_trace, sayings_for
from tam.domain.logreview.meaning.senses import senses
from tam.domain.logreview.meaning.templates import mask
from tam.domain.logreview.members import entities, outline
from tam.domain.logreview.members.codes import Codes
from tam.domain.logreview.members.entities import Entities
from tam.domain.logreview.records.messages import moment
from tam.domain.logreview.records.record import Record, number, whole
from tam.domain.logreview.text.headers import keyed
from tam.domain.logreview.text.levels import Level
from tam.domain.logreview.text.stamps import Hints
from tam.domain.logreview.thresholds import LIMITS

FAR = "x " * LIMITS.read_chars
SENSE = "sense 4/44/00"


def spot():
    return sink().spot(1, "")


def test_what_stands_far_behind_is_not_read():
    assert read(f"drive 3 {SENSE}", Level.ERROR) is not None
    assert read(f"drive 3 {FAR}{SENSE}", Level.ERROR) is None
    assert (senses(SENSE) != (), senses(FAR + SENSE)) == (True, ())
    assert (is_coded(SENSE), is_coded(FAR + SENSE)) == (True, False)
    assert sayings_for(FAR + "fan 3 stopped", Level.ERROR) == ()
    assert len(restart_trace(FAR * 2).said) <= LIMITS.read_chars
    assert list(keyed(f"a=1 {FAR} b=2") or {}) == ["a"]
    assert not Codes(f"{SENSE}", 0).wanted((FAR + "6/29/00").encode())


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        ('drive 3 said "it is done" in 4 s', 'drive * said "it is done" in * s'),
        ("a=5 b='x y' path/to/7 00:90:b8:12:34:56", "a=* b=*"),
        ("x-ab:cd:ef:ab:cd:ef up", "x-* up"),
    ],
)
def test_a_mask_leaves_the_words(line, masked):
    assert mask(line) == masked


def test_a_number_at_the_end_of_a_long_word_masks_the_word():
    assert mask("x" * 300 + " " + "ab-cd" * 100 + "1 then") == "x" * 300 + " * then"
    assert len(mask("ab-" * 50_000)) == LIMITS.read_chars


@pytest.mark.parametrize("unit", ["ab-", "a.b.", "/a", "x", '"a', "'"])
def test_of_a_very_long_line_the_beginning_is_masked(unit):
    line = unit * 50_000
    assert mask(line) == mask(line[: LIMITS.read_chars])
    assert len(mask(line)) <= LIMITS.read_chars


def test_a_field_keeps_the_beginning_of_its_value_and_a_record_so_many_fields():
    record, here = Record("x", spot()), spot()
    for place in range(10_050):
        record.put(f"n{place}", "v" * 5_000, here)
    assert len(record.fields) == 10_000
    assert len(record.get("n0")) == LIMITS.read_chars


def test_numbers_beyond_all_bounds_are_unknown():
    assert (number("9" * 400), whole("9" * 400)) == (None, None)
    record = Record("date", spot())
    for name, value in (("year", "9" * 30), ("month", "1"), ("day", "1")):
        record.put(name, value, spot())
    assert moment(record, Hints()) is None


@pytest.mark.parametrize(
    ("line", "fits"),
    [
        ("psu FR1/PowerSupply2 input=ok output=fail", True),
        ("a=1,b=2", True),
        ("a=1, b=2", True),
        ("a=1,x,b=2", True),
        ("a=1 x b=2", False),
        ("a=1", False),
        ("a = 1 b = 2", False),
    ],
)
def test_descriptions_of_parts_are_known_by_two_pairs(line, fits):
    assert (entities.score(sample(line)) > 0) is fits


def test_a_name_of_a_pair_begins_at_its_first_letter():
    records = Records()
    reader = Entities(sink(), records)
    reader.feed(rows("fan 3 .rpm=0 state='not ok'x=1 y\n"))
    assert records.shown == [("fan", {"id": "3", "rpm": "0", "state": "not ok", "x": "1"})]


@pytest.mark.parametrize(
    ("line", "many"),
    [("a: 1  b: 2 ", True), ("x a=1 b=2", True), (" a=1 b=2", False), ("a: 1 b: 2", False)],
)
def test_lines_of_many_pairs_are_no_outline(line, many):
    begun = f"[fans]\n{line}\n{line}\n{line}\n"
    assert (outline.score(sample(begun)) == 0.0) is many
