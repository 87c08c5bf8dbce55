"""The fault signature of a case: what is watched and why, and what of it comes back."""

from datetime import UTC, datetime

import pytest

from tam.domain.logreview.outcome import Outcome, Seen
from tam.domain.logreview.signature import (
    CaseWords,
    LineKind,
    Match,
    Observed,
    build,
    matches,
    names_in,
)

pytestmark = pytest.mark.clause("TAM-06")
PATH = "FR2/DBA1/fLTO-DRV2-2"
DRIVE = Seen("drive-failing", "drive", "YX10855801")
OTHER = Seen("drive-failing", "drive", "10WT742120")
FILTER = Seen("filter-due", "frame", "FR2")
FAN = Seen("fan-failed", "fan", "FR1/FCM/Fan3")


def at(day, hour=12):
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def case(text=f"Drive 2 fails writes on {PATH}", **more):
    said = {"opened_at": at(16), "resolved_at": at(20)} | more
    return CaseWords("C-00001", text, **said)


def one(seen=DRIVE, severity="critical", first=15, last=19, *, certain=True, lines=("x",)):
    first_at = at(first) if isinstance(first, int) else first
    last_at = at(last) if isinstance(last, int) else last
    return Observed(seen, severity, certain, first_at, last_at, tuple(lines))


def watched(signature):
    return {reason.seen: reason.because for reason in signature.watched}


def left(signature):
    return {reason.seen: reason.because for reason in signature.left_out}


def test_names_are_words_of_five_signs_or_more_with_a_digit():
    assert names_in(f"drive 2 ({PATH}), tape NL2812L8. at 12:30, LTO8") == (
        PATH, "NL2812L8",
    )  # fmt: skip


def test_a_part_that_the_case_names_is_watched_under_any_of_its_names():
    lines = [f"drive {PATH} hard error"]
    found = build(case(), [one(lines=lines), one(OTHER, lines=["drive FR2/DBA1/fLTO-DRV2-21 x"])])
    assert watched(found) == {DRIVE: "C-00001 names FR2/DBA1/fLTO-DRV2-2, and so do its lines"}
    assert left(found) == {OTHER: "it only shares a word with the case, which names another part"}
    named = build(case("YX10855801 fails"), [one()])
    assert watched(named) == {DRIVE: "C-00001 names YX10855801"}


def test_a_lasting_notice_that_the_case_does_not_speak_of_is_left_out():
    due = one(FILTER, "notice", first=1, last=19, lines=["FR2 filter 9000 of 8000 hours"])
    found = build(case(), [due, one()])
    assert left(found) == {FILTER: "a notice that the case does not speak of"}
    spoken = build(case("The filter of frame 2 is asked for"), [due])
    assert watched(spoken) == {
        FILTER: "C-00001 speaks of “filter”, and it was seen around the case"
    }


def test_words_begin_where_a_word_begins():
    assert (
        watched(
            build(
                case("A tape was removed"),
                [one(Seen("robot-move-failures", "robot", "Robot 1"), "notice")],
            )
        )
        == {}
    )


def test_where_words_name_nothing_what_appeared_around_the_case_is_watched():
    long_there = one(OTHER, first=1)
    unsure = one(FILTER, "warning", certain=False)
    found = build(case("Backups stop at night"), [one(FAN, "warning"), long_there, unsure])
    assert watched(found) == {FAN: "it appeared around C-00001, whose words name nothing else"}
    assert left(found) == {
        OTHER: "it stood long before C-00001, which does not speak of it",
        FILTER: "it was not decided, and the case does not name it",
    }


def test_what_appeared_steps_back_behind_what_the_case_speaks_of():
    found = build(case("The drive fails"), [one(), one(FAN, "warning")])
    assert watched(found) == {DRIVE: "C-00001 speaks of “drive”, and it was seen around the case"}
    assert left(found) == {FAN: "the case's words speak of something else"}


def test_the_finding_a_case_was_opened_from_comes_before_all_words():
    found = build(case("Watch this", opened_from=FILTER), [one(FILTER, "notice", first=1), one()])
    assert watched(found) == {FILTER: "C-00001 was opened from it"}


@pytest.mark.parametrize(
    ("first", "last", "is_around"),
    [(15, 19, True), (21, 22, False), (1, 1, False), (None, None, True), (20, 30, True)],
)
def test_around_is_from_two_weeks_before_the_case_to_its_fix(first, last, is_around):
    early = datetime(2026, 2, 1, tzinfo=UTC) if last == 1 else last
    found = build(case("drive"), [one(first=early if last == 1 else first, last=early)])
    assert bool(found.watched) is is_around


def kind(text=f"drive {PATH} load retry", last=19, name="m1-aa"):
    return LineKind(name, text, at(last) if last else None)


def test_kinds_of_lines_that_name_a_watched_part_are_watched_too():
    lines = [
        kind(), kind("other drive 10WT742120", name="m1-b"), kind(last=None, name="m1-c"),
        kind(last=1, name="m1-d"), kind(last=21, name="m1-e"), kind("YX10855801 slow", name="m1-f"),
    ]  # fmt: skip
    found = build(case(), [one(lines=[PATH])], lines)
    assert [line.id for line in found.kinds_of_lines] == ["m1-aa", "m1-f"]


def again(*found, lines=(), text=f"Drive fails on {PATH}"):
    signature = build(case(text), [one(lines=[PATH])], [kind()])
    return matches(signature, found, lines)


def test_the_same_kind_about_the_same_part_after_the_fix_is_a_recurrence():
    assert again(one(last=21)) == (
        Match(
            Outcome.RECURRED, DRIVE,
            "drive-failing about YX10855801 is in the signature of C-00001 and was seen after the fix.",
        ),
    )  # fmt: skip
    assert [one.outcome for one in again(one(last=None))] == [Outcome.RECURRED]


def test_what_was_last_seen_before_the_fix_and_what_is_not_decided_match_nothing():
    assert again(one(last=20), one(last=21, certain=False)) == ()


def test_another_kind_about_a_watched_part_is_related_and_comes_after_a_recurrence():
    hot = Seen("drive-over-temperature", "drive", "YX10855801")
    found = again(one(hot, last=21), one(last=21))
    assert [(match.outcome, match.seen) for match in found] == [
        (Outcome.RECURRED, DRIVE), (Outcome.RELATED, hot),
    ]  # fmt: skip
    assert "another kind about a part that C-00001 was about" in found[1].because


def test_a_finding_about_a_part_that_the_case_names_is_related():
    (found,) = again(one(OTHER, last=21, lines=[f"drive {PATH} hard error"]))
    assert (found.outcome, found.seen) == (Outcome.RELATED, OTHER)
    assert found.because.endswith("is about FR2/DBA1/fLTO-DRV2-2, which C-00001 names.")
    (named,) = again(one(OTHER, last=21), text=f"10WT742120 and {PATH} fail")
    assert "is about 10WT742120" in named.because


def test_a_lasting_notice_of_elsewhere_matches_nothing():
    assert again(one(FILTER, "notice", first=1, last=22, lines=["FR2 filter"])) == ()


def test_lines_of_a_watched_kind_alone_are_related():
    (found,) = again(lines=[kind(last=22), kind(last=19), kind(last=22, name="m1-zz")])
    assert (found.outcome, found.seen) == (Outcome.RELATED, None)
    assert found.because.endswith(f"came back, without a finding: drive {PATH} load retry")
    assert len(again(one(last=21), lines=[kind(last=22)])) == 1
