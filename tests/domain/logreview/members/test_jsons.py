"""JSON documents, whole, broken and too deep."""

from dataclasses import replace

import pytest
from logparts import Records, rows, sample, sink

from tam.domain.logreview.members import jsons
from tam.domain.logreview.members.jsons import JsonReader
from tam.domain.logreview.thresholds import LIMITS


def read(text, made=None):
    records = Records()
    reader = JsonReader(made or sink(), records)
    for line in rows(text):
        reader.feed(line, ends=True)
    reader.finish()
    return records


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("", 0.0),
        ("drive failed", 0.0),
        ("[E] drive failed", 0.0),
        ('{\n "drives": []\n}', 0.9),
        ('[{"a": 1}]', 0.9),
        ('{"time": 1}\n{"time": 2}\n', 0.3),
    ],
)
def test_a_document_is_told_from_lines_of_json(text, score):
    assert jsons.score(sample(text)) == score


@pytest.mark.clause("TAM-06")
def test_every_object_is_a_record_on_its_own_line():
    found = read('{"drives": [\n {"path": "FR1/DBA1/LTO-DRV1", "hot": false},\n {"path": null}\n]}')
    assert found.shown == [
        ("drives", {"path": "FR1/DBA1/LTO-DRV1", "hot": "false"}),
        ("drives", {"path": ""}),
        ("document", {}),
    ]
    assert found.lines == [2, 3, 1]


def test_an_inner_object_knows_the_one_around_it():
    found = read('{"frame": {"fan": {"rpm": 0}}}')
    assert [record.name for record in found.closed[0].around()] == ["fan", "frame", "document"]


def test_values_of_a_list_stay_with_the_object_around():
    found = read('{"flags": [5, "x\\u0041"]}')
    assert found.shown == [("document", {"flags0": "5", "flags1": "xA"})]


def test_values_outside_any_object_and_stray_ends_are_passed_over():
    assert read('[1, 2]\n}]\n"alone"\n{"a": 1}').shown == [("document", {"a": "1"})]


def test_a_document_that_ends_too_soon_gives_what_it_has():
    assert read('{"frame": [{"fan": "3"').shown == [("frame", {"fan": "3"}), ("document", {})]


def test_a_bad_escape_leaves_the_text_as_it_stands():
    assert read('{"path": "C:\\windows"}').shown == [("document", {"path": "C:\\windows"})]


def test_nesting_beyond_the_limit_is_said_and_reading_goes_on():
    made = sink()
    found = read("[" * 300 + '{"serial": "YX1"}', made)
    assert found.shown == [("document", {"serial": "YX1"})]
    assert made.reasons == ["the JSON is nested deeper than the limit"]


def test_pieces_of_one_line_keep_its_number():
    records = Records()
    reader = JsonReader(sink(), records)
    reader.feed(b'{"a": "', ends=False)
    reader.feed(b'1"}', ends=True)
    reader.feed(b'{"b": "2"}', ends=True)
    assert records.shown == [("document", {"a": "1"}), ("document", {"b": "2"})]
    assert records.lines == [1, 2]


def test_a_line_beyond_the_limit_is_read_in_parts_and_that_is_said(monkeypatch):
    monkeypatch.setattr(jsons, "_LONGEST", 8)
    made, records = sink(), Records()
    reader = JsonReader(made, records)
    reader.feed(b'{"a": "1", ', ends=False)
    reader.feed(b'"b": "2"}', ends=True)
    assert records.shown == [("document", {"a": "1", "b": "2"})]
    assert records.lines == [1]
    assert made.reasons == ["a line of the JSON is longer than the limit; values may be cut there"]


def test_the_proof_of_a_value_in_a_long_line_is_cut_around_it():
    text = '{"pad": "' + "x" * 600 + '", "serial": "YX10443587"}'
    spot = read(text).closed[0].fields["serial"].spot
    assert spot.text.endswith('"serial": "YX10443587"}')
    assert len(spot.text) < 400


def test_a_row_with_a_wrong_bracket_is_kept_and_it_is_said():
    made = sink()
    found = read('{"fans": [\n{"id": 1, "rpm": 0],\n{"id": 2, "rpm": 9}\n]}', made)
    assert found.shown == [
        ("fans", {"id": "1", "rpm": "0"}),
        ("fans", {"id": "2", "rpm": "9"}),
        ("document", {}),
    ]
    assert made.reasons == ["brackets of the JSON do not fit; each was taken for its partner"]


def test_a_string_without_its_end_goes_to_the_end_of_its_line():
    found = read('{"fan": "3\\", rpm\n, "bay": "4"}')
    assert found.shown == [("document", {"fan": '3\\", rpm', "bay": "4"})]


def test_records_above_the_limit_of_depth_are_not_lost(monkeypatch):
    monkeypatch.setattr(jsons, "LIMITS", replace(LIMITS, xml_depth=3))
    found = read('{"a": {"b": {"c": {"d": 1}}}}')
    assert [name for name, _ in found.shown] == ["b", "a", "document", "c"]
