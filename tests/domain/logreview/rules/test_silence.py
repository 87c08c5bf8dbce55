"""Clock steps, sources that fell silent, messages never seen before."""

from dataclasses import replace
from datetime import timedelta

import pytest
from logfacts import facts, moment, spot, told

from tam.domain.logreview.facts import ClockJump, Source, Template
from tam.domain.logreview.history import History
from tam.domain.logreview.rules.silence import clock_steps, gaps, never_seen
from tam.domain.logreview.text.levels import Level
from tam.domain.logreview.thresholds import DEFAULT

pytestmark = pytest.mark.clause("TAM-06")


def jump(seconds, before="08 12:00:00", source="Motion"):
    at = moment(before) if isinstance(before, str) else before
    after = at + timedelta(seconds=seconds)
    return ClockJump(seconds, at, after, source, spot(source, member=f"{source}.txt"))


def source(name, last="11 05:00:00", **changed):
    said = {"lines": 200, "longest_gap": 7200.0, "mean_gap": 600.0, "last_spot": spot(name)}
    first = moment("01 00:00:00")
    at = moment(last) if last else None
    return Source(name, f"{name}.txt", first=first, last=at, **(said | changed))


BOTH = (source("Motion"), source("Event"))


def steps(lines="", *jumps, sources=BOTH, **changed):
    return told(
        clock_steps(History([facts(lines, jumps=jumps, sources=sources, **changed)]), DEFAULT)
    )


STEP = ["clock-step 5E21C0D4"]


def test_two_sources_that_run_back_at_one_moment_are_a_step():
    back = jump(-600), jump(-610, "08 12:01:00", "Event")
    assert steps("", *back) == STEP
    assert steps("", *back, library_serial=None) == []


def test_one_source_of_two_that_runs_back_is_its_own_affair():
    assert steps("", jump(-600)) == []
    assert steps("", jump(-600), jump(-9000, source="Event")) == []


def test_the_only_source_that_there_is_counts_alone_within_a_day():
    assert steps("", jump(-600), sources=BOTH[:1]) == STEP
    assert steps("", jump(-90000), sources=BOTH[:1]) == []


def test_three_hundred_seconds_are_no_step():
    assert steps("", jump(-300), jump(-300, source="Event")) == []


def test_an_hour_back_in_a_night_of_autumn_or_spring_is_daylight_saving():
    sunday = moment("29 03:00:00")
    assert steps("", jump(-3600, sunday), jump(-3600, sunday, "Event")) == []
    noon = moment("29 12:00:00")
    assert steps("", jump(-3600, noon), jump(-3600, noon, "Event")) == STEP
    january = sunday.replace(month=1, day=4)
    assert steps("", jump(-3600, january), jump(-3600, january, "Event")) == STEP


def message(level, text):
    return f"08 12:00:00 {level} {text}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("System clock was changed by 600 s", True),
        ("System clock was changed by 300 s", False),
        ("System clock was changed from 2026-03-08 12:00:00 to 2026-03-08 14:30:00", True),
        ("System clock was changed from 2026-03-08 12:00:00 to 2026-03-08 12:04:00", False),
        ("System clock was changed to 2026-03-08 12:04:00", False),
    ],
)
def test_a_warning_that_states_by_how_much_is_enough(text, found):
    assert steps(message("W", text)) == STEP * found


def test_a_message_of_no_weight_only_goes_with_a_step():
    line = message("U", "System clock was changed by 600 s")
    assert steps(line) == []
    near = jump(-600), jump(-600, source="Event")
    (draft,) = clock_steps(History([facts(line, jumps=near, sources=BOTH)]), DEFAULT)
    assert (len(draft.proofs), draft.confidence) == (3, 0.9)
    far = jump(-600, "03 12:00:00"), jump(-600, "03 12:00:00", "Event")
    (draft,) = clock_steps(History([facts(line, jumps=far, sources=BOTH)]), DEFAULT)
    assert len(draft.proofs) == 2


def silent(*sources, **changed):
    return told(gaps(History([facts(sources=sources, **changed)]), DEFAULT))


QUIET = source("hhm", "08 05:00:00")


def test_a_source_silent_for_two_days_while_others_write_is_named_as_the_library_names_it():
    assert silent(*BOTH, QUIET) == ["reporting-gap HHM"]
    assert silent(*BOTH, source("odd", "08 05:00:00")) == ["reporting-gap odd"]
    assert silent(*BOTH, source("hhm", "09 05:06:08")) == []


@pytest.mark.parametrize(
    "changed", [{"lines": 19}, {"longest_gap": 90000.0}, {"mean_gap": 13000.0}]
)
def test_a_source_that_writes_rarely_is_not_silent(changed):
    assert silent(*BOTH, source("hhm", "08 05:00:00", **changed)) == []


def test_silence_of_all_or_of_unknown_age_says_nothing():
    assert silent(BOTH[0], QUIET) == []
    assert silent(*BOTH, QUIET, captured_at=None) == []
    assert silent(*BOTH, QUIET, library_serial=None) == []
    assert silent(*BOTH, source("hhm", None)) == []


def test_a_source_whose_last_line_was_not_kept_is_named_without_it():
    (draft,) = gaps(History([facts(sources=(*BOTH, replace(QUIET, last_spot=None)))]), DEFAULT)
    assert draft.proofs == ()


def template(name, **changed):
    said = {
        "level": Level.ERROR,
        "count": 3,
        "explained": False,
        "seen": ((None, spot(name)),),
        "kin": name,
    }
    return Template(name, name, **(said | changed))


def new(*templates, ids=frozenset(), **changed):
    old = facts(name="old.zip", template_ids=ids)
    now = facts(
        templates=templates, template_ids=frozenset(one.kin for one in templates), **changed
    )
    return told(never_seen(History([old, now]), DEFAULT))


NEW = ["message-never-seen-before 5E21C0D4"]


def test_a_serious_kind_of_line_that_no_earlier_bundle_had_is_told():
    assert new(template("m1-a")) == NEW
    assert new(template("m1-a"), ids=frozenset({"m1-a"})) == []
    assert new(template("m1-a", count=2)) == []
    assert new(template("m1-a", explained=True)) == []


def test_kinds_that_differ_in_a_named_word_are_new_together():
    kinds = [template(name, count=2, kin="m2-k") for name in ("m2-a", "m2-b")]
    assert new(*kinds) == NEW
    assert new(*kinds, ids=frozenset({"m2-k"})) == []
    assert new(kinds[0], template("m2-c", explained=True, kin="m2-k")) == []


def test_novelty_needs_an_earlier_bundle_of_a_known_library():
    alone = History([facts(templates=(template("m1-a"),))])
    assert never_seen(alone, DEFAULT) == []
    nameless = History([facts(library_serial=None), facts(library_serial=None)])
    assert never_seen(nameless, DEFAULT) == []
