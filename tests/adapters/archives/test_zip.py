"""Zip by its directory and its local headers: every field a claim."""

import io
import struct
import zipfile

import pytest
import zstandard
from lying import Member, archive, central, deflated, end, local
from packing import LINES, zipped
from unpacking import read, rejected, walk

from tam.adapters.archives import Limits


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_every_usual_method_is_read(method):
    data = zipped(("a/x.log", LINES), ("empty.log", b""), ("b.log", b"one\n"), method=method)
    assert [(one.path, one.data, one.why) for one in walk(data)] == [
        ("a/x.log", LINES, ""),
        ("empty.log", b"", ""),
        ("b.log", b"one\n", ""),
    ]


def test_zstd_is_read():
    packed = zstandard.compress(LINES)
    assert walk(archive(Member(b"x.log", LINES, method=93, packed=packed)))[0][1:] == (
        LINES, False, "",
    )  # fmt: skip


@pytest.mark.parametrize(("method", "word"), [(9, "deflate64"), (98, "PPMd"), (77, "unknown")])
def test_a_method_that_is_not_read_is_named_and_the_rest_is_read(method, word):
    found = walk(archive(Member(b"x", LINES, method=method), Member(b"ok.log", LINES)))
    assert found[0].rejected
    assert f"method {method} ({word})" in found[0].why
    assert found[1][:3] == ("ok.log", LINES, False)


def test_folders_are_no_members():
    data = zipped(("a/", b""), ("a/x.log", LINES))
    assert read(data) == [("a/x.log", LINES)]


def test_what_calls_itself_a_folder_and_holds_bytes_is_read():
    data = archive(Member(b"a/", LINES, central={"size": 0}, local={"size": 0}))
    (found,) = walk(data)
    assert "Size mismatch" in found.why


def test_zip_02_members_that_share_their_bytes_are_refused_and_the_others_are_read():
    shared = [Member(b"a%d.log" % n, LINES * 50) for n in range(5)]
    body = local(Member(b"ok.log", LINES))
    at = len(body)
    body += local(shared[0])
    listing = central(Member(b"ok.log", LINES), 0) + b"".join(central(one, at) for one in shared)
    found = walk(body + listing + end(6, len(listing), len(body)))
    assert found[0][:3] == ("ok.log", LINES, False)
    assert [(one.data, one.rejected) for one in found[1:]] == [(b"", True)] * 5
    assert all("Overlapping entries" in one.why for one in found[1:])


def test_zip_03_a_member_that_quotes_the_next_is_refused():
    inner = Member(b"inner.log", LINES * 50)
    quoted = local(inner)
    outer = Member(b"outer.log", quoted, method=0)
    body = local(outer)
    listing = central(outer, 0) + central(inner, len(body) - len(quoted))
    found = walk(body + listing + end(2, len(listing), len(body)))
    assert [(one.rejected, "Overlapping" in one.why) for one in found] == [(True, True)] * 2


def test_one_false_length_does_not_cost_the_others():
    members = [
        Member(b"a.log", LINES, central={"packed": 100_000}),
        Member(b"b.log", LINES * 90),
        Member(b"c.log", b"one\n"),
    ]
    found = walk(archive(*members))
    assert [one.data for one in found] == [LINES, LINES * 90, b"one\n"]
    assert "differ in: size" in found[0].why


def test_zip_04_nesting_ends_at_the_limit_with_the_archive_kept_whole():
    data = LINES
    kept = None
    for level in range(6):
        kept = data if level == 3 else kept
        data = zipped((f"level{level}.zip", data))
    (found,) = walk(data)
    assert found.path == "level5.zip!/level4.zip!/level3.zip"
    assert (found.data, found.rejected) == (kept, False)
    assert "Nesting limit" in found.why


def test_zip_06_members_end_at_the_limit():
    data = zipped(*((f"{index}.log", b"") for index in range(30)))
    found = walk(data, limits=Limits(members=10))
    assert len(found) == 11
    assert "more than 10 members" in found[-1].why


