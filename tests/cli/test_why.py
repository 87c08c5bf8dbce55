"""`tam why`: one question, another level beside it, a file of examples, and clear errors."""

import json

import pytest
from asking import NORWAY, example

OSLO = ("--zone", "Europe/Oslo", "--country", "NO")
AT = ("--at", "2026-05-13T14:31:00+02:00")


@pytest.mark.clause("TAM-03")
def test_one_question_is_explained_as_text(why):
    code, out, _ = why("--level", "nbd_on_site", "--clause", "TAM-03", *AT, *OSLO)
    assert code == 0
    assert out.startswith("TAM-03 Parts Replacement: yes\n")
    assert "  ships on 2026-05-15\n" in out
    assert "A2=utc_plus_1: yes; ships on 2026-05-13" in out


@pytest.mark.clause("TAM-03")
def test_one_question_is_explained_as_json_under_another_reading(why):
    words = ("--reading", "A2=utc_plus_1", "--format", "json")
    code, out, _ = why("--level", "nbd_on_site", "--clause", "TAM-03", *AT, *OSLO, *words)
    found = json.loads(out)
    assert code == 0
    assert found["promise"]["ship_on"] == "2026-05-13"
    assert "A2=utc_plus_1" in [one["quote"] for one in found["readings"]]


@pytest.mark.clause("TAM-04")
def test_the_words_of_one_question_reach_its_facts(why):
    code, out, _ = why(
        *("--level", "four_hour_on_site", "--add-on", "tam", "--clause", "TAM-04"),
        *("--zone", "America/Denver", "--country", "US", "--state", "CO", "--place", "Denver"),
        *("--at", "2026-06-09T10:00:00-06:00", "--dispatched", "2026-06-09T09:00:00-06:00"),
        *("--miles", "60", "--secure", "--starts", "2026-01-01", "--ends", "2026-12-31"),
        *("--part", "in_kit", "--refused-step", "remote_access_granted"),
        *("--confirmed-on", "2026-06-08", "--format", "json"),
    )
    found = json.loads(out)
    assert code == 0
    assert found["promise"]["committed"] is False
    assert {"NOTE-4", "NOTE-6"} <= set(found["clauses"])
    assert found["charges"][0]["id"] == "remote_access_granted"


