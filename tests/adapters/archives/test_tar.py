"""Tar as one pass over its stream: links listed, claims doubted, damage stepped over."""

import gzip
import io
import tarfile

import pytest
from packing import LINES, tar_of, tarred
from unpacking import read, rejected, walk

from tam.adapters.archives import Limits


def header(name="x.log", size=0, **more):
    info = tarfile.TarInfo(name)
    info.size = size
    for key, value in more.items():
        setattr(info, key, value)
    return bytearray(info.tobuf(tarfile.GNU_FORMAT))


def signed(block):
    """A header whose checksum is right again."""
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\x00 " % sum(block)
    return bytes(block)


def padded(data):
    return data + b"\x00" * (-len(data) % 512)


END = b"\x00" * 1024
GOOD = bytes(header("ok.log", len(LINES))) + padded(LINES)


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_tar_in_any_packing_is_a_bundle_of_its_members(mode):
    data = tarred(("traces/Motion.txt", LINES), ("empty", b""), ("b.log", b"one\n"), mode=mode)
    assert [(one.path, one.data, one.why) for one in walk(data)] == [
        ("traces/Motion.txt", LINES, ""),
        ("empty", b"", ""),
        ("b.log", b"one\n", ""),
    ]


@pytest.mark.parametrize("shape", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_every_shape_of_tar_gives_its_long_names(shape):
    long = "/".join(["folder"] * 24) + "/x.log"
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=shape) as archive:
        info = tarfile.TarInfo(long)
        info.size = 4
        archive.addfile(info, io.BytesIO(b"one\n"))
    assert read(out.getvalue()) == [(long, b"one\n")]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (tarfile.SYMTYPE, "Symbolic link, not followed."),
        (tarfile.LNKTYPE, "Hard link, not followed."),
        (tarfile.CHRTYPE, "Character device, not opened."),
        (tarfile.BLKTYPE, "Block device, not opened."),
        (tarfile.FIFOTYPE, "FIFO, not opened."),
    ],
)
def test_tar_03_to_08_links_and_devices_are_listed_and_the_rest_is_read(kind, words):
    found = walk(tar_of(kind))
    assert found[0] == ("x", b"", True, words)
    assert found[1] == ("ok.log", LINES, False, "")


def test_tar_04_members_below_a_link_are_read_as_what_they_are():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, target in (("a", "."), ("a/b", "..")):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, target
            archive.addfile(info)
        info = tarfile.TarInfo("a/b/x.log")
        info.size = len(LINES)
        archive.addfile(info, io.BytesIO(LINES))
    assert read(out.getvalue()) == [("a/b/x.log", LINES)]


@pytest.mark.parametrize("body", [b"", padded(b"data of a link")])
def test_a_link_that_claims_a_size_does_not_hide_what_follows(body):
    link = header("l", 14, type=tarfile.SYMTYPE, linkname="/etc")
    assert read(bytes(signed(link)) + body + GOOD + END) == [("ok.log", LINES)]


def test_folders_and_labels_are_no_members():
    folder = bytes(header("a", type=tarfile.DIRTYPE)) + bytes(header("b/"))
    label = bytes(header("volume", type=b"V"))
    assert read(label + folder + GOOD + END) == [("ok.log", LINES)]


def test_tar_10_a_size_larger_than_the_file_gives_what_is_there():
    data = bytes(header(size=8 * 1024**3)) + b"only this\n" * 51
    found = walk(data, name="x.tar")
    assert found[0][:2] == ("x.log", b"only this\n" * 51)
    assert "8,589,934,082 of 8,589,934,592 bytes of this member are missing" in found[0].why
    assert found[1].path == "x.tar"
    assert "incomplete: it ends too early" in found[1].why


@pytest.mark.parametrize(
    "size", [b"\xff" * 12, b"\xc0" + b"\x00" * 11, b"99999999999\x00", b"x" * 12]
)
def test_tar_11_a_size_that_is_none_is_said_and_the_rest_is_read(size):
    block = header()
    block[124:136] = size
    found = walk(signed(block) + GOOD + END)
    assert (found[0].path, found[0].rejected) == ("x.log", True)
    assert "Invalid header" in found[0].why
    assert found[1].data == LINES


def test_a_size_in_binary_is_read():
    block = header("ok.log")
    block[124:136] = b"\x80" + len(LINES).to_bytes(11, "big")
    assert read(signed(block) + padded(LINES) + END) == [("ok.log", LINES)]


def test_tar_12_a_huge_extended_header_is_stepped_over():
    info = tarfile.TarInfo("x.log")
    info.pax_headers = {"comment": "y" * 2_000_000}
    found = walk(info.tobuf(tarfile.PAX_FORMAT) + GOOD + END)
    assert [one.path for one in found] == ["x.log", "ok.log", "bundle.bin"]
    assert "extended header is larger than 1,024 KiB" in found[2].why


def test_a_name_longer_than_can_be_is_stepped_over():
    long = bytes(header("././@LongLink", 1_100_000, type=b"L")) + padded(b"n" * 1_100_000)
    found = walk(long + GOOD + END)
    assert found[0][:2] == ("ok.log", LINES)
    assert "larger than" in found[1].why


@pytest.mark.parametrize("record", [b"12 path=a", b"path=a\n", b"0 path=a\n", b"99 path=a\n"])
def test_a_false_extended_header_is_said_and_the_member_read(record):
    extended = bytes(header("pax", len(record), type=b"x")) + padded(record)
    found = walk(extended + GOOD + END)
    assert found[0].data == LINES
    assert "false length" in found[1].why