def test_zip_06_folders_without_end_are_not_listed():
    data = zipped(("x.log", LINES), *((f"{index}/", b"") for index in range(60)))
    found = walk(data, limits=Limits(members=10))
    assert found[0].data == LINES
    assert "more than 40 folders" in found[-1].why


def test_zip_14_members_of_one_name_are_both_kept():
    found = walk(archive(Member(b"x.log", b"first\n"), Member(b"x.log", b"second\n")))
    assert [one.data for one in found] == [b"first\n", b"second\n"]
    assert ("Duplicate" in found[0].why, "Duplicate" in found[1].why) == (False, True)


def test_zip_12_names_that_differ_in_case_or_are_a_folder_too_are_all_kept():
    names = ["Log.txt", "log.txt", "LOG.TXT", "log.txt/inner", "caf\u00e9", "cafe\u0301"]
    data = zipped(*((name, name.encode()) for name in names))
    assert [content.decode() for _, content in read(data)] == names


def test_zip_16_a_link_is_listed_and_what_lies_below_it_is_read():
    data = archive(
        Member(b"link", b"/etc/passwd", attributes=0o120777 << 16), Member(b"link/x", LINES)
    )
    found = walk(data)
    assert found[0][1:] == (b"", True, "Symbolic link, not followed.")
    assert found[1] == ("link/x", LINES, False, "")


def test_zip_17_mode_bits_mean_nothing():
    data = archive(Member(b"run.sh", b"#!/bin/sh\n", attributes=0o104777 << 16))
    assert walk(data)[0] == ("run.sh", b"#!/bin/sh\n", False, "")


def test_zip_18_reading_stops_at_the_declared_size():
    (found,) = walk(archive(Member(b"x.log", LINES, central={"size": 10}, local={"size": 10})))
    assert found.data == LINES[:10]
    assert "Size mismatch: the header declares 10 bytes" in found.why
    assert "incomplete" in found.why


def test_zip_19_a_declared_size_is_only_a_claim():
    lie = {"size": 4_294_967_290}
    (found,) = walk(archive(Member(b"x.log", LINES, central=lie, local=lie)))
    assert found.data == LINES
    assert f"declared 4294967290 bytes, got {len(LINES)}" in found.why


@pytest.mark.parametrize(
    ("lie", "word"),
    [
        ({"name": b"other.log"}, "name"),
        ({"name": b"y.log"}, "name"),
        ({"method": 0}, "method"),
        ({"day": 0x5C22}, "date"),
        ({"crc": 5}, "checksum"),
        ({"size": 7}, "size"),
        ({"packed": 7}, "size"),
        ({"flags": 1}, "password"),
    ],
)
def test_what_the_two_headers_say_differently_is_said(lie, word):
    (found,) = walk(archive(Member(b"x.log", LINES, local=lie)))
    assert found[:3] == ("x.log", LINES, False)
    assert f"differ in: {word}" in found.why


def test_a_wrong_checksum_marks_the_member_and_keeps_its_bytes():
    lie = {"crc": 1}
    (found,) = walk(archive(Member(b"x.log", LINES, central=lie, local=lie)))
    assert found.data == LINES
    assert found.why.startswith("Checksum error")


def test_bytes_behind_the_end_of_a_member_are_said():
    (found,) = walk(archive(Member(b"x.log", LINES, packed=deflated(LINES) + b"hidden")))
    assert found.data == LINES
    assert "Data behind the member's own end: 6 bytes" in found.why


def test_a_count_that_is_no_count_is_said():
    found = walk(archive(Member(b"x.log", LINES), count=3))
    assert found[0].data == LINES
    assert "says it has 3 members, its directory lists 1" in found[1].why


