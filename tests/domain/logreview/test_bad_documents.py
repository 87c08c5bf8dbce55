"""XML, JSON and CSV that mislead, each named by its row of the catalogue of bad inputs."""

import select
import socket

import pytest
from logdialects import facts

from tam.domain.logreview.judge import judge
from tam.domain.logreview.output import canonical, document
from tam.domain.logreview.thresholds import LIMITS

pytestmark = pytest.mark.clause("TAM-06")
FAULT = "2026-03-04 01:02:03 E fan 3 in FR2 stopped\n"
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


def read(name, text):
    """The member of this name, all that was found, beside a log that must not be lost by it."""
    files = {name.replace(".", "__"): text, "good__log": FAULT}
    found = facts(**files)
    bad, good = found.members
    assert (good.status, good.lines) == ("parsed", 1)
    said = document(judge([found]))
    canonical(said).encode()
    return bad, found


@pytest.mark.parametrize(
    "text",
    [
        f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a0 "lol">{LAUGHS}]><l>&a9;</l>',
        '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>',
    ],
    ids=["xml_01", "xml_03"],
)
def test_xml_01_03_entities_are_not_allowed_and_nothing_of_them_is_read(text):
    member, found = read("a.xml", text)
    assert "entities are not allowed in XML" in member.reason
    assert (member.size, member.status) == (len(text), "mined")
    assert [row for row in found.rows if row.spot.member == "a.xml"] == []


def test_xml_04_no_definition_is_fetched():
    with socket.create_server(("127.0.0.1", 0)) as server:
        text = f'<!DOCTYPE l SYSTEM "http://127.0.0.1:{server.getsockname()[1]}/evil.dtd"><l/>'
        member, _ = read("a.xml", text)
        assert select.select([server], [], [], 0)[0] == []
    assert "not allowed" in member.reason


def test_xml_06_depth_ends_at_the_limit():
    member, _ = read("a.xml", "<a>" * 200_000 + "</a>" * 200_000)
    assert member.reason == "the XML is nested deeper than the limit and was read up to there"


def test_xml_08_attributes_end_at_the_limit():
    many = " ".join(f'a{n}="x"' for n in range(5_000))
    member, _ = read("a.xml", f"<l {many}/>")
    assert member.reason == "an XML element has more attributes than the limit"


def test_xml_09_utf_7_is_never_decoded():
    hidden = '<?xml version="1.0" encoding="UTF-7"?><l>+ADw-script+AD4-</l>'
    member, _ = read("a.xml", hidden)
    assert member.reason == "the encoding that the XML declares is not supported"


def test_xml_10_where_it_breaks_is_said():
    member, _ = read("a.xml", "<log><entry>no end")
    assert member.reason == "not well-formed XML at line 1, column 18: it ends too early"


def test_xml_11_a_huge_text_is_read_up_to_the_limit_and_said():
    member, _ = read("a.xml", "<l><![CDATA[" + "A" * (2 * LIMITS.xml_text) + "]]></l>")
    assert member.reason == "a text in the XML is longer than the limit; its beginning was read"


def test_jsn_01_depth_ends_at_the_limit():
    member, _ = read("a.json", "[" * 20_000 + "]" * 20_000)
    assert member.reason == "the JSON is nested deeper than the limit"


def test_jsn_02_the_first_of_a_repeated_key_counts():
    drive = '{"path": "FR1/DBA1/LTO-DRV1", "serial": "YX10443587", "serial": "EVIL000001", "status": "x"}'
    _, found = read("a.json", f'{{"drives": [{drive}]}}')
    assert [row.serial for row in found.rows] == ["YX10443587"]


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 400])
def test_jsn_03_numbers_that_are_none_stay_unknown(value):
    fan = f'{{"id": 3, "fan": "FR2/FCM/Fan3", "rpm": {value}, "ok": true}}'
    member, _ = read("a.json", f'{{"fans": [{fan}]}}')
    assert (member.status, member.reason) == ("parsed", None)


def test_jsn_05_lone_surrogates_and_escaped_zeros_never_leave_the_reader():
    drive = '{"path": "FR1/DBA1/\\u0000LTO-DRV1", "serial": "YX10443\\ud800587", "status": "x"}'
    member, found = read("a.json", f'{{"drives": [{drive}]}}')
    assert (member.status, member.reason) == ("parsed", None)
    (row,) = found.rows
    assert (row.path, row.serial) == ("FR1/DBA1/LTO-DRV1", "YX10443 587")


def test_csv_01_cells_that_begin_like_formulas_are_text():
    table = "Barcode,Health,LoadCount\n=1+1,@SUM(A1),+cmd\n\tQA0001L8,-2+3,400\nQA0002L8,GREEN,7\n"
    _, found = read("a.csv", table)
    assert [row.barcode for row in found.rows] == ["QA0001L8", "QA0002L8"]


def test_csv_02_a_quote_that_never_closes_takes_no_row_with_it():
    table = 'Barcode,Health,LoadCount\n"QA0001L8,GREEN,1\n' + "QA0002L8,GREEN,7\n" * 50
    member, found = read("a.csv", table)
    assert member.lines == 52
    assert len([row for row in found.rows if row.barcode == "QA0002L8"]) == 50


def test_csv_04_a_row_beyond_the_limit_of_a_line_is_cut_and_said():
    rows = "QA0001L8,GREEN,1\n" * 9 + "x" * 200_000 + ",GREEN,1\nQA0002L8,GREEN,7\n"
    member, found = read("a.csv", "Barcode,Health,LoadCount\n" + rows)
    assert "lines longer than 65,536 bytes were read up to there: 1" in member.reason
    assert found.rows[-1].barcode == "QA0002L8"


def test_csv_05_a_mark_of_utf_8_before_latin_1_is_read_and_a_comma_stays():
    text = b"\xef\xbb\xbf" + "Barcode;Ort;LifeRemainingPct\nQA0001L8;Müller;1,50\n".encode(
        "latin-1"
    )
    member, found = read("a.csv", text)
    assert member.reason == "1 lines are no UTF-8 and were read as Latin-1"
    (tape,) = found.rows
    assert (tape.barcode, tape.life_left) == ("QA0001L8", 1.5)


def test_csv_06_columns_beyond_the_limit_are_left_out_and_said():
    head = "Barcode,Health,LoadCount," + ",".join(f"c{letter}" for letter in _names(300))
    member, found = read("a.csv", f"{head}\n" + ("QA0001L8,GREEN,7" + "," * 300 + "\n") * 3)
    assert member.reason == "only the first 200 columns were read"
    assert len(found.rows) == 3


def _names(count):
    """Names without digits."""
    return ["".join("abcdefghij"[int(digit)] for digit in f"{n:03d}") for n in range(count)]
