"""Two layouts that are no sample's: every kind is found by its meaning, and nothing else is."""

from datetime import timedelta
from functools import cache

import pytest
from logdialects import CAPTURED, RENDER, Scene, named
from logscenes import FAULTS

from tam.domain.logreview.extract import extract
from tam.domain.logreview.judge import judge
from tam.domain.logreview.output import canonical, document
from tam.domain.logreview.review import review


@cache
def old(dialect):
    """The facts of the quiet week before."""
    return extract(named(dialect, Scene(captured=CAPTURED - timedelta(days=7))))


def scene(kind, dialect):
    found = Scene()
    if kind:
        FAULTS[kind][0](found, dialect)
    return found


@pytest.mark.clause("TAM-07")
@pytest.mark.parametrize("dialect", sorted(RENDER))
@pytest.mark.parametrize("kind", sorted(FAULTS))
def test_a_fault_is_found_in_any_layout_and_nothing_beside_it(kind, dialect):
    outcome = judge([old(dialect), extract(named(dialect, scene(kind, dialect)))])
    found = [(one.kind.value, one.subject.type, one.subject.id) for one in outcome.findings]
    assert found == [(kind, *FAULTS[kind][1])]
    assert outcome.undecided == ()


@pytest.mark.parametrize("dialect", sorted(RENDER))
@pytest.mark.parametrize("kind", sorted(set(FAULTS) - {"door-opened-repeatedly", "clock-step"}))
def test_it_is_found_without_a_message_too(kind, dialect):
    silent = scene(kind, dialect)
    silent.events = [event for event in silent.events if event[2] != "messages"]
    outcome = judge([old(dialect), extract(named(dialect, silent))])
    found = [(one.kind.value, one.subject.type, one.subject.id) for one in outcome.findings]
    assert found == [(kind, *FAULTS[kind][1])]


@pytest.mark.parametrize("dialect", sorted(RENDER))
def test_a_quiet_week_has_no_finding_and_every_member_is_accounted_for(dialect):
    outcome = judge([old(dialect), extract(named(dialect, Scene()))])
    assert (outcome.findings, outcome.undecided, outcome.suppressed) == ((), (), ())
    for bundle in document(outcome)["bundles"]:
        assert bundle["library_serial"] == "5E21C0D4"
        assert bundle["coverage"]["parsed"] > 0.99


@pytest.mark.parametrize("dialect", sorted(RENDER))
def test_the_order_of_the_bundles_does_not_matter(dialect):
    one, other = (scene(kind, dialect) for kind in ("drive-failing", "slot-move-failures"))
    one.captured = CAPTURED - timedelta(days=7)
    ways = [[one, other], [other, one]]
    texts = {canonical(document(review([named(dialect, each) for each in way]))) for way in ways}
    assert len(texts) == 1


def test_a_stated_zone_is_kept_and_a_missing_one_is_said():
    stated, missing = (review([named(dialect, Scene())]).bundles[0] for dialect in "CD")
    assert stated.captured_at.isoformat() == "2026-03-11T05:06:07+01:00"
    assert missing.captured_at.isoformat() == "2026-03-11T05:06:07+00:00"
    assert {member.reason for member in stated.members} == {None}
    assert "no time zone" in next(m.reason for m in missing.members if m.path == "Log_motion.txt")


def test_a_bundle_given_twice_counts_once():
    failing = scene("drive-link-errors", "C")
    once = review([named("C", failing)]).findings[0]
    twice = review([named("C", failing), named("C", failing)]).findings[0]
    assert (once.count, twice.count) == (4, 4)
