"""One budget for all levels and compressions; a bomb costs itself and nothing else."""

import bz2
import gzip
import io
import tempfile

import pytest
import zstandard
from lying import Member, archive
from packing import LINES, tarred, zipped
from unpacking import walk

from tam.adapters.archives import Budget, Limits, leaves, walkzip

SMALL = Limits(unpacked_bytes=2_000_000)
ZEROS = bytes(4_000_000)


def sizes(found):
    return [len(one.data) for one in found]


def test_the_total_is_the_smaller_of_both_bounds():
    limits = Limits()
    assert limits.total(1_000_000) == 20_000_000 + 256 * 1024**2
    assert limits.total(2 * 1024**3) == 8 * 1024**3


def test_zip_01_a_bomb_stops_at_the_budget_and_the_rest_of_the_bundle_is_read():
    found = walk(zipped(("first", LINES), ("zeros", ZEROS), ("after", LINES)), limits=SMALL)
    assert sum(sizes(found)) <= 2_000_000
    assert [one.data for one in found if one.path != "zeros"] == [LINES, LINES]
    bomb = found[1]
    assert "more than is left of 2,000,000 bytes" in bomb.why
    assert f"stopped after {len(bomb.data):,} bytes" in bomb.why
    assert not bomb.rejected


def test_the_share_of_a_member_is_there_even_when_a_bomb_would_fit_to_the_last_byte():
    limits = Limits(unpacked_bytes=2 * 1024**2)
    bomb, after = walk(zipped(("zeros", ZEROS), ("after", LINES)), limits=limits)
    assert len(bomb.data) == 1024**2
    assert after.data == LINES


def test_a_nested_bomb_leaves_the_share_of_the_members_behind_it():
    inner = zipped(*((f"zeros{n}", ZEROS) for n in range(5)))
    found = walk(zipped(("bomb.zip", inner), ("after", LINES)), limits=SMALL)
    assert found[-1][:2] == ("after", LINES)
    assert sum(sizes(found)) <= 2_000_000


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, zstandard.compress])
def test_tar_15_21_every_compression_spends_from_the_same_budget(pack):
    found = walk(pack(tarred(("zeros", ZEROS), ("after", LINES))), name="x.tar", limits=SMALL)
    assert 0 < sum(sizes(found)) <= 2_000_000
    assert any("unpacks to more than 2,000,000 bytes" in one.why for one in found)


def test_bytes_that_are_stepped_over_are_paid_for_too():
    label = tarred(("zeros", ZEROS), ("after", LINES)).replace(b"ustar", b"ustar", 1)
    block = bytearray(label)
    block[156] = ord("V")
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\x00 " % sum(block[:512])
    found = walk(gzip.compress(bytes(block)), name="x.tgz", limits=SMALL)
    assert "after" not in [one.path for one in found]
    assert any("unpacks to more than" in one.why for one in found)


def test_what_is_used_up_is_used_up_for_all_that_follows():
    data = zipped(*((f"zeros{n}", ZEROS) for n in range(6)))
    found = walk(data, limits=SMALL)
    assert len(found) == 6
    assert sum(sizes(found)) <= 2_000_000
    assert found[-1].why != ""


def test_a_member_beyond_its_own_limit_loses_only_its_tail():
    data = zipped(("big", ZEROS), ("after", LINES))
    found = walk(data, limits=Limits(member_bytes=2_000_000))
    assert sizes(found) == [2_000_000, len(LINES)]
    assert "larger than 1 MiB; reading stopped after 2,000,000 bytes" in found[0].why


def test_members_are_counted_over_all_levels():
    inner = tarred(*((f"{n}", b"x") for n in range(6)))
    found = walk(zipped(("a.tar", inner), ("b.tar", inner)), limits=Limits(members=10))
    assert len([one for one in found if one.data]) == 8
    assert "more than 10 members" in found[-1].why


def clock(*readings):
    """Seconds of CPU that go on by themselves with every look."""
    left = list(readings)
    return lambda: left.pop(0) if len(left) > 1 else left[0]


def test_when_the_time_is_used_up_the_rest_is_not_read():
    limits = Limits(cpu_seconds=10)
    budget = Budget(limits, 1000, clock(0, *[1] * 12, 11))
    found = walk(zipped(*((f"{n}", LINES) for n in range(9))), budget=budget)
    assert 0 < len([one for one in found if one.data]) < 9
    assert "takes more than 10 seconds to read" in found[-1].why


def test_one_member_may_not_take_all_the_time():
    limits = Limits(cpu_seconds=100, member_seconds=5)
    seconds = iter([0.0, *[0.1] * 6, 6.0])
    budget = Budget(limits, 1000, lambda: next(seconds, 6.0))
    slow, after = walk(archive(Member(b"slow", ZEROS), Member(b"after", LINES)), budget=budget)
    assert len(slow.data) < len(ZEROS)
    assert "takes more than 5 seconds" in slow.why
    assert after.data == LINES


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(b"") * 300,
        b"\x50\x2a\x4d\x18\x00\x00\x00\x00" * 300,
        gzip.compress(tarred(*((f"{n}/", b"") for n in range(300)))),
        zipped(("x", LINES)) + b"PK\x03\x04" * 300,
    ],
    ids=["empty parts", "frames to skip", "folders", "false headers"],
)
def test_what_costs_time_and_no_bytes_is_stopped_by_the_time(data):
    looks = iter(range(1000))
    budget = Budget(Limits(cpu_seconds=100), 1000, lambda: float(next(looks, 1000)))
    found = walk(data, name="x", budget=budget)
    assert "takes more than 100 seconds" in found[-1].why


def test_a_consumer_that_reads_nothing_gets_every_member_all_the_same():
    data = zipped(("a.tgz", tarred(("x", LINES), ("y", LINES), mode="w:gz")), ("b", LINES))
    assert [leaf.path for leaf in leaves(io.BytesIO(data), "x.zip")] == [
        "a.tgz!/x",
        "a.tgz!/y",
        "b",
    ]


def test_upl_04_no_room_for_a_nested_zip_costs_that_zip_alone(monkeypatch):
    class Full(tempfile.SpooledTemporaryFile):
        def writelines(self, blocks):
            for _ in blocks:
                raise OSError(28, "No space left on device")

    monkeypatch.setattr(walkzip.tempfile, "SpooledTemporaryFile", Full)
    found = walk(zipped(("in.zip", zipped(("x", LINES))), ("ok", LINES)))
    assert [(one.path, one.rejected) for one in found] == [("in.zip", True), ("ok", False)]
    assert "no room" in found[0].why


@pytest.mark.parametrize(
    ("good", "words"), [(2_500_000, "from the disk"), (1_900_000, "beyond the")]
)
def test_a_disk_that_fails_ends_in_a_sentence(good, words):
    class Failing(io.BytesIO):
        def read(self, size=-1):
            if good <= self.tell() < good + 1_000_000:
                raise OSError(5, "Input/output error")
            return super().read(min(size, 200_000))

    (leaf,) = leaves(Failing(b"x" * 3_000_000), "x.log")
    for _ in leaf.blocks:
        pass
    assert words in leaf.end().reasons[0]
