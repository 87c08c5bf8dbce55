"""Containers by content: every leaf with its path, its bytes, and what was wrong."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from packing import LINES, raw_zip, tar_of, tarred, zipped

from tam.adapters.archives import Limits, leaves


def walk(data, name="bundle.bin", limits=None):
    """(path, bytes read, rejected, reasons) of every leaf."""
    found = []
    for leaf in leaves(io.BytesIO(data), name, limits):
        content = b"".join(leaf.blocks)
        end = leaf.end()
        assert end.size == len(content)
        found.append((leaf.path, content, end.rejected, " ".join(end.reasons)))
    return found


def paths(data, **kwargs):
    return [(path, len(content)) for path, content, _, _ in walk(data, **kwargs)]


@pytest.mark.clause("TAM-06")
def test_plain_text_is_one_leaf_of_its_own_name():
    assert paths(LINES, name="sys.log") == [("sys.log", len(LINES))]


@pytest.mark.parametrize(
    "pack",
    [gzip.compress, bz2.compress, lzma.compress, zstandard.compress,
     lambda data: lzma.compress(data, lzma.FORMAT_ALONE)],
)  # fmt: skip
def test_a_lone_compressed_stream_keeps_its_own_path(pack):
    assert paths(pack(LINES), name="sys.log.packed") == [("sys.log.packed", len(LINES))]


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_every_usual_method_of_a_zip(method):
    data = zipped(("a/x.log", LINES), ("b.log", b"one\n"), method=method)
    assert [(path, content) for path, content, _, why in walk(data) if not why] == [
        ("a/x.log", LINES),
        ("b.log", b"one\n"),
    ]


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_tar_in_any_packing_is_a_bundle_of_its_members(mode):
    data = tarred(("traces/Motion.txt", LINES), ("b.log", b"one\n"), mode=mode)
    assert paths(data, name="b.tgz") == [("traces/Motion.txt", len(LINES)), ("b.log", 4)]


def test_a_nested_archive_names_every_level():
    inner = zipped(("kernel.log", LINES))
    middle = tarred(("k.zip", inner), mode="w:gz")
    data = zipped(("traces.tar.gz", middle), ("log.gz", gzip.compress(LINES)))
    assert paths(data) == [
        ("traces.tar.gz!/k.zip!/kernel.log", len(LINES)),
        ("log.gz", len(LINES)),
    ]


def test_a_mail_gives_its_attachments():
    mail = (
        b"From: a@b.example\r\nTo: c@d.example\r\nSubject: logs\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n'
        b"Content-Type: text/plain\r\n\r\n"
        b"see attached\r\n--x\r\nContent-Type: application/octet-stream\r\n"
        b'Content-Disposition: attachment; filename="sys.log"\r\n\r\nline one\r\n--x--\r\n'
    )
    assert [path for path, _ in paths(mail, name="m.eml")] == ["part-1.txt", "sys.log"]


def test_content_decides_and_not_the_name():
    assert paths(tarred(("x.log", LINES)), name="bundle.zip") == [("x.log", len(LINES))]


@pytest.mark.parametrize(
    "name", ["../../etc/x", "/etc/passwd", "C:\\x.log", "\\\\host\\x", "a/../../b"]
)
def test_zip_07_08_a_name_that_points_outside_is_not_read_and_the_rest_is(name):
    found = walk(zipped((name, LINES), ("ok.log", LINES)))
    assert [(rejected, len(content)) for _, content, rejected, _ in found] == [
        (True, 0),
        (False, len(LINES)),
    ]
    assert "Unsafe path" in found[0][3]


def test_zip_10_11_hidden_characters_in_a_name_are_made_visible():
    (found,) = walk(raw_zip(b"\x1b]0;pwn\x07evil\x00.html\r\n", LINES))
    assert found[0] == "\\x1b]0;pwn\\x07evil\\x00.html\\x0d\\x0a"


def test_zip_14_members_of_one_name_are_both_kept():
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped(("x.log", b"first\n"), ("x.log", b"second\n"))
    found = walk(data)
    assert [content for _, content, _, _ in found] == [b"first\n", b"second\n"]
    assert "Duplicate member name" in found[1][3]


def test_zip_02_members_that_share_bytes_are_refused_before_anything_is_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", LINES)
        first = archive.filelist[0]
        for index in range(30):
            info = zipfile.ZipInfo(f"b{index}")
            for key in ("header_offset", "CRC", "compress_size", "file_size", "compress_type"):
                setattr(info, key, getattr(first, key))
            archive.filelist.append(info)
        archive._didModify = True
    found = walk(out.getvalue())
    assert [content for _, content, _, _ in found] == [b""]
    assert "Overlapping entries" in found[0][3]


def test_zip_16_a_link_is_listed_and_never_followed():
    (found,) = walk(raw_zip(b"link", b"/etc/passwd", attributes=0xA1FF << 16))
    assert found[2:] == (True, "Symbolic link, not followed.")


def test_zip_18_reading_stops_at_the_declared_size():
    (found,) = walk(raw_zip(b"x.log", LINES, size=10))
    assert found[1] == LINES[:10]
    assert "Size mismatch" in found[3]


def test_zip_19_a_declared_size_is_only_a_claim():
    (found,) = walk(raw_zip(b"x.log", LINES, size=4_294_967_290))
    assert found[1] == LINES
    assert f"declared 4294967290 bytes, got {len(LINES)}" in found[3]


def test_zip_21_a_zip_cut_in_half_gives_what_is_whole():
    data = zipped(("a.log", LINES), ("b.log", LINES * 9), method=zipfile.ZIP_STORED)
    found = walk(data[: len(LINES) + 300])
    assert found[0][:2] == ("a.log", LINES)
    assert "incomplete" in found[-1][3]
    assert "Upload it again" in found[-1][3]


def test_zip_23_28_what_lies_in_front_of_an_archive_is_said():
    found = walk(b"<html><script>x</script>" + zipped(("x.log", LINES)), name="x.zip")
    assert found[0][:2] == ("x.log", LINES)
    assert "Data before the archive: 24 bytes" in found[1][3]


def test_zip_24_a_password_is_asked_for_in_words():
    (found,) = walk(raw_zip(b"x.log", LINES, flags=1))
    assert found[2:] == (True, "Password-protected; send it without a password.")


def test_an_unknown_method_is_said():
    (found,) = walk(raw_zip(b"x.log", LINES, method=9))
    assert "method 9" in found[3]


def test_a_wrong_checksum_marks_the_member_and_keeps_its_bytes():
    data = bytearray(raw_zip(b"x.log", LINES))
    data[60] ^= 1
    (found,) = walk(bytes(data))
    assert len(found[1]) == len(LINES)
    assert "Checksum error" in found[3]


def test_zip_04_nesting_ends_at_the_limit():
    data = LINES
    for level in range(6):
        data = zipped((f"level{level}.zip", data))
    (found,) = walk(data)
    assert found[0] == "level5.zip!/level4.zip!/level3.zip"
    assert "Nesting limit" in found[3]


def test_zip_06_members_end_at_the_limit():
    data = zipped(*((f"{index}.log", b"") for index in range(30)))
    found = walk(data, limits=Limits(members=10))
    assert len(found) == 11
    assert "more than 10 members" in found[-1][3]


def test_zip_01_a_bomb_stops_at_the_budget():
    data = zipped(("zeros", b"\x00" * 4_000_000), ("after", LINES))
    limits = Limits(unpacked_bytes=2_000_000)
    found = walk(data, limits=limits)
    assert sum(len(content) for _, content, _, _ in found) <= 2_000_000
    assert "unpacks to more than" in found[0][3]


def test_a_member_beyond_its_own_limit_loses_only_its_tail():
    data = zipped(("big", b"\x00" * 4_000_000), ("after", LINES))
    found = walk(data, limits=Limits(member_bytes=2_000_000))
    assert "larger than" in found[0][3]
    assert found[1][1] == LINES


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (tarfile.SYMTYPE, "Symbolic link"),
        (tarfile.LNKTYPE, "Hard link"),
        (tarfile.CHRTYPE, "Character device"),
        (tarfile.BLKTYPE, "Block device"),
        (tarfile.FIFOTYPE, "FIFO"),
    ],
)
def test_tar_03_to_08_links_and_devices_are_listed_and_the_rest_is_read(kind, words):
    found = walk(tar_of(kind))
    assert found[0][2]
    assert words in found[0][3]
    assert found[1][:2] == ("ok.log", LINES)


def test_tar_10_a_size_larger_than_the_file_gives_what_is_there():
    info = tarfile.TarInfo("x.log")
    info.size = 8 * 1024**3
    data = info.tobuf(tarfile.GNU_FORMAT) + b"only this\n" * 51
    (found,) = walk(data)
    assert found[1].startswith(b"only this")
    assert "incomplete" in found[3]


def test_tar_11_a_negative_size_ends_the_reading():
    header = bytearray(tarred(("x.log", b"")))[:512]
    header[124:136] = b"\xff" * 12
    header[148:156] = b"        "
    header[148:156] = b"%06o\x00 " % sum(header)
    (found,) = walk(bytes(header))
    assert "Invalid header" in found[3]


def test_tar_12_a_huge_extended_header_is_not_read():
    info = tarfile.TarInfo("x.log")
    info.pax_headers = {"comment": "y" * 2_000_000}
    data = info.tobuf(tarfile.PAX_FORMAT) + b"\x00" * 1024
    found = walk(data)
    assert "extended header is larger" in found[-1][3]


def test_a_long_name_comes_from_its_extended_header():
    long = "/".join(["folder"] * 40) + "/x.log"
    for shape in (tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode="w", format=shape) as archive:
            info = tarfile.TarInfo(long)
            info.size = 4
            archive.addfile(info, io.BytesIO(b"one\n"))
        assert walk(out.getvalue())[0][1] == b"one\n"


def test_tar_16_garbage_after_a_stream_is_said():
    found = walk(gzip.compress(LINES) + b"garbage", name="x.gz")
    assert found[0][1] == LINES
    assert "Data after the end of the gzip stream" in found[0][3]


def test_concatenated_parts_are_all_read():
    data = gzip.compress(b"one\n") + gzip.compress(b"two\n")
    assert walk(data, name="x.gz")[0][1] == b"one\ntwo\n"
    both = tarred(("a", b"1\n")) + tarred(("b", b"2\n"))
    assert paths(both) == [("a", 2), ("b", 2)]


def test_tar_18_a_stream_cut_short_gives_what_came_before():
    data = tarred(("a.log", LINES), ("b.log", LINES * 30))
    packed = gzip.compress(data, 1)
    found = walk(packed[: len(packed) * 3 // 4], name="x.tgz")
    assert found[0][1] == LINES
    assert any("incomplete" in why for _, _, _, why in found)


def test_tar_19_a_wrong_gzip_checksum_marks_the_text_and_keeps_it():
    data = bytearray(gzip.compress(LINES))
    data[-8] ^= 1
    (found,) = walk(bytes(data), name="x.gz")
    assert found[1] == LINES
    assert "Checksum error" in found[3]


def test_zip_27_an_empty_file_is_an_empty_leaf():
    assert paths(b"", name="x.zip") == [("x.zip", 0)]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damage_ever_raises_or_leaves_the_budget(data):
    whole = data.draw(
        st.sampled_from(
            [
                zipped(("a.log", LINES), ("b.gz", gzip.compress(LINES))),
                tarred(("a.log", LINES), mode="w:gz"),
                tarred(("a.log", LINES), ("b", b"")),
                lzma.compress(LINES),
                zstandard.compress(LINES),
                bz2.compress(LINES),
            ]
        )
    )
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(broken)))
    limits = Limits(unpacked_bytes=1_000_000)
    assert sum(len(found[1]) for found in walk(bytes(broken[:cut]), limits=limits)) <= 1_000_000
