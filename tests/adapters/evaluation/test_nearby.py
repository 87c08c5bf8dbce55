"""The lines around one line of a bundle, read again by a child."""

import pytest
from packing import zipped

from tam.adapters.evaluation import nearby
from tam.adapters.evaluation.nearby import Line, lines_around
from tam.adapters.evaluation.nearbychild import lines_of
from tam.domain.logreview.leaves import Leaf, LeafEnd


def leaf(*blocks):
    return Leaf("a.log", 0, iter(blocks), lambda: LeafEnd(0, ""))


def numbered(count, end="\n"):
    return "".join(f"line {n}{end}" for n in range(1, count + 1)).encode()


def test_so_many_lines_on_both_sides_and_none_before_the_first():
    assert lines_of(leaf(numbered(40)), 20, 2) == [
        (18, "line 18"), (19, "line 19"), (20, "line 20"), (21, "line 21"), (22, "line 22"),
    ]  # fmt: skip
    assert [number for number, _ in lines_of(leaf(numbered(40)), 1, 2)] == [1, 2, 3]
    assert [number for number, _ in lines_of(leaf(numbered(40)), 40, 2)] == [38, 39, 40]
    assert lines_of(leaf(), 1, 2) == []


def test_lines_are_counted_across_blocks_and_in_any_encoding():
    whole = numbered(4000)
    halves = leaf(whole[:20_001], whole[20_001:])
    assert lines_of(halves, 2500, 0) == [(2500, "line 2500")]
    wide = "".join(f"line {n}\r\n" for n in range(1, 40)).encode("utf-16")
    assert lines_of(leaf(wide), 20, 0) == [(20, "line 20")]


def test_what_a_line_holds_is_made_fit_to_show():
    assert lines_of(leaf(b"\x1b[31mred\x1b[0m\x00\n" + b"x" * 500 + b"\n"), 1, 1) == [
        (1, "red"), (2, "x" * 400),
    ]  # fmt: skip


@pytest.mark.slow
def test_the_child_reads_one_member_of_a_bundle(tmp_path):
    path = tmp_path / "b.zip"
    path.write_bytes(zipped(("first.log", numbered(5)), ("traces/a.log", numbered(40))))
    found = lines_around(path, "b.zip", "traces/a.log", 20)
    assert found[8] == Line(20, "line 20")
    assert len(found) == 17
    assert lines_around(path, "b.zip", "gone.log", 20) == []
    assert lines_around(tmp_path / "gone.zip", "gone.zip", "a", 1) == []


def test_a_child_that_takes_too_long_says_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(nearby, "WALL_SECONDS", 0.001)
    assert lines_around(tmp_path / "b.zip", "b.zip", "a", 1) == []
