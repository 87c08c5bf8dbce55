"""XML as a stream: values, and everything that is refused in it."""

from dataclasses import replace

import pytest
from logparts import Records, rows, sink

from tam.domain.logreview.members import xml
from tam.domain.logreview.members.xml import XmlReader
from tam.domain.logreview.thresholds import LIMITS

DTD = "document type declarations and entities are not allowed in XML; it was not read"


def read(text, made=None):
    records = Records()
    reader = XmlReader(made or sink(), records)
    if all(reader.feed(line, ends=True) for line in rows(text)):
        reader.finish()
    reader.abandon()
    return records


def refusals(text):
    made = sink()
    read(text, made)
    return made.reasons


@pytest.mark.clause("TAM-06")
def test_elements_and_attributes_become_records_on_their_lines():
    found = read(
        '<s:drives>\n<drive s:id="FR1/DBA1/LTO-DRV1">\n<serial> YX1 </serial>\n'
        "<empty/></drive>\n</s:drives>"
    )
    assert found.shown == [
        ("drive", {"id": "FR1/DBA1/LTO-DRV1", "serial": "YX1", "empty": ""}),
        ("drives", {}),
    ]
    assert found.lines == [2, 1]


def test_the_text_of_an_element_with_attributes_is_its_own_and_the_outer_ones():
    found = read('<fan n="3"><speed unit="rpm">0</speed></fan>')
    assert found.shown == [
        ("speed", {"unit": "rpm", "speed": "0"}),
        ("fan", {"n": "3", "speed": "0"}),
    ]


def test_a_document_of_one_value_has_no_record():
    assert read("<state>ready</state>").shown == []
    assert read('<state id="1">ready</state>').shown == [("state", {"id": "1", "state": "ready"})]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<a>\n<b></a>", "not well-formed XML at line 2, column 6"),
        ("<a>", "not well-formed XML at line 1, column 3: it ends too early"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", DTD),
        ("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", DTD),
        ('<?xml version="1.0" encoding="no-such"?><a/>', "the encoding that the XML declares"),
        ("<a>" * 300, "the XML is nested deeper than the limit and was read up to there"),
        (
            "<a " + " ".join(f'x{at}="1"' for at in range(1001)) + "/>",
            "an XML element has more attributes than the limit",
        ),
    ],
)
def test_what_cannot_or_must_not_be_read_is_said(text, reason):
    assert [said.startswith(reason) for said in refusals(text)] == [True]


def test_what_was_read_before_the_damage_stays():
    found = read("<drives><drive><id>FR1</id><serial>YX1</serial>\n<broken")
    assert found.shown == [("drive", {"id": "FR1", "serial": "YX1"}), ("drives", {})]


def test_size_and_number_of_elements_have_limits(monkeypatch):
    monkeypatch.setattr(xml, "LIMITS", replace(LIMITS, xml_bytes=20))
    assert refusals("<a>\n<b>1</b>\n<c>2</c>\n</a>") == [
        "the XML was read up to the limit of its size"
    ]
    monkeypatch.setattr(xml, "LIMITS", replace(LIMITS, rows_per_member=0))
    assert refusals("<a/>") == ["the XML has more elements than the limit and was read up to there"]


def test_a_value_beyond_the_limit_is_left_out(monkeypatch):
    monkeypatch.setattr(xml, "LIMITS", replace(LIMITS, xml_text=4))
    assert read("<a><b>12345</b><c>6</c></a>").shown == [("a", {"b": "", "c": "6"})]


def test_pieces_of_one_line_keep_its_number_and_a_long_line_shows_the_place():
    records = Records()
    reader = XmlReader(sink(), records)
    pad = b"<pad>" + b"x" * 3000 + b"</pad>"
    assert reader.feed(b"<a>" + pad + b'<drive id="FR1/DBA1/LTO-DRV1">', ends=False)
    assert reader.feed(b"<s>1</s></drive></a>", ends=True)
    reader.finish()
    assert records.lines == [1, 1]
    assert records.closed[0].spot.text == '<drive id="FR1/DBA1/LTO-DRV1">'


@pytest.mark.parametrize("handler", ["_entity", "_external"])
def test_entities_are_refused_even_without_a_doctype(handler):
    reader = XmlReader(sink(), Records())
    with pytest.raises(xml.Stopped, match="entities are not allowed in XML; it was not read"):
        getattr(reader, handler)()
