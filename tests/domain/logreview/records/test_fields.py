"""Fields, flags and numbers, and how records find their interpreters."""

import pytest
from logfacts import kept, record, spot

from tam.domain.logreview.records.interpret import Interpreter
from tam.domain.logreview.records.record import absent, flag, number, whole
from tam.domain.logreview.rows import KeyRow

pytestmark = pytest.mark.clause("TAM-06")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("41", 41.0),
        ("41.5 C", 41.5),
        ("41,5", 41.5),
        ("16,000", 16000.0),
        ("1 234", 1234.0),
        ("-3 V", -3.0),
        ("4294967295", None),
        ("0xFFFFFFFF", None),
        ("65535", None),
        ("", None),
        ("many", None),
        ("1.2.3", None),
    ],
)
def test_a_number_with_its_unit_and_all_ones_are_unknown(text, value):
    assert number(text) == value
    assert whole(text) == (None if value is None else int(value))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Yes", True),
        ("OK", True),
        ("no", False),
        ("Not OK", False),
        ("inactive", False),
        ("7", None),
    ],
)
def test_a_yes_or_no_in_any_spelling(text, value):
    assert flag(text) is value


def test_an_empty_bay_is_absent():
    assert absent("Not Installed")
    assert absent("N/A")
    assert not absent("No")


def test_the_first_of_a_name_stays_and_empty_fields_are_none():
    made = record("x", loadCount="7", other="")
    made.put("Load-Count", "9", spot())
    assert made.get("loadcount") == "7"
    assert made.field("other", "none") is None


def test_a_field_given_as_name_and_value_belongs_to_the_record_around():
    key = record("optionKey", description="Capacity")
    found = kept(record("property", key, name="daysRemaining", value="12"), key)
    assert found.rows == [KeyRow("Capacity", 12, key.fields["daysremaining"].spot)]


def test_a_wrapper_without_a_value_stays_a_record_of_its_own():
    key = record("optionKey", description="Capacity", daysRemaining="12")
    assert len(kept(record("property", key, name="daysRemaining"), key).rows) == 1


def test_a_record_of_very_many_is_read_as_they_come():
    listed = record("list")
    many = [record("optionKey", listed, name=f"K{n}", daysRemaining="9") for n in range(501)]
    found = kept(*many)
    assert [row.name for row in found.rows] == ["K500"]
    assert len(listed.waiting) == 500


def test_shapes_beyond_the_limit_are_still_read(monkeypatch):
    monkeypatch.setattr("tam.domain.logreview.records.interpret._SHAPES", 0)
    assert len(kept(record("optionKey", name="K", daysRemaining="9")).rows) == 1


def test_the_word_for_most_of_the_records():
    interpreter = Interpreter(kept())
    assert interpreter.kind() == ""
    interpreter.close(record("optionKey", name="K", daysRemaining="9"))
    assert interpreter.kind() == "key"