def test_one_part_of_several_is_said():
    data = archive(Member(b"x.log", LINES))
    found = walk(data[:-18] + struct.pack("<HH", 2, 2) + data[-14:])
    assert found[0].data == LINES
    assert "one part of several" in found[-1].why


def test_a_directory_that_is_not_where_it_says_is_found_all_the_same():
    found = walk(archive(Member(b"x.log", LINES), shift=1000))
    assert found[0].data == LINES
    assert "1,000 bytes further on" in found[1].why


@pytest.mark.parametrize("flags", [1, 0x41, 0x2001])
def test_zip_24_a_password_is_asked_for_in_words_and_the_rest_is_read(flags):
    found = walk(archive(Member(b"x.log", LINES, flags=flags), Member(b"ok.log", LINES)))
    assert found[0][1:] == (b"", True, "Password-protected; send it without a password.")
    assert found[1].data == LINES


def test_zip_27_an_empty_file_is_an_empty_leaf():
    assert walk(b"", name="x.zip") == [("x.zip", b"", False, "")]


@pytest.mark.parametrize("data", [zipped(), zipped(("a/", b""), ("a/b/", b""))])
def test_an_archive_without_members_says_so_and_counts_for_nothing(data):
    ((path, why),) = rejected(data, name="x.zip")
    assert path == "x.zip"
    assert "no members" in why


def test_a_member_without_its_own_header_is_listed():
    data = archive(Member(b"x.log", LINES, central={"offset": 5}), Member(b"ok.log", LINES))
    found = walk(data)
    assert "own header is missing" in found[0].why
    assert found[1].data == LINES
    assert found[2][:2] == ("x.log", LINES)


def test_a_damaged_stream_loses_only_its_own_tail():
    packed = bytearray(deflated(LINES * 40))
    packed[len(packed) // 2 :] = b"\xff" * (len(packed) - len(packed) // 2)
    found = walk(archive(Member(b"x", LINES * 40, packed=bytes(packed)), Member(b"ok", LINES)))
    assert "the first" in found[0].why
    assert found[1][:2] == ("ok", LINES)


def test_zip64_is_read():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        with target.open("x.log", "w", force_zip64=True) as member:
            member.write(LINES)
        target.writestr("y.log", b"one\n")
    assert read(out.getvalue()) == [("x.log", LINES), ("y.log", b"one\n")]


def zip64(front=b""):
    member = Member(b"x.log", LINES)
    member.extra = struct.pack("<HHQQ", 1, 16, len(LINES), len(member.body))
    member.local = member.central = {"packed": 0xFFFFFFFF, "size": 0xFFFFFFFF}
    body = local(member)
    listing = central(member, 0)
    fields = (44, 45, 45, 0, 0, 1, 1, len(listing), len(body))
    wide = struct.pack("<4sQ2H2L4Q", b"PK\6\6", *fields)
    place = struct.pack("<4sLQL", b"PK\6\7", 0, len(body) + len(listing), 1)
    short = end(0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
    return front + body + listing + wide + place + short


def test_zip64_sizes_and_end_record_are_believed():
    assert walk(zip64()) == [("x.log", LINES, False, "")]


def test_zip64_behind_other_data_is_found():
    found = walk(zip64(b"front"), name="x.zip")
    assert [(one.path, one.data) for one in found] == [("x.log", LINES), ("x.zip", b"front")]


def test_every_way_an_lzma_member_can_be_damaged_is_said():
    whole = zipped(("x.log", LINES), method=zipfile.ZIP_LZMA)
    packed = zipfile.ZipFile(io.BytesIO(whole)).getinfo("x.log").compress_size
    data = whole[35 : 35 + packed]
    huge = data[:5] + b"\xff\xff\xff\x7f" + data[9:]
    for body, word in ((data[:3], "incomplete"), (data[:6], "incomplete"), (huge, "memory")):
        (found,) = walk(archive(Member(b"x.log", LINES, method=14, packed=body)))
        assert (found.rejected, word in found.why) == (True, True)
