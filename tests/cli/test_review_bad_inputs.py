"""`tam review` of bad inputs, in its own process: a sentence each, and the good log is read."""

import json

import pytest
from packing import LINES, zipped

from tam.cli.main import main

FAULT = b"2026-03-04 01:02:03 E fan 3 in FR2 stopped\n"
BAD = {
    "XML-01.xml": b'<!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><l>&b;</l>',
    "XML-06.xml": b"<a>" * 50_000,
    "XML-11.xml": b"<l><![CDATA[" + b"A" * 3_000_000 + b"]]></l>",
    "JSN-01.json": b"[" * 100_000,
    "CSV-04.csv": b"a,b\n" + b"x" * 1_000_000 + b",1\n",
    "CSV-06.csv": b",".join(b"c%d" % n for n in range(50_000)) + b"\n" + b"," * 49_999 + b"\n",
    "TXT-05.log": b"ok\0line\n" * 100 + bytes(4_096) + FAULT,
    "TXT-06.log": b"\x1b[31mFAULT\x1b[0m\n\x1b]8;;http://evil.example\x07click\x1b]8;;\x07\n\x9b31m",
    "TXT-16.log": b"a" * 50_000 + b"!\n" + b" " * 50_000 + b"x\n" + b"1.1.1." * 11_000 + b"\n",
    "TXT-17.log": b"",
    "\x1b]0;ZIP-11\x07\r\n.log": LINES,
}


@pytest.fixture
def said(tmp_path, capfd):
    """The document and the page for people, of all of them in one bundle."""
    path = tmp_path / "bad.zip"
    path.write_bytes(zipped(*BAD.items(), ("good.log", FAULT)))
    assert main(["review", str(path), "--format", "json"]) in {0, 1}
    document = json.loads(capfd.readouterr().out)
    assert main(["review", str(path)]) in {0, 1}
    return document, capfd.readouterr()


@pytest.mark.slow
@pytest.mark.clause("TAM-06")
def test_every_bad_input_costs_only_itself(said):
    document, printed = said
    (bundle,) = document["bundles"]
    members = {member["path"]: member for member in bundle["members"]}
    assert len(members) == len(BAD) + 1
    assert sum(member["bytes"] for member in members.values()) == sum(map(len, BAD.values())) + len(
        FAULT
    )
    assert [path for path, one in members.items() if one["status"] == "rejected"] == []
    assert (members["good.log"]["status"], members["good.log"]["lines"]) == ("parsed", 1)
    assert not {"\x1b", "\x07", "\r", "\x9b"} & set(printed.out + printed.err)
    assert members["\\x1b]0;ZIP-11\\x07\\x0d\\x0a.log"]["status"] == "parsed"
