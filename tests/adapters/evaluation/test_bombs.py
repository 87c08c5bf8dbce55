"""Archive bombs in a process that may use little memory: each a sentence, the rest read."""

import bz2
import gzip
import lzma

import pytest
import zstandard
from lying import Member, archive, deflated
from packing import LINES, tarred, zipped

from tam.adapters.evaluation import Input, RunLimits, evaluate

MIB = 1024**2
ZEROS = bytes(MIB)
TIMES = 100
LIMITS = RunLimits(memory_bytes=120 * MIB)  # a bomb that is held at once does not fit


@pytest.fixture(autouse=True)
def _standins(monkeypatch):
    """The child finds the stand-ins beside the product."""
    from tam.adapters.evaluation import parent  # noqa: PLC0415 - patched where it is used

    here = __file__.rsplit("/", 1)[0]
    monkeypatch.setattr(parent, "SOURCE", f"{parent.SOURCE}:{here}")


def members_of(tmp_path, data, limits=LIMITS):
    path = tmp_path / "stored"
    path.write_bytes(data)
    result = evaluate([Input(path, "b.zip")], limits=limits, entry="standins:counting")
    assert result.deaths == 0
    return result.document["bundles"][0]["members"]


@pytest.mark.slow
def test_zip_34_no_compression_takes_much_memory_whatever_it_unpacks_to(tmp_path):
    packed = deflated(ZEROS * TIMES, level=1)
    bombs = {
        "deflate": archive(Member(b"zeros", ZEROS * TIMES, packed=packed)),
        "gzip": gzip.compress(ZEROS) * TIMES,
        "bzip2": bz2.compress(ZEROS) * TIMES,
        "xz": lzma.compress(ZEROS) * TIMES,
        "zstd": zstandard.compress(ZEROS) * TIMES,
    }
    data = zipped(*bombs.items(), ("ok.log", LINES))
    found = members_of(tmp_path, data)
    # 256 MiB and twenty times the upload are enough for two whole ones and a part of the third.
    sizes = [size for _, size, _, _ in found]
    assert sizes[:2] == [TIMES * MIB] * 2
    assert sum(sizes) <= 256 * MIB + 20 * len(data)
    assert found[-1][:2] == ["ok.log", len(LINES)]
    assert all("unpacks to more than" in " ".join(reasons) for *_, reasons in found[2:5])


def test_zip_19_tar_10_sizes_that_are_only_claimed_reserve_nothing(tmp_path):
    lie = {"size": 0xFFFFFFF0}
    tar = bytearray(tarred(("x.log", LINES)))
    tar[124:136] = b"\x80" + (1 << 60).to_bytes(11, "big")
    tar[148:156] = b" " * 8
    tar[148:156] = b"%06o\x00 " % sum(tar[:512])
    data = archive(
        Member(b"x.log", LINES, central=lie, local=lie),
        Member(b"x.tar", bytes(tar), method=0),
        Member(b"ok.log", LINES),
    )
    found = members_of(tmp_path, data)
    assert [path for path, *_ in found] == ["x.log", "x.tar!/x.log", "x.tar", "ok.log"]


def test_an_lzma_window_beyond_the_memory_is_a_sentence(tmp_path):
    packed = bytearray(lzma.compress(LINES, lzma.FORMAT_ALONE))
    head = b"\x09\x14\x05\x00" + packed[:1] + (100 * MIB).to_bytes(4, "little")
    data = archive(
        Member(b"x.log", LINES, method=14, packed=head + bytes(packed[13:])),
        Member(b"ok.log", LINES),
    )
    found = members_of(tmp_path, data, RunLimits(memory_bytes=100 * MIB))
    assert (found[0][2], "too much memory" in found[0][3][0]) == (True, True)
    assert found[1][:2] == ["ok.log", len(LINES)]
