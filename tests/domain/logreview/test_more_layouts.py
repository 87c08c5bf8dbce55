"""Three more layouts that are no sample's: attributes, printed tables, one dump of everything."""

from datetime import timedelta
from functools import cache

import pytest
from logdialects import CAPTURED, Scene
from logmorelayouts import RENDER, named
from logscenes import FAULTS

from tam.domain.logreview.extract import extract
from tam.domain.logreview.judge import judge


@cache
def old(dialect):
    """The facts of the quiet week before."""
    return extract(named(dialect, Scene(captured=CAPTURED - timedelta(days=7))))


@pytest.mark.clause("TAM-07")
@pytest.mark.parametrize("dialect", sorted(RENDER))
@pytest.mark.parametrize("kind", sorted(FAULTS))
def test_a_fault_is_found_in_any_layout_and_nothing_beside_it(kind, dialect):
    scene = Scene()
    FAULTS[kind][0](scene, RENDER[dialect][2])
    outcome = judge([old(dialect), extract(named(dialect, scene))])
    found = [(one.kind.value, one.subject.type, one.subject.id) for one in outcome.findings]
    assert found == [(kind, *FAULTS[kind][1])]
    assert outcome.undecided == ()


@pytest.mark.parametrize("dialect", sorted(RENDER))
def test_a_quiet_week_has_no_finding(dialect):
    outcome = judge([old(dialect), extract(named(dialect, Scene()))])
    assert (outcome.findings, outcome.undecided, outcome.suppressed) == ((), (), ())
    assert {bundle.library_serial for bundle in outcome.bundles} == {"5E21C0D4"}


@pytest.mark.parametrize("kind", sorted(set(FAULTS) - {"door-opened-repeatedly", "clock-step"}))
def test_it_is_found_in_printed_tables_without_a_message_too(kind):
    scene = Scene()
    FAULTS[kind][0](scene, "C")
    scene.events = [event for event in scene.events if event[2] != "messages"]
    outcome = judge([old("F"), extract(named("F", scene))])
    found = [(one.kind.value, one.subject.type, one.subject.id) for one in outcome.findings]
    assert found == [(kind, *FAULTS[kind][1])]


@pytest.mark.parametrize("state", ["Ready, no errors", "OK (0 faults)", "not failed"])
def test_drives_that_deny_a_fault_have_none(state):
    scene = Scene(drives={number: {"state": state} for number in range(8)})
    assert judge([extract(named("H", scene))]).findings == ()
