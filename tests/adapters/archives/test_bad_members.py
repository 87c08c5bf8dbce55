"""Members and names that mislead, each named by its row of the catalogue of bad inputs."""

import gzip
import lzma
import tarfile

import pytest
from packing import LINES, tarred, zipped
from unpacking import rejected, walk

from tam.adapters.archives import Limits

pytestmark = pytest.mark.clause("TAM-06")


def special(kind, name, link=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info, b""


def test_tar_06_a_hard_link_out_is_listed_and_gives_no_byte():
    link = special(tarfile.LNKTYPE, "h", "../../../etc/shadow")
    found = walk(tarred(link, ("ok.log", LINES), mode="w:gz"), name="x.tgz")
    assert [(one.path, one.rejected, one.data) for one in found] == [
        ("h", True, b""),
        ("ok.log", False, LINES),
    ]
    assert found[0].why == "Hard link, not followed."


def test_tar_08_devices_and_pipes_are_never_opened_and_what_follows_is_read():
    data = tarred(
        special(tarfile.BLKTYPE, "sda"),
        special(tarfile.CHRTYPE, "zero"),
        special(tarfile.FIFOTYPE, "pipe"),
        ("ok.log", LINES),
    )
    assert rejected(gzip.compress(data), name="x.tgz") == [
        ("sda", "Block device, not opened."),
        ("zero", "Character device, not opened."),
        ("pipe", "FIFO, not opened."),
    ]
    assert walk(data)[-1][:2] == ("ok.log", LINES)


def test_tar_21_zeros_in_xz_spend_from_the_budget_and_stop_there():
    bomb = lzma.compress(tarred(("zeros", bytes(4_000_000)), ("after", LINES)))
    found = walk(bomb, name="x.tar.xz", limits=Limits(unpacked_bytes=2_000_000))
    assert 0 < sum(len(one.data) for one in found) <= 2_000_000
    assert any("unpacks to more than 2,000,000 bytes" in one.why for one in found)


def test_tar_21_a_window_beyond_the_limit_is_a_sentence():
    packed = lzma.compress(LINES, lzma.FORMAT_XZ, preset=6)
    (only,) = walk(packed, name="x.xz", limits=Limits(window_bytes=100_000))
    assert "asks for too much memory" in only.why


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("/etc/passwd", "\\x2fetc/passwd"),
        ("C:\\Windows\\x.log", "C\\x3a\\Windows\\x.log"),
        ("\\\\host\\share\\x", "\\x5c\\host\\share\\x"),
    ],
)
def test_zip_08_absolute_names_are_shown_disarmed_and_read(name, shown):
    bad, good = walk(zipped((name, LINES), ("ok.log", LINES)))
    assert (bad.path, bad.data, bad.rejected) == (shown, LINES, False)
    assert "Unsafe path" in bad.why
    assert good[:2] == ("ok.log", LINES)


def test_zip_11_line_ends_and_escapes_in_a_name_are_shown_by_their_numbers():
    names = ("a\r\nSet-Cookie: x=1\r\n.log", "\x1b]0;pwn\x07\x1b[2J.log")
    found = walk(zipped(*((name, LINES) for name in names)))
    assert [one.path for one in found] == [
        "a\\x0d\\x0aSet-Cookie: x=1\\x0d\\x0a.log",
        "\\x1b]0;pwn\\x07\\x1b[2J.log",
    ]
    assert all(one.path.isprintable() and one.data == LINES for one in found)


def test_zip_31_names_that_a_system_reserves_are_names_and_the_invisible_is_shown():
    names = ("CON", "aux.log", "x.log:ads", "trail. ", ".htaccess", "\u200b.htaccess")
    found = walk(zipped(*((name, LINES) for name in names)))
    assert [one.path for one in found] == [
        "CON",
        "aux.log",
        "x.log:ads",
        "trail.\\x20",
        ".htaccess",
        "\\u200b.htaccess",
    ]
    assert all(one.data == LINES and not one.rejected for one in found)
