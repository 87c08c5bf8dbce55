"""Compressed streams: all their parts, their checksums, their ends."""

import bz2
import gzip
import lzma
import sys
import zlib

import pytest
import zstandard
from packing import LINES, tarred, zipped
from unpacking import walk

from tam.adapters.archives import engines

MANY = b"".join(b"%06d a line of a log that is not like the next one\n" % n for n in range(4000))
LONE = [
    gzip.compress,
    bz2.compress,
    lzma.compress,
    zstandard.compress,
    lambda data: lzma.compress(data, lzma.FORMAT_ALONE),
]
PARTS = LONE[:4]


@pytest.mark.clause("TAM-06")
def test_plain_text_is_one_leaf_of_its_own_name():
    assert walk(LINES, name="sys.log") == [("sys.log", LINES, False, "")]


@pytest.mark.parametrize("pack", LONE)
def test_a_lone_compressed_stream_keeps_its_own_path(pack):
    assert walk(pack(MANY), name="sys.log.1") == [("sys.log.1", MANY, False, "")]


@pytest.mark.parametrize("pack", PARTS)
def test_all_parts_of_a_stream_are_read_with_zeros_between_them(pack):
    data = pack(b"one\n") + pack(b"two\n") + b"\x00" * 512 + pack(b"three\n")
    assert walk(data, name="x") == [("x", b"one\ntwo\nthree\n", False, "")]


@pytest.mark.parametrize("pack", PARTS)
def test_tar_16_garbage_after_a_stream_is_said(pack):
    (found,) = walk(pack(LINES) + b"GARBAGE" * 100, name="x")
    assert (found.data, found.rejected) == (LINES, False)
    assert "Data after the end of the" in found.why
    assert "700 bytes" in found.why


@pytest.mark.parametrize("pack", LONE)
def test_tar_18_a_stream_cut_short_keeps_what_was_read(pack):
    packed = pack(MANY)
    (found,) = walk(packed[: len(packed) - 9], name="x")
    assert MANY.startswith(found.data)
    assert "incomplete" in found.why
    assert "Upload it again" in found.why


@pytest.mark.parametrize("pack", LONE)
def test_damage_in_the_middle_is_said(pack):
    packed = bytearray(pack(MANY))
    middle = len(packed) // 2
    packed[middle : middle + 40] = bytes(one ^ 0xFF for one in packed[middle : middle + 40])
    (found,) = walk(bytes(packed), name="x")
    assert found.why != ""


def test_tar_19_a_wrong_gzip_checksum_marks_the_text_and_keeps_it():
    data = bytearray(gzip.compress(LINES, mtime=0))
    data[-8] ^= 1
    (found,) = walk(bytes(data), name="x.gz")
    assert (found.data, found.rejected) == (LINES, False)
    assert found.why.startswith("Checksum error")


def test_a_name_inside_a_gzip_header_is_never_a_path():
    packed = gzip.compress(LINES, mtime=0)
    head = bytearray(packed[:10])
    head[3] = 4 | 8 | 16 | 2
    more = b"\x03\x00abc" + b"../../etc/passwd\x00" + b"a remark\x00" + b"\x12\x34"
    assert walk(bytes(head) + more + packed[10:], name="x") == [("x", LINES, False, "")]


@pytest.mark.parametrize("cut", [4, 10, 12, 15])
def test_a_gzip_cut_in_its_header_is_said(cut):
    head = b"\x1f\x8b\x08\x18\x00\x00\x00\x00\x00\x00name without end"
    (found,) = walk(head[:cut], name="x.gz")
    assert found.rejected
    assert "incomplete" in found.why


def test_a_window_too_large_is_said():
    packed = bytearray(lzma.compress(LINES, lzma.FORMAT_ALONE))
    packed[1:5] = (1 << 31).to_bytes(4, "little")
    (found,) = walk(zipped(("x", LINES)) and bytes(packed), name="x")
    assert (found.rejected, found.data) in {(True, b""), (False, bytes(packed))}


def test_zstd_behind_a_frame_to_be_skipped_is_read():
    skipped = b"\x5a\x2a\x4d\x18\x03\x00\x00\x00abc"
    assert walk(skipped + zstandard.compress(LINES), name="x") == [("x", LINES, False, "")]


def test_zstd_that_unpacks_to_very_much_is_taken_in_small_steps():
    zeros = bytes(40_000_000)
    (found,) = walk(zstandard.compress(zeros), name="x.zst")
    assert found.data == zeros
    assert "Unusually well packed: 40,000,000 bytes" in found.why


def test_tar_15_a_ratio_is_a_remark_and_no_refusal():
    (found,) = walk(gzip.compress(bytes(4_000_000)), name="x.gz")
    assert (len(found.data), found.rejected) == (4_000_000, False)
    assert "Unusually well packed" in found.why


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("x.gz", bz2.compress(LINES), "This is a bzip2 file although it is named .gz"),
        ("x.zip", LINES, "This is no archive although it is named .zip"),
        ("x.log", gzip.compress(LINES, mtime=0), "This is a gzip file although it is named .log"),
        ("x.log", b"7z\xbc\xaf\x27\x1c\x00\x04", "an archive of the kind 7z"),
        ("x.rar", b"Rar!\x1a\x07\x01\x00", "an archive of the kind RAR"),
    ],
)
def test_what_a_name_promises_falsely_is_said(name, data, words):
    (found,) = walk(data, name=name)
    assert words in found.why
    assert not found.rejected


def test_nested_containers_name_every_level():
    middle = tarred(("k.zip", zipped(("kernel.log", LINES))), mode="w:gz")
    data = zipped(("traces.tar.gz", middle), ("log.gz", gzip.compress(LINES)))
    assert [(one.path, one.data) for one in walk(data)] == [
        ("traces.tar.gz!/k.zip!/kernel.log", LINES),
        ("log.gz", LINES),
    ]


def test_a_bundle_packed_twice_is_still_a_bundle_of_its_members():
    data = bz2.compress(gzip.compress(tarred(("a.log", LINES))))
    assert walk(data, name="x.bz2") == [("a.log", LINES, False, "")]


def test_packed_in_packed_in_packed_is_nesting():
    data = LINES
    for _ in range(4):
        data = gzip.compress(data, mtime=0)
    (found,) = walk(data, name="x")
    assert found.data == gzip.compress(LINES, mtime=0)
    assert "Nesting limit" in found.why


def test_what_is_wrong_with_an_inner_container_is_said_under_its_path():
    inner = tarred(("x.log", LINES), mode="w:gz")[:-8] + bytes(8)
    found = walk(zipped(("../in.tgz", inner), ("ok.log", LINES)))
    assert [one.path for one in found] == ["\\x2e\\x2e/in.tgz!/x.log", "ok.log"]
    assert found[0].why.startswith("\\x2e\\x2e/in.tgz: Unsafe path")
    assert "\\x2e\\x2e/in.tgz: Checksum error" in found[0].why
    assert found[1].why == ""


def test_without_the_fast_inflate_the_standard_one_reads_the_same(monkeypatch):
    assert engines.INFLATE is not zlib
    monkeypatch.setitem(sys.modules, "isal.isal_zlib", None)
    monkeypatch.setattr(engines, "INFLATE", engines._fastest())
    assert engines.INFLATE is zlib
    assert walk(gzip.compress(MANY), name="x") == [("x", MANY, False, "")]
    assert walk(zipped(("x.log", MANY))) == [("x.log", MANY, False, "")]
