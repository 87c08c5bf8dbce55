"""Every worked example through the public functions, each marked with the clause it is about."""

import json
from pathlib import Path

import pytest
import yaml

from tam.cli.examples.file import answer_file
from tam.domain.catalogue.load import standard
from tam.domain.readings import DEFAULTS

FILE = Path(__file__).parent / "data" / "worked-examples.yaml"
TEXT = FILE.read_text(encoding="utf-8")
WANTED = yaml.safe_load(TEXT)["examples"]
ANSWERS = answer_file(TEXT, FILE.name, DEFAULTS, standard())
ASKED_ABOUT = {
    "parts_promise": "TAM-03",
    "telephone_cover": "TAM-02",
    "on_site_promise": "TAM-04",
    "repair_can_start": "TAM-04",
    "pairing": "TAM-01",
    "weekly_library_log_review": "TAM-06",
    "monthly_asl_evaluation": "TAM-07",
    "quarterly_meeting": "TAM-09",
}


def cases():
    for example, found in zip(WANTED, ANSWERS, strict=True):
        for number, (case, answer) in enumerate(
            zip(example["cases"], found["cases"], strict=True), start=1
        ):
            about = case["given"].get("duty", case["ask"])
            readings = case.get("readings", example["readings"])
            yield pytest.param(
                case["expect"],
                readings,
                answer["answer"],
                id=f"{example['id']}-{number}",
                marks=pytest.mark.clause(ASKED_ABOUT[about]),
            )


def alternatives():
    for example, found in zip(WANTED, ANSWERS, strict=True):
        for other in example.get("other_readings", ()):
            answer = found["cases"][other["case"] - 1]["answer"]
            yield pytest.param(
                other, answer, id=f"{example['id']}-{other['switch']}-{other['value']}"
            )


# The example lists these for its three questions together; on its own the arrival of an engineer
# leans on neither the Mountain cut-off nor the event that meets it.
BROADER = {"A1", "A6"}


@pytest.mark.parametrize(("expect", "readings", "answer"), list(cases()))
def test_the_answer_is_the_worked_one(expect, readings, answer):
    assert {key: answer.get(key) for key in expect} == expect
    missing = set(readings) - set(answer["readings"])
    assert not missing or (missing == BROADER and "arrival_by" in expect)


@pytest.mark.parametrize(("other", "answer"), list(alternatives()))
def test_another_reading_is_shown_with_its_answer(other, answer):
    value = str(other["value"]).lower() if isinstance(other["value"], bool) else other["value"]
    (shown,) = [
        one
        for one in answer["other_readings"]
        if (one["switch"], one["value"]) == (other["switch"], value)
    ]
    assert {key: shown["answer"].get(key, answer.get(key)) for key in other["expect"]} == (
        other["expect"]
    )


@pytest.mark.parametrize(("other", "answer"), list(alternatives()))
def test_switching_the_reading_gives_that_answer_first(other, answer):
    value = str(other["value"]).lower() if isinstance(other["value"], bool) else other["value"]
    switched = answer_file(TEXT, FILE.name, DEFAULTS.with_(other["switch"], value), standard())
    for example, found in zip(WANTED, switched, strict=True):
        if other in example.get("other_readings", ()):
            now = found["cases"][other["case"] - 1]["answer"]
            assert {key: now.get(key) for key in other["expect"]} == other["expect"]
            assert f"{other['switch']}={value}" in now["switched"]


def say(example, number=1):
    """Everything an answer says, as one text."""
    (found,) = [one for one in ANSWERS if one["id"] == example]
    return json.dumps(found["cases"][number - 1]["answer"], ensure_ascii=False)


@pytest.mark.clause("TAM-03")
@pytest.mark.parametrize(
    ("example", "number", "words"),
    [
        ("WE-02", 1, "the cut-off of 14:30, which is 16:30 at Boston"),
        ("WE-03", 1, "The Mountain cut-off does not apply to this region."),
        ("WE-03", 1, "22:00+01:00 at Oslo is 22:00 in Brussels, after the cut-off of 14:30"),
        ("WE-05", 1, "14:45 in Brussels"),
        ("WE-07", 1, "14:20 in Boulder, by the cut-off"),
        ("WE-07", 1, "Transit time and regulatory delays are possible"),
        ("WE-08", 1, "2026-11-26 is closed: Thanksgiving Day (NOTE-1)."),
        ("WE-08", 1, "2026-11-27 is closed: Friday following Thanksgiving (NOTE-1)."),
        ("WE-10", 3, "a repair can start when the later of the two is met"),
        ("WE-16", 1, "is known only in part"),
        ("WE-20", 1, "The option phone_uplift_24x7 is sold for it."),
        ("WE-20", 1, "The level states: delivered from, Spectra US."),
        ("WE-20", 1, "English only"),
        ("WE-21", 2, "Add 24 Hour Phone uplift to Next Business Day On Site."),
        ("WE-23", 2, "A month without any ASL file is a finding, not a passed evaluation."),
    ],
)
def test_the_answer_says_what_the_example_wants_said(example, number, words):
    assert words in say(example, number)
