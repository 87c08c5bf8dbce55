"""All bundles of one library as one history."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from logdialects import facts

from tam.domain.logreview.facts import Event
from tam.domain.logreview.history import History, state
from tam.domain.logreview.meaning.concepts import Concept
from tam.domain.logreview.meaning.mentions import Mentions
from tam.domain.logreview.rows import FeedRow, HeatRow
from tam.domain.logreview.text.levels import Level
from tam.domain.logreview.text.spots import Spot

EMPTY = facts()
NOON = datetime(2026, 3, 11, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def said(at, concept=Concept.FAN_FAILED, level=Level.ERROR, **more):
    spot = Spot(more.get("bundle", EMPTY.name), "m.txt", more.get("line", 1), "fan 3 stopped")
    text = more.get("text", "fan 3 stopped")
    return Event(frozenset([concept]), at, level, "x", Mentions(), (), (), text, spot)


def history(*events, **more):
    return History([replace(EMPTY, events=events, **more)])


@pytest.mark.clause("TAM-06")
def test_a_line_in_two_bundles_counts_once_and_a_state_once_a_bundle():
    first, second = (
        replace(EMPTY, name=name, events=(said(NOON, bundle=name), said(None, bundle=name)))
        for name in ("a.zip", "b.zip")
    )
    kept = History([first, second]).said
    assert [(one.at, one.event.spot.bundle) for one in kept] == [
        (NOON, "a.zip"),
        (None, "a.zip"),
        (None, "b.zip"),
    ]


def test_what_a_source_calls_informational_is_harmless_where_no_level_stands():
    unknown, weighed = said(NOON, level=Level.UNKNOWN), said(NOON + HOUR, level=Level.WARNING)
    kept = history(unknown, weighed, quiet=frozenset({"fan 3 stopped"})).said
    assert [one.event for one in kept] == [weighed]


def test_mounts_and_moves_of_all_bundles_are_summed():
    bundle = replace(
        EMPTY, mounts=(("drive 4", 2),), tape_mounts=(("TE2789L8", 3),), robot_moves=((1, 4),)
    )
    both = History([bundle, bundle])
    assert (both.mounts, both.tape_mounts, both.robot_moves) == (
        {"drive 4": 4},
        {"TE2789L8": 6},
        {1: 8},
    )


def test_the_newest_bundle_that_states_a_setting_gives_it():
    bundles = [
        replace(EMPTY, settings=(("max_loads", 100.0),)),
        replace(EMPTY, settings=(("max_loads", 200.0),)),
        replace(EMPTY, settings=(("min_cleans", 5.0),)),
    ]
    assert History(bundles).setting("max_loads") == 200.0
    assert History(bundles).setting("drive_share") is None


@pytest.mark.parametrize(
    ("began", "ended", "hour", "under_way"),
    [
        ([0], [2], 1, True),
        ([0], [2], 2.5, True),
        ([0], [2], 3, False),
        ([0], [2], -0.75, False),
        ([0, 1], [2], 0.5, True),
        ([], [2], 1, True),
        ([], [2], 0, False),
        ([0], [], 6, True),
        ([0], [], 7, False),
        ([None], [], 1, False),
    ],
)
def test_an_update_lasts_from_its_begin_to_its_end(began, ended, hour, under_way):
    def at(hours):
        return None if hours is None else NOON + hours * HOUR

    told = [said(at(hours), Concept.UPDATE_BEGAN, text=f"began {hours}") for hours in began]
    told += [said(at(hours), Concept.UPDATE_ENDED, text="ended") for hours in ended]
    assert history(*told).updating(at(hour)) is under_way
    assert history(*told).updating(None) is False


def test_rows_and_captures_are_found_by_bundle():
    feed = FeedRow("FR2", "primary", present=False, spot=Spot(EMPTY.name, "m.txt", 4, "feed lost"))
    kept = history(rows=(feed,))
    assert [row for _, row in kept.rows(FeedRow)] == [feed]
    assert list(kept.rows(HeatRow)) == []
    assert kept.captured(feed.spot) == EMPTY.captured_at
    assert kept.captured(replace(feed.spot, bundle="other.zip")) is None
    assert state(feed.spot).at is None


def test_the_library_is_the_first_that_a_bundle_states():
    bundles = [replace(EMPTY, library_serial=None), replace(EMPTY, library_name="Gamma")]
    assert (History(bundles).serial, History(bundles).name) == ("5E21C0D4", "Gamma")


def test_the_proof_of_an_event_is_its_line():
    one = history(said(NOON, line=7)).of(Concept.FAN_FAILED)[0]
    assert (one.proof.at, one.proof.spot.line, one.proof.source) == (NOON, 7, "m.txt")
    assert history(said(NOON)).of(Concept.FEED_LOST) == []