@pytest.mark.clause("TAM-04")
def test_another_level_is_shown_beside_it(why):
    words = ("--level", "nbd_on_site", "--clause", "TAM-04", *AT, *OSLO)
    code, out, _ = why(*words, "--what-if", "four_hour_on_site")
    assert code == 0
    assert "four_hour_on_site: yes; arrives by 2026-05-13 18:31+02:00" in out
    _, out, _ = why(*words, "--what-if", "four_hour_on_site", "--format", "json")
    assert json.loads(out)[0]["instead"]["governing"]["level"] == "four_hour_on_site"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "--level is missing; or give a file with --examples."),
        (("--level", "basic", "--clause", "TAM-02"), "--at is missing"),
        (("--level", "basic", "--clause", "TAM-99", *AT, *OSLO), "There is no clause 'TAM-99'"),
        (("--level", "gold", "--clause", "TAM-02", *AT, *OSLO), "There is no level 'gold'"),
        (
            ("--level", "basic", "--clause", "TAM-02", "--at", "2026-05-13T14:31:00", *OSLO),
            "--at: 2026-05-13T14:31:00 has no offset; a moment needs its zone.",
        ),
        (
            ("--level", "basic", "--clause", "TAM-02", "--at", "noon", *OSLO),
            "--at: write it as 2026-03-04T10:00:00+01:00, not 'noon'.",
        ),
        (
            ("--level", "basic", "--clause", "TAM-02", *AT, *OSLO, "--starts", "soon"),
            "--starts: write it as 2026-03-04, not 'soon'.",
        ),
        (
            ("--level", "basic", "--clause", "TAM-02", *AT, "--zone", "X/Y", "--country", "NO"),
            "zone: There is no time zone 'X/Y'",
        ),
        (
            (*("--level", "nbd_on_site", "--clause", "TAM-03", *AT), *OSLO[:2], "--country", "US"),
            "state: '' is no state of the United States",
        ),
        (
            ("--level", "basic", "--clause", "TAM-02", *AT, *OSLO, "--reading", "A99=1"),
            "There is no reading 'A99'",
        ),
        (
            (
                *("--level", "basic", "--clause", "TAM-02", *AT, *OSLO),
                *("--starts", "2026-02-01", "--ends", "2026-01-01"),
            ),
            "ends_on: 2026-01-01 is before starts_on, 2026-02-01.",
        ),
        (("--examples", "no-such-file.yaml"), "no-such-file.yaml"),
    ],
)
def test_a_question_that_cannot_be_asked_says_why(why, words, message):
    code, out, err = why(*words)
    assert (code, out) == (2, "")
    assert err.startswith("tam why: ")
    assert message in err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("examples: [", "asked.yaml:2: not readable as YAML"),
        ("", "asked.yaml: the file is empty"),
        ("cases: []", "asked.yaml:1: the key 'examples' is missing"),
        ("examples:\n  - id: X-1\n", "asked.yaml:2: examples[1]: the key 'cases' is missing"),
        ("examples: 3", "asked.yaml:1: examples: a list is expected here"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(why, tmp_path, text, message):
    path = tmp_path / "asked.yaml"
    path.write_text(text, encoding="utf-8")
    code, _, err = why("--examples", str(path))
    assert code == 2
    assert message in err


def test_a_file_that_is_no_utf_8_is_refused(why, tmp_path):
    path = tmp_path / "asked.yaml"
    path.write_bytes(b"examples: [\xff]")
    code, _, err = why("--examples", str(path))
    assert code == 2
    assert "utf-8" in err


def test_a_case_that_cannot_be_answered_says_why_and_the_rest_goes_on(examples):
    answers = examples(
        example(
            f"{{level: nbd_on_site, {NORWAY}}}",
            "{ask: weather}",
            "{given: {}}",
            "3",
            "{ask: telephone_cover}",
            "{ask: telephone_cover, given: {called: '2026-03-13T22:00:00'}}",
            "{ask: telephone_cover, given: {called: soon}}",
            "{ask: telephone_cover, given: {called: '2026-03-13T10:00:00+01:00', level: gold}}",
            "{ask: clause, given: {clause: TAM-77}}",
            "{ask: clause}",
            "{ask: parts_promise, given: {released: '2026-03-13T10:00:00+01:00', part: any}}",
            "{ask: telephone_cover, given: {called: '2026-03-13T10:00:00+01:00'}}",
            "{ask: telephone_cover, given: {called: '2090-03-13T10:00:00+01:00'}}",
        )
    )
    assert [answer.get("unknown") for answer in answers] == [True] * 10 + [None, True]
    assert "The holidays of NO are known from 2000 to 2060" in answers[11]["because"]
    because = [answer.get("because", "") for answer in answers]
    assert because[0].startswith("asked.yaml:5: examples[1].cases[1].ask: 'weather' is not a")
    assert "the key 'ask' is missing" in because[1]
    assert "a mapping of keys is expected here" in because[2]
    assert because[3] == "The fact 'called' or 'at' is missing."
    assert because[4].startswith("asked.yaml:9: examples[1].cases[5].given.called: ")
    assert because[4].endswith("2026-03-13T22:00:00 has no offset; a moment needs its zone")
    assert "a moment as 2026-07-07T14:30:00-06:00 is expected here, not 'soon'" in because[5]
    assert "There is no level 'gold'" in because[6]
    assert "There is no clause 'TAM-77'" in because[7]
    assert because[8] == "The fact 'clause' is missing."
    assert "'any' is not one of in_kit, not_in_kit" in because[9]
    assert answers[10]["covered"] is True


@pytest.mark.parametrize(
    ("site", "message"),
    [
        ("{place: Oslo, country: NO}", "The fact 'site.zone' is missing."),
        ("{zone: Europe/Oslo, country: XX}", "site: country: "),
        ("{zone: Mars/Dome, country: NO}", "site: zone: There is no time zone 'Mars/Dome'"),
        ("{zone: Europe/Oslo, country: NO, latitude: 95}", "latitude: 95.0 is outside -90 to 90"),
        ("{zone: Europe/Oslo, country: NO, longitude: east}", "a number is expected here"),
    ],
)
def test_a_site_that_cannot_be_is_refused_by_field(examples, site, message):
    call = "{ask: telephone_cover, given: {called: '2026-03-13T10:00:00+01:00'}}"
    (answer,) = examples(example(f"{{level: nbd_on_site, site: {site}}}", call))
    assert answer["unknown"] is True
    assert message in answer["because"]
