"""Names of members: shown disarmed, judged, never a reason not to read."""

import struct
import zlib

import pytest
from lying import Member, archive
from packing import LINES, tarred, zipped
from unpacking import read, walk

from tam.adapters.archives import Limits
from tam.adapters.archives.names import decode, shown


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("../../etc/x", "\\x2e\\x2e/\\x2e\\x2e/etc/x"),
        ("/etc/passwd", "\\x2fetc/passwd"),
        ("C:\\x.log", "C\\x3a\\x.log"),
        ("\\\\host\\x", "\\x5c\\host\\x"),
        ("a/../../b", "a/\\x2e\\x2e/\\x2e\\x2e/b"),
        ("..\\..\\x", "\\x2e\\x2e\\\\x2e\\x2e\\x"),
    ],
)
def test_zip_07_08_a_name_that_points_outside_is_disarmed_and_its_content_read(name, path):
    found = walk(zipped((name, LINES), ("ok.log", LINES)))
    assert [(one.path, one.data) for one in found] == [(path, LINES), ("ok.log", LINES)]
    assert found[0].why.startswith("Unsafe path")
    assert found[1].why == ""


def test_tar_01_the_same_in_a_tar():
    found = walk(tarred(("../../x.log", LINES), ("ok.log", LINES)))
    assert [one.data for one in found] == [LINES, LINES]
    assert found[0].why.startswith("Unsafe path")


@pytest.mark.parametrize("name", ["a.b/..c/x", "a/.../x", "./a/x", "a b/x", "traces\\Motion.txt"])
def test_a_harmless_name_stays_as_it_is(name):
    assert walk(zipped((name, LINES))) == [(name, LINES, False, "")]


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        (b"\x1b]0;pwn\x07evil\x00.html\r\n", "\\x1b]0;pwn\\x07evil\\x00.html\\x0d\\x0a"),
        ("\u202efdp.exe".encode(), "\\u202efdp.exe"),
        ("\u200b.htaccess".encode(), "\\u200b.htaccess"),
        ("a\u2028b\u00a0c\u3164d\ufe0f".encode(), "a\\u2028b\\xa0c\\u3164d\\ufe0f"),
        ("x\U000e0101".encode(), "x\\U000e0101"),
        (b"trail. ", "trail.\\x20"),
        (b"CON", "CON"),
        (b"x.log:ads", "x.log:ads"),
        (b"a.zip!/b.log", "a.zip\\x21/b.log"),
        (b"", "(no name)"),
    ],
)
def test_zip_10_11_31_hidden_characters_in_a_name_are_made_visible(raw, path):
    assert [one.path for one in walk(archive(Member(raw, LINES)))] == [path]


def test_zip_29_a_long_name_is_cut_and_its_content_read():
    found = walk(zipped(("n" * 60_000 + ".log", LINES)))[0]
    assert (len(found.path), found.path[-1], found.data) == (255, "\u2026", LINES)
    assert "longer than 1,024 bytes" in found.why


def test_a_cut_never_splits_an_escape():
    assert shown("\x1b" * 300, Limits()) == "\\x1b" * 63 + "\u2026"


def test_zip_30_a_deep_path_is_said_and_its_content_read():
    found = walk(zipped(("d/" * 64 + "x.log", LINES)))[0]
    assert found.data == LINES
    assert "Path too deep" in found.why
    assert walk(zipped(("d/" * 63 + "x.log", LINES)))[0].why == ""


@pytest.mark.parametrize(
    ("raw", "utf8", "text"),
    [
        ("T\u00fcr".encode(), False, "T\u00fcr"),
        (b"T\x81r", False, "T\u00fcr"),
        (b"T\x81r", True, "T\\x81r"),
    ],
)
def test_a_raw_name_is_utf8_or_the_code_page_of_old_archivers(raw, utf8, text):
    assert decode(raw, utf8=utf8) == text


def test_the_utf8_name_beside_the_raw_one_is_taken_if_it_is_of_it():
    raw, better = b"T?r", "T\u00fcr".encode()
    extra = struct.pack("<HHBL", 0x7075, 5 + len(better), 1, zlib.crc32(raw)) + better
    assert read(archive(Member(raw, LINES, extra=extra))) == [("T\u00fcr", LINES)]
    assert read(archive(Member(b"other", LINES, extra=extra))) == [("other", LINES)]


def test_a_short_name_is_kept_where_an_upload_shows_it():
    assert shown("a\r\nb ", Limits()) == "a\\x0d\\x0ab\\x20"
