"""What one bundle says in numbers: counters with thresholds, levels, kinds of lines."""

from datetime import UTC, datetime

import pytest
from logfacts import drive, facts, spot

from tam.domain.logreview.bundles import Bundle
from tam.domain.logreview.facts import Template
from tam.domain.logreview.figures import MOST_COUNTERS, counters, figures, with_figures
from tam.domain.logreview.leaves import Leaf, LeafEnd
from tam.domain.logreview.rows import (
    ComponentRow,
    CounterRow,
    DrivePages,
    FanRow,
    HeatRow,
    TapeRow,
)
from tam.domain.logreview.text.levels import Level
from tam.domain.logreview.text.stamps import NO_YEAR

pytestmark = pytest.mark.clause("TAM-07")


def axis(name="Horizontal Axis", robot="", part="", value=10.0, frame=""):
    return CounterRow(name, part, robot, frame, value, 100.0, spot())


def tape(code="TE2812L8", **changed):
    said = {
        "loads": None, "chip_loads": None, "life_left": None, "passes": None, "cleans_left": None,
        "health": "", "cleaning": False, "spot": spot(),
    }  # fmt: skip
    return TapeRow(code, **(said | changed))


def pages(*values, drive="YX10443587"):
    said = tuple((name, value, spot()) for name, value in values)
    return DrivePages(drive, "", "", "", None, said, (), (), "", spot())


def listed(*rows, **changed):
    found = counters(facts(rows=rows, **changed))
    return [
        (one.subject_type, one.subject_id, one.name, one.value, one.threshold, one.way.value)
        for one in found
    ]


def test_counters_of_the_device_keep_the_threshold_that_it_states():
    assert listed(axis(part="Trip1", robot="Robot 1"), axis("Filter", frame="FR2"), axis("Pick")) == [
        ("axis", "Robot 1/Horizontal Axis", "counter Trip1", 10.0, 100.0, "counts"),
        ("axis", "Robot 1/Pick", "counter", 10.0, 100.0, "counts"),
        ("frame", "FR2", "filter", 10.0, 100.0, "counts"),
    ]  # fmt: skip


def test_the_robot_of_a_bare_axis_is_not_guessed_among_two():
    rows = [axis(robot="Robot 1"), axis(robot="Robot 2"), axis("Pick")]
    assert ("axis", "Pick", "counter", 10.0, 100.0, "counts") in listed(*rows)


def test_all_ones_and_parts_without_a_name_are_unknown():
    assert listed(axis(value=4294967295.0), axis("Filter"), axis("Pick", value=-1.0)) == []


def test_a_part_and_name_count_once():
    assert [one[3] for one in listed(axis(value=7.0), axis(value=9.0))] == [7.0]


def test_cartridges_half_way_to_their_limit():
    settings = {"settings": (("max_loads", 1000.0),)}
    rows = [
        tape("A00001L8", loads=500), tape("A00002L8", loads=499), tape("A00003L8", chip_loads=900),
        tape("A00004L8", passes=8000), tape("A00005L8", passes=7999),
        tape("A00006L8", life_left=50.0), tape("A00007L8", life_left=51.0),
        tape("A00008L8", loads=900, cleaning=True),
    ]  # fmt: skip
    assert listed(*rows, **settings) == [
        ("cartridge", "A00001L8", "loads", 500, 1000.0, "counts"),
        ("cartridge", "A00003L8", "loads", 900, 1000.0, "counts"),
        ("cartridge", "A00004L8", "passes", 8000, 16_000, "counts"),
        ("cartridge", "A00006L8", "life left", 50.0, 5.0, "falls"),
    ]
    assert [one[2] for one in listed(tape(loads=500))] == []


def test_heat_of_frames_and_hard_errors_and_heat_of_drives():
    heat = [HeatRow("FR1", 31.5, False, spot()), HeatRow("FR2", None, True, spot())]
    said = pages(("celsius", 44), ("reference celsius", 60), ("hard read errors", 3), ("loads", 9))
    fan = FanRow("FR1/FCM/Fan3", "", True, True, 4000.0, spot())
    assert listed(*heat, said, fan) == [
        ("drive", "YX10443587", "celsius", 44, 60.0, "gauge"),
        ("drive", "YX10443587", "hard read errors", 3, None, "counts"),
        ("frame", "FR1", "temperature", 31.5, 40.0, "gauge"),
    ]


def test_a_bundle_keeps_no_more_counters_than_it_may():
    rows = [axis(f"Axis {number:04d}") for number in range(MOST_COUNTERS + 5)]
    assert len(listed(*rows)) == MOST_COUNTERS


def template(name="m1-a", level=Level.ERROR, moments=(None,)):
    seen = tuple((at, spot(f"line of {name}")) for at in moments)
    return Template(name, "masked", level, 3, False, seen, "kin")


def test_figures_as_plain_values():
    late = datetime(2026, 3, 9, 6, tzinfo=UTC)
    rows = [
        axis(), drive(), drive("FR1/DBA1/LTO-DRV2", "", firmware="R3G4"), drive(firmware=""),
        ComponentRow("LCM", "12.8.03", "12.8.03", False, spot()),
        ComponentRow("PCM", "", "1", False, spot()),
    ]  # fmt: skip
    lines = (
        template("m1-w", Level.WARNING, (late.replace(year=NO_YEAR), late, late.replace(day=8))),
        template("m1-a"), template("m1-none", Level.FATAL, ()),
    )  # fmt: skip
    found = figures(facts(rows=rows, templates=lines))
    assert found["counters"] == [
        {
            "subject": {"type": "axis", "id": "Horizontal Axis"},
            "name": "counter", "value": 10.0, "threshold": 100.0, "way": "counts",
            "member": "lists.csv", "line": 1,
        }
    ]  # fmt: skip
    assert found["levels"] == [
        {"part": "YX10443587", "type": "TD8", "level": "R3G3"},
        {"part": "FR1/DBA1/LTO-DRV2", "type": "TD8", "level": "R3G4"},
        {"part": "LCM", "type": "package", "level": "12.8.03"},
    ]
    assert found["lines"] == [
        {"id": "m1-a", "count": 3, "last": None, "text": "line of m1-a"},
        {"id": "m1-w", "count": 3, "last": "2026-03-09T06:00:00+00:00", "text": "line of m1-w"},
    ]


def test_the_review_of_bundles_with_their_figures_by_hash():
    text = b"2026-03-04 10:00:00 E drive FR1/DBA1/LTO-DRV2 load retry\n" * 3

    def leaf():
        return Leaf("a.log", 1, iter([text]), lambda: LeafEnd(len(text), "f00"))

    bundles = [Bundle("a.zip", "aa", 9, iter([leaf()])), Bundle("gone.zip", "", 0, iter(()), "no")]
    found = with_figures(bundles)
    assert [one["name"] for one in found["bundles"]] == ["a.zip", "gone.zip"]
    assert list(found["figures"]) == ["aa"]
    assert found["figures"]["aa"]["lines"][0]["count"] == 3
