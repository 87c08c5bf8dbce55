"""One meaning in many words, and words that only sound bad."""

from pathlib import Path

import pytest

from tam.domain.logreview.meaning.concepts import Concept
from tam.domain.logreview.meaning.reading import read, sayings_for
from tam.domain.logreview.text.levels import Level

HERE = Path(__file__).parent
SAYINGS = [
    (block.partition("\n")[0], line)
    for block in (HERE / "sayings.txt").read_text("utf-8").removeprefix("# ").split("\n# ")
    for line in block.splitlines()[1:]
    if line
]
HARMLESS = (HERE / "harmless.txt").read_text("utf-8").splitlines()


def concepts(text, level=Level.UNKNOWN):
    reading = read(text, level)
    return {concept.name for concept in reading.concepts} if reading else set()


@pytest.mark.parametrize(("concept", "text"), SAYINGS)
def test_the_meaning_is_found_in_these_words(concept, text):
    assert concept in concepts(text)


@pytest.mark.parametrize(("concept", "text"), SAYINGS)
def test_the_cheap_question_never_loses_a_meaning(concept, text):
    assert Concept[concept] in {saying.concept for saying in sayings_for(text, Level.UNKNOWN)}


@pytest.mark.parametrize("text", HARMLESS)
def test_words_that_only_sound_bad_say_nothing(text):
    assert concepts(text) <= {"CLEANED"}


def test_every_concept_that_is_said_in_words_has_an_example():
    coded = {"ALERT", "SENSE", "MOUNTED", "MOVED", "RESTARTED", "HOST_DOING", "REACHABLE"}
    assert {concept.name for concept in Concept} - {name for name, _ in SAYINGS} == coded


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Power supply failure (simulated) FR2 supply 2", Level.INFO),
        ("Drive FR1/DBA1/LTO-DRV1 has failed", Level.INFO),
        ("drive FR1/DBA1/LTO-DRV1 TapeAlert[4]: Media (volume TE2812L8)", Level.INFO),
        ("FR1/DBA1/LTO-DRV1 sense 3/11/00", Level.INFO),
    ],
)
def test_what_a_source_calls_informational_stays_so(text, level):
    assert concepts(text, level) == set()


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Drive FR1/DBA1/LTO-DRV1 was cleaned with CLNS01L1", "CLEANED"),
        ("The side panel of frame FR2 was opened", "DOOR_OPENED"),
        ("FR1/RIM1 connected again", "REACHABLE"),
        ("FR1/DBA1/LTO-DRV1 sense 6/29/07 initiator nbu-media01", "SENSE"),
        ("drive YX10944134 TapeAlert flag 11 (Cleaning media) set", "ALERT"),
        ("reservation conflict on FR1/DBA1/LTO-DRV1 by host tsm1", "HOST_DOING"),
    ],
)
def test_what_is_used_of_informational_lines(text, concept):
    assert concepts(text, Level.INFO) == {concept}


def test_beside_a_code_the_words_only_name_the_code():
    text = "drive FR1/DBA1/LTO-DRV1 sense 4/53/00 (Media load or eject failed) vol TE2812L8"
    assert concepts(text, Level.ERROR) == {"SENSE"}
    assert (
        concepts("drive FR1/DBA1/LTO-DRV1 1/17/01 recovered data with errors, vol TE2812L8")
        == set()
    )


def test_a_remedy_is_no_report():
    text = "Temperature of drive FR1/DBA1/LTO-DRV1 is above its limit. Check fan 3 of FR2, it may have failed."
    assert concepts(text) == {"DRIVE_HOT"}


@pytest.mark.parametrize(
    "text",
    [
        "Move failed: robot 1 slot 5 of partition Backup cartridge TE2812L8",
        "Robot 1 move from slot 5 of partition Backup to drive 3 failed",
    ],
)
def test_a_partition_named_backup_is_no_backup(text):
    assert concepts(text) == {"MOVE_FAILED"}


def test_a_backup_is_no_move():
    assert concepts("Failed to move the backup of slot 5 to the server") == set()


def test_daylight_saving_is_no_clock_step():
    assert concepts("System clock was changed by 3600 s for daylight saving") == set()
