"""Names and values that nest."""

from dataclasses import replace

import pytest
from logparts import Records, rows, sample, sink

from tam.domain.logreview.meaning.concepts import Concept
from tam.domain.logreview.members import outline
from tam.domain.logreview.members.outline import Outline
from tam.domain.logreview.thresholds import LIMITS


def read(text, made=None):
    records = Records()
    reader = Outline(made or sink(), records, "status")
    reader.feed(rows(text))
    reader.finish()
    return records


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("", 0.0),
        ("[fan FR2/3]\nspeed = 0\nstate = bad\n", 0.7),
        ("frame.2.fan.3.speed = 0\nframe.2.fan.4.speed = 900\n", 0.7),
        ("drives:\n  - id: A\n    state: ok\n", 0.7),
        ("speed = 0\nstate = bad\n", 0.0),
        ("[a]\nonce upon\na time there was\n", 0.0),
        ("[a]\nspeed = 0   state = bad\n", 0.0),
    ],
)
def test_nesting_is_told_from_plain_pairs(text, score):
    assert outline.score(sample(text)) == score


@pytest.mark.clause("TAM-06")
def test_sections_hold_the_pairs_below_them():
    found = read("[powerControlModule FR2/PCM]\nprimary = yes\n[fan 3]\nspeed = 0\n")
    assert found.shown == [
        ("powerControlModule FR2/PCM", {"id": "FR2/PCM", "primary": "yes"}),
        ("fan 3", {"id": "fan 3", "speed": "0"}),
        ("status", {}),
    ]


def test_indentation_nests_and_bullets_begin_records():
    found = read(
        "# a comment\n"
        "drives:\n"
        "  - id: FR1/DBA1/LTO-DRV1\n"
        "    firmware: R3G3\n"
        "  - id: FR1/DBA1/LTO-DRV2\n"
        "\tfirmware: R3G4\n"
        "model: T950\n"
    )
    assert found.shown == [
        ("drives", {"id": "FR1/DBA1/LTO-DRV1", "firmware": "R3G3"}),
        ("drives", {"id": "FR1/DBA1/LTO-DRV2", "firmware": "R3G4"}),
        ("drives", {"model": "T950"}),
        ("status", {}),
    ]


def test_a_bullet_or_a_bare_title_opens_a_record_too():
    found = read("Fans\n  - FR2 fan 3\n    speed = 0\nFrame FR2\n  hot = no\n...\n")
    assert found.shown == [
        ("FR2 fan 3", {"id": "FR2 fan 3", "speed": "0"}),
        ("Fans", {}),
        ("Frame FR2", {"id": "Frame FR2", "hot": "no"}),
        ("status", {}),
    ]


def test_dots_and_brackets_in_a_name_are_records_around_the_field():
    found = read("frame.2.fan.3.speed = 0\nframe.2.fan.3.ok = no\ndrive[D7].state = bad\n")
    assert found.shown == [
        ("fan", {"number": "3", "speed": "0", "ok": "no"}),
        ("fan", {}),
        ("frame", {"number": "2"}),
        ("D7", {"id": "D7", "state": "bad"}),
        ("frame", {}),
        ("drive", {}),
        ("status", {}),
    ]
    around = [record.name for record in found.closed[0].around()]
    assert around == ["fan", "fan", "frame", "frame", "status"]


@pytest.mark.clause("TAM-06")
def test_a_state_in_words_is_an_event_of_the_part_around_it():
    made = sink()
    read("Frame FR2\n  Power supply 2: FAULTED\n  Power supply 1: OK\n  Remark: failed\n", made)
    assert [(event.concepts, event.spot.line) for event in made.events] == [
        (frozenset({Concept.SUPPLY_FAILED}), 2)
    ]


def test_only_so_many_records_are_read(monkeypatch):
    monkeypatch.setattr(outline, "LIMITS", replace(LIMITS, rows_per_member=1))
    assert read("[fan 1]\nspeed = 0\n").shown == [("fan 1", {"id": "fan 1"}), ("status", {})]
