"""Zip beyond its directory: cut short, damaged, and what lies before, between and behind."""

import pytest
from lying import NO_SIZES, Member, archive, local, streamed
from packing import LINES, zipped
from unpacking import read, rejected, walk


def test_zip_21_a_zip_cut_in_half_gives_what_is_whole():
    data = archive(
        Member(b"a.log", LINES),
        streamed(b"b.log", LINES * 2),
        Member(b"c.log", LINES, method=0),
        Member(b"d.log", LINES),
    )
    whole = read(data[: data.index(b"d.log") + 20])
    assert [(path, len(content)) for path, content in whole[:3]] == [
        ("a.log", len(LINES)),
        ("b.log", len(LINES) * 2),
        ("c.log", len(LINES)),
    ]
    ((path, why),) = rejected(data[: data.index(b"d.log")], name="cut.zip")
    assert path == "cut.zip"
    assert "incomplete" in why
    assert "Upload it again" in why


@pytest.mark.parametrize("more", [{}, {"signed": False}, {"wide": True}])
def test_streamed_members_are_held_against_the_record_behind_them(more):
    good = streamed(b"x.log", LINES, **more)
    assert walk(archive(good))[0] == ("x.log", LINES, False, "")
    bad = streamed(b"x.log", LINES, **more)
    bad.trailer = streamed(b"x.log", b"?" + LINES, **more).trailer
    assert "another checksum" in walk(archive(bad))[0].why


def test_a_streamed_member_without_directory_is_held_against_its_record():
    member = streamed(b"x.log", LINES)
    member.trailer = streamed(b"x.log", LINES + b"!").trailer
    found = walk(local(member) + local(Member(b"y.log", b"one\n")))
    assert found[0].data == LINES
    assert "Size mismatch" in found[0].why
    assert found[1].data == b"one\n"


def test_a_stored_member_of_unknown_length_ends_at_the_next_mark():
    member = Member(b"x.log", LINES, method=0, flags=8, local=NO_SIZES)
    found = walk(local(member) + local(Member(b"y.log", b"one\n")))
    assert [one.data for one in found[:2]] == [LINES, b"one\n"]


def test_damage_between_members_is_stepped_over():
    parts = [local(Member(b"a.log", LINES)), local(Member(b"b.log", LINES))]
    found = walk(parts[0] + b"\x00garbage PK\x03\x04 more" * 3 + parts[1])
    assert [one.path for one in found] == ["a.log", "b.log", "bundle.bin"]


def test_zip_23_of_two_archives_in_one_file_both_are_read():
    data = zipped(("first.log", LINES)) + zipped(("second.log", LINES))
    found = walk(data, name="two.zip")
    assert [one.path for one in found] == ["second.log", "first.log", "two.zip"]
    assert "not in the archive's directory" in found[1].why
    assert "Data before the archive" in found[2].why


def test_an_archive_hidden_in_the_comment_of_another_hides_neither():
    outer = archive(Member(b"first.log", LINES), comment=zipped(("second.log", LINES)))
    assert {path for path, _ in read(outer)} == {"first.log", "second.log"}


def test_zip_28_what_lies_in_front_of_an_archive_is_read_as_it_is():
    found = walk(b"<html><script>x</script>" + zipped(("x.log", LINES)), name="x.zip")
    assert found[0][:2] == ("x.log", LINES)
    assert found[1][:3] == ("x.zip", b"<html><script>x</script>", False)
    assert "Data before the archive: 24 bytes" in found[1].why


def test_what_lies_behind_and_between_is_read_as_it_is():
    data = archive(Member(b"a", LINES), Member(b"b", LINES), between=b"12345") + b"tail" * 40_000
    found = walk(data, name="x.zip")
    assert [(one.path, len(one.data)) for one in found] == [
        ("a", len(LINES)),
        ("b", len(LINES)),
        ("x.zip", 5),
        ("x.zip", 5),
        ("x.zip", 160_000),
    ]
    assert "Data between the members: 5 bytes" in found[2].why
    assert "Data after the archive: 160,000 bytes" in found[4].why


@pytest.mark.parametrize("mark", [b"PK\x07\x08", b"PK00"])
def test_the_mark_of_an_archive_made_to_be_split_is_nothing_odd(mark):
    assert walk(mark + zipped(("x.log", LINES))) == [("x.log", LINES, False, "")]