def test_an_extended_size_that_is_none_is_said():
    record = b"16 size=twelve!\n"
    extended = bytes(header("pax", len(record), type=b"x")) + padded(record)
    found = walk(extended + GOOD + END)
    assert "its size is no number" in found[-1].why


def sparse(realsize, body, **more):
    info = tarfile.TarInfo("x.log")
    info.pax_headers = {
        "GNU.sparse.major": "1",
        "GNU.sparse.minor": "0",
        "GNU.sparse.name": "real.log",
        "GNU.sparse.realsize": str(realsize),
        **more,
    }
    info.size = len(body)
    return info.tobuf(tarfile.PAX_FORMAT) + padded(body)


def test_tar_13_the_holes_of_a_sparse_file_are_never_filled():
    found = walk(sparse(1 << 40, b"0\n".ljust(512, b"\x00")) + GOOD + END)
    assert found[0][:3] == ("real.log", b"", False)
    assert "1,099,511,627,776 bytes as it claims" in found[0].why
    assert found[1].data == LINES


def test_what_a_sparse_file_really_holds_is_read():
    pieces = b"".join(b"%d\n" % number for number in (80, *range(160))).ljust(1024, b"\x00")
    found = walk(sparse(1 << 40, pieces + LINES) + GOOD + END)
    assert [one.data for one in found] == [LINES, LINES]


def test_an_old_sparse_header_is_read_with_its_further_blocks():
    block = header("x.log", len(LINES), type=b"S")
    block[482] = 1
    block[483:495] = b"%011o\x00" % (1 << 30)
    more = b"\x00" * 504 + b"\x01" + b"\x00" * 7
    last = b"\x00" * 512
    found = walk(signed(block) + more + last + padded(LINES) + GOOD + END)
    assert [one.data for one in found] == [LINES, LINES]
    assert "1,073,741,824 bytes as it claims" in found[0].why


def test_a_damaged_list_of_pieces_is_said_and_the_rest_is_read():
    found = walk(sparse(9, b"many\n".ljust(512, b"\x00")) + GOOD + END)
    assert [(one.path, one.rejected) for one in found] == [("real.log", True), ("ok.log", False)]
    endless = walk(sparse(9, b"999999\n".ljust(512, b"\x00")) + GOOD + END)
    assert "list of pieces" in endless[0].why


def test_tar_14_members_end_at_the_limit():
    found = walk(tarred(*((f"{n}", b"") for n in range(30))), limits=Limits(members=10))
    assert len(found) == 11
    assert "more than 10 members" in found[10].why


def test_tar_16_garbage_after_the_stream_of_a_tar_is_said():
    found = walk(tarred(("x.log", LINES), mode="w:gz") + b"garbage", name="x.tgz")
    assert found[0][:2] == ("x.log", LINES)
    assert any("Data after the end of the gzip stream: 7 bytes" in one.why for one in found)


def test_garbage_after_a_plain_tar_is_said():
    found = walk(GOOD + END + b"garbage" * 100, name="x.tar")
    assert found[0].data == LINES
    assert "Data after the end of the archive: 700 bytes" in found[1].why


def test_all_parts_of_a_concatenated_tar_are_read():
    both = tarred(("a", b"1\n")) + tarred(("b", b"2\n"))
    assert walk(both) == [("a", b"1\n", False, ""), ("b", b"2\n", False, "")]


def test_damage_between_members_is_stepped_over():
    found = walk(GOOD + b"\xff" * 1024 + GOOD + END, name="x.tar")
    assert [one.data for one in found] == [LINES, LINES, b""]
    assert "1,024 bytes up to the next member" in found[2].why


def test_tar_18_a_stream_cut_short_gives_what_came_before():
    packed = gzip.compress(tarred(("a.log", LINES), ("b.log", LINES * 30)), 1)
    found = walk(packed[: len(packed) * 3 // 4], name="x.tgz")
    assert found[0].data == LINES
    assert any("gzip stream is incomplete" in one.why for one in found)


def test_a_tar_cut_between_members_is_said():
    ((path, why),) = rejected(GOOD, name="x.tar")
    assert (path, "no end mark" in why) == ("x.tar", True)


def test_a_tar_cut_inside_a_header_is_said():
    ((_, why),) = rejected(GOOD + GOOD[:100])
    assert "ends too early" in why


def test_tar_23_a_nul_ends_a_name():
    block = header("a")
    block[:10] = b"a\x00b.log\x00\x00\x00"
    assert walk(signed(block) + END)[0].path == "a"


def test_tar_25_content_decides_and_the_false_name_is_said():
    (found,) = walk(tarred(("x.log", LINES)), name="bundle.zip")
    assert found[:3] == ("x.log", LINES, False)
    assert "a tar file although it is named .zip" in found.why


def test_tar_26_dates_at_the_limits_disturb_nothing():
    late, early = tarfile.TarInfo("x.log"), tarfile.TarInfo("y.log")
    late.mtime, early.mtime = 253_402_300_799, -62_135_596_800
    assert [one.why for one in walk(tarred((late, LINES), (early, LINES)))] == ["", ""]


def test_a_checksum_of_signed_bytes_is_a_checksum():
    block = header("t\udcfcr.log", 0)
    block[148:156] = b" " * 8
    total = sum(block) - 256 * sum(one > 127 for one in block)
    block[148:156] = b"%06o\x00 " % total
    assert len(read(bytes(block) + END)) == 1


def test_members_of_one_name_are_both_kept():
    found = walk(tarred(("x", b"1\n"), ("x", b"2\n")))
    assert [one.data for one in found] == [b"1\n", b"2\n"]
    assert "Duplicate" in found[1].why
