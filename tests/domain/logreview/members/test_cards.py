"""Cards of names and values in plain text."""

from dataclasses import replace

import pytest
from logparts import Records, rows, sample, sink

from tam.domain.logreview.members import cards
from tam.domain.logreview.members.cards import Cards
from tam.domain.logreview.thresholds import LIMITS


def read(text):
    records = Records()
    reader = Cards(sink(), records, "status")
    reader.feed(rows(text))
    reader.finish()
    return records


def shown(text):
    """The cards, without the record of the whole member."""
    return read(text).shown[:-1]


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("\n \n", 0.0),
        ("Library 5E21C0D4\nCaptured 2026-03-04\n", 0.6),
        ("state: ready\nspeed: 0", 0.6),
        ("once upon a time\nthere was\nstate: ready", 0.0),
    ],
)
def test_names_and_values_are_told_from_prose(text, score):
    assert cards.score(sample(text)) == pytest.approx(score)


@pytest.mark.clause("TAM-06")
def test_a_line_of_several_pairs_and_the_lines_below_are_one_card():
    text = (
        "Message 5541   Severity: Warning   Date: 11/21/2025\n"
        "  Notification: Move failed at slot 107.\n"
        "\n"
        "Message 5542   Severity: Error\n"
    )
    assert shown(text) == [
        (
            "card",
            {
                "severity": "Warning",
                "date": "11/21/2025",
                "notification": "Move failed at slot 107.",
            },
        ),
        ("card", {"severity": "Error"}),
    ]


def test_a_section_names_the_cards_under_it():
    assert shown("[psu FR2/2]\noutput = failed\n--- fan 3 ---\nspeed = 0\n") == [
        ("psu FR2/2", {"id": "psu FR2/2", "output": "failed"}),
        ("fan 3", {"id": "fan 3", "speed": "0"}),
    ]


def test_a_title_without_a_pair_names_the_card():
    assert shown("Drive FR1/DBA1/LTO-DRV1\nstate = ready\n") == [
        ("Drive FR1/DBA1/LTO-DRV1", {"id": "FR1/DBA1/LTO-DRV1", "state": "ready"}),
    ]


def test_a_second_title_does_not_end_a_card():
    assert shown("Drive 1\nas found\nstate = ready\n")[0][0] == "Drive 1"


def test_a_name_that_comes_again_begins_the_next_card():
    found = shown("serial = YX1\nstate = ready\nserial = YX2\nstate = failed")
    assert found == [
        ("card", {"serial": "YX1", "state": "ready"}),
        ("card", {"serial": "YX2", "state": "failed"}),
    ]


def test_dots_in_a_name_tell_which_record_a_field_is_of():
    found = shown("frame2.psu1.output = fail\nframe2.psu1.input = ok\nfan[3].speed = 0\n")
    assert found == [
        ("frame2 psu1", {"id": "frame2/psu1", "output": "fail", "input": "ok"}),
        ("fan 3", {"id": "fan/3", "speed": "0"}),
    ]


def test_comments_and_bare_sentences_tell_of_the_library():
    text = (
        "# Support report for library Gamma\n# serial: 5E21C0D4\n\n"
        "Captured 2026-03-04 05:06:07\nmodel is T950 for library Gamma\n"
    )
    whole = read(text).shown[-1]
    assert whole == (
        "status",
        {
            "libraryname": "Gamma",
            "serial": "5E21C0D4",
            "captured": "2026-03-04 05:06:07",
            "model": "T950 for library Gamma",
        },
    )


def test_a_bare_sentence_may_name_the_library_at_its_end():
    assert read("Generated 2026-03-04 for library Gamma").shown == [
        ("status", {"generated": "2026-03-04 for library Gamma", "libraryname": "Gamma"}),
    ]


def test_only_so_many_cards_are_kept(monkeypatch):
    monkeypatch.setattr(cards, "LIMITS", replace(LIMITS, rows_per_member=0))
    assert shown("Drive 1\nstate = ready\n\nDrive 2\nstate = failed\n") == [
        ("Drive 1", {"id": "Drive 1", "state": "ready"})
    ]


def test_beyond_the_limit_of_rows_no_card_of_a_dotted_name_is_opened(monkeypatch):
    monkeypatch.setattr(cards, "LIMITS", replace(LIMITS, rows_per_member=1))
    text = "".join(f"frame{number}.fan1.rpm = {number}\n" for number in range(1, 6))
    assert [name for name, _ in shown(text)] == ["frame1 fan1", "frame2 fan1"]


@pytest.mark.parametrize(
    "text", ["=== Fans ===", "--- Fans", "[Fans]", "   ## Fans ##   ", "===Fans===      "]
)
def test_a_rule_of_any_marks_around_words_is_a_section(text):
    assert [name for name, _ in shown(f"{text}\nrpm: 0\n")] == ["Fans"]
