"""`tam why`: a file of examples, one question, another level beside it, and clear errors."""

import json

import pytest

from tam.cli.main import main

OSLO = ("--zone", "Europe/Oslo", "--country", "NO")
AT = ("--at", "2026-05-13T14:31:00+02:00")


@pytest.fixture
def why(capsys):
    """Run `tam why` and give back its exit code, output and error."""

    def running(*words):
        code = main(["why", *words])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return running


@pytest.fixture
def examples(why, tmp_path):
    """Answer the cases of one example, given as YAML."""

    def answering(text, *words):
        path = tmp_path / "asked.yaml"
        path.write_text(text, encoding="utf-8")
        code, out, err = why("--examples", str(path), *words)
        assert code == 0, err
        return [case["answer"] for case in json.loads(out)["examples"][0]["cases"]]

    return answering


def example(facts, *cases):
    lines = "\n".join(f"      - {case}" for case in cases)
    return f"examples:\n  - id: X-1\n    facts: {facts}\n    cases:\n{lines}\n"


DENVER = "site: {place: Denver, state: Colorado, country: US, zone: America/Denver}"
NORWAY = "site: {place: Oslo, country: NO, zone: Europe/Oslo}"


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


@pytest.mark.clause("TAM-16")
@pytest.mark.parametrize(
    ("given", "status", "by"),
    [
        ("clause: TAM-02", "included", "four_hour_on_site"),
        ("clause: remote_troubleshooting", "unknown", "four_hour_on_site"),
        ("clause: TAM-06", "included", "tam"),
        ("clause: TAM-16", "unknown", "four_hour_on_site"),
        ("clause: TAM-16, add_ons: [tam, asm]", "included", "asm"),
        ("clause: TAM-16, level: asm_platinum, add_ons: []", "included", "asm_platinum"),
        ("clause: TAM-06, level: nbd_on_site", "not_included", "nbd_on_site"),
        ("clause: TAM-17, level: nbd_on_site, options: phone_uplift_24x7", "included", "tam"),
        ("clause: TAM-02, starts_on: 2026-01-01, as_of: 2025-01-01", "not_included", None),
    ],
)
def test_which_level_answers_a_clause(examples, given, status, by):
    facts = "{level: four_hour_on_site, add_ons: [tam]}"
    (answer,) = examples(example(facts, f"{{ask: clause, given: {{{given}}}}}"))
    assert (answer["status"], answer["decided_by"]) == (status, by)
    assert ("likely" in answer) is (status == "unknown")


def test_what_an_answer_does_not_know_or_cannot_tell_apart_is_said(examples):
    kit = example(
        "{level: nbd_on_site, add_ons: [asm], weather: fine}",
        "{ask: clause, given: {clause: TAM-03}}",
        "{ask: clock_state, given: {clause: TAM-04, refused: remote_access_granted}}",
    )
    parts, state = examples(kit)
    assert "The fact weather is not known here and played no part." in parts["caveats"]
    assert parts["caveats"][-2].endswith("tells kit parts from other parts; say which one it is.")
    assert state["started"] is True
    assert state["says"][-1].startswith("Refusing remote_access_granted does not stop the clock")


@pytest.mark.clause("TAM-01")
def test_pairing_of_options_and_of_bases_with_options(examples):
    answers = examples(
        example(
            "{}",
            "{ask: pairing, given: {add_on: tam, base: nbd_on_site, options: [phone_uplift_24x7]}}",
            "{ask: pairing, given: {add_on: phone_uplift_24x7, level: four_hour_on_site}}",
        )
    )
    assert (answers[0]["allowed"], answers[0]["because"]) == (True, "TAM-01")
    assert (answers[1]["allowed"], answers[1]["clauses"]) == (False, [])


@pytest.mark.clause("NOTE-4")
@pytest.mark.parametrize(
    ("facts", "expect"),
    [
        (
            "level: basic, site: {zone: UTC, country: US, secure: true}",
            {"allowed": False, "because": "NOTE-4", "on_site_response_promised": False},
        ),
        (
            "level: nbd_on_site, site: {zone: UTC, country: US, secure: true}",
            {"allowed": True, "because": "NOTE-4", "on_site_response_promised": True},
        ),
        (
            f"level: nbd_on_site, miles_to_center: 50, {NORWAY}",
            {"allowed": True, "because": "NOTE-6", "on_site_response_promised": True},
        ),
        (
            f"level: nbd_on_site, miles_to_center: 50.001, {NORWAY}",
            {
                "allowed": True,
                "because": "NOTE-6",
                "on_site_response_promised": False,
                "still_standing": ["TAM-02", "TAM-03", "TAM-05", "TAM-15"],
            },
        ),
        (
            "level: basic, add_ons: [tam]",
            {"allowed": False, "because": "TAM-01", "still_standing": ["TAM-02", "TAM-03"]},
        ),
        (
            "level: nbd_on_site, refused: remote_access_granted",
            {
                "entitled": True,
                "charge_possible": True,
                "because": "TAM-05",
                "charge": "then-current rate for on-site work that could have been done remotely",
            },
        ),
        (
            "level: nbd_on_site, refused: [mandatory_firmware_and_ec_levels]",
            {"entitled": True, "charge_possible": False, "charge": None},
        ),
        (
            "level: nbd_on_site, open_steps: [logs_or_traces_supplied]",
            {"entitled": True, "charge_possible": False},
        ),
        (
            "level: four_hour_on_site, add_ons: [tam], base_ends_on: 2026-06-30",
            {"allowed": False, "because": "TAM-01", "readings": ["A31"]},
        ),
        (
            "level: basic, options: [phone_uplift_24x7]",
            {"allowed": True, "because": "phone_uplift_24x7"},
        ),
        ("level: basic, clause: TAM-04", {"entitled": None, "charge_possible": True}),
        ("level: nbd_on_site, clause: TAM-06", {"entitled": False}),
    ],
)
def test_gates(examples, facts, expect):
    (answer,) = examples(example(f"{{{facts}}}", "{ask: gate}"))
    assert {key: answer.get(key) for key in expect} == expect


@pytest.mark.clause("TAM-03")
def test_whose_move_it_is(examples):
    answers = examples(
        example(
            "{level: four_hour_on_site, add_ons: [tam]}",
            "{ask: clock_state, given: {clause: TAM-03, open_steps: [recommended_maintenance]}}",
            "{ask: clock_state, given: {clause: TAM-03, open_steps: []}}",
            "{ask: clock_state, given: {clause: TAM-05}}",
            "{ask: clock_state, given: {clause: TAM-03, open_steps: [coffee]}}",
            "{ask: clock_state, given: {clause: TAM-04, dispatched: '2026-03-13T10:00:00+01:00'}}",
        )
    )
    held = {key: answers[0][key] for key in ("started", "waits_on", "because")}
    assert held == {
        "started": False,
        "waits_on": "customer",
        "because": "recommended_maintenance",
    }
    assert (answers[1]["started"], answers[1]["waits_on"]) == (True, None)
    assert answers[2]["because"] == "TAM-05 is unknown here, so it has no clock."
    assert "there is no step 'coffee'" in answers[3]["because"]
    assert answers[4]["waits_on"] == "partner"


@pytest.mark.clause("TAM-03")
def test_parts(examples):
    answers = examples(
        example(
            f"{{level: nbd_on_site, {DENVER}}}",
            "{ask: parts_promise, given: {diagnosed: '2026-07-07T14:29:00-06:00'}}",
            "{ask: parts_promise, given: {level: four_hour_on_site,"
            " released: '2026-07-07T14:29:00-06:00'}}",
            "{ask: part_shipment, given: {level: basic, diagnosed: '2026-06-11T10:00:00-06:00'}}",
            "{ask: part_shipment, given: {diagnosed: '2026-06-11T10:00:00-06:00'}}",
            "{ask: kit_refill, given: {add_ons: [asm], confirmed_on: 2026-11-20}}",
            "{ask: kit_refill, given: {confirmed_on: 2026-11-20}}",
            "{ask: parts_promise, given: {add_ons: [asm], part: in_kit, confirmed_on: 2026-11-20}}",
            "{ask: parts_promise, given: {parts_handling_minutes: 60,"
            " released: '2026-07-07T14:00:00-06:00'}}",
            "{ask: parts_promise, given: {parts_handling_minutes: soon}}",
            "{ask: parts_promise, given: {level: basic, diagnosed: '2026-06-11T10:00:00-06:00'}}",
        )
    )
    assert answers[0]["delivery_day"] == "2026-07-08"
    assert "Only the event diagnosed is known; it stands in for released." in answers[0]["caveats"]
    courier = {key: answers[1][key] for key in ("committed", "method", "decided_by")}
    assert courier == {"committed": False, "method": "courier", "decided_by": "four_hour_on_site"}
    assert answers[2]["nominal"] == "2026-06-13T10:00:00-06:00"
    assert answers[2]["shipped_by"] == "2026-06-15T17:00:00-06:00"
    assert answers[3]["because"].startswith("nbd_on_site does not count the shipment")
    assert (answers[4]["expected_by_day"], answers[4]["guarantee"]) == ("2026-12-01", False)
    assert answers[5]["because"] == "No level of the contract stocks a parts kit."
    assert (answers[6]["expected_by_day"], answers[6]["decided_by"]) == ("2026-12-01", "asm")
    assert answers[7]["ship_day"] == "2026-07-08"
    assert "takes a whole number of minutes" in answers[8]["because"]
    assert answers[9]["shipped_by"] == "2026-06-15T17:00:00-06:00"


@pytest.mark.clause("TAM-04")
def test_engineers_and_repairs(examples):
    sent = "dispatched: '2026-06-12T14:00:00-06:00'"
    both = f"{sent}, released: '2026-06-12T10:00:00-06:00'"
    answers = examples(
        example(
            f"{{level: nbd_on_site, {DENVER}}}",
            f"{{ask: on_site_promise, given: {{level: basic, {sent}}}}}",
            f"{{ask: on_site_promise, given: {{miles_to_center: 60, {sent}}}}}",
            f"{{ask: on_site_promise, given: {{open_steps: [logs_or_traces_supplied], {sent}}}}}",
            f"{{ask: repair_can_start, given: {{{both}}}}}",
            f"{{ask: repair_can_start, given: {{level: four_hour_on_site, {both}}}}}",
            f"{{ask: repair_can_start, given: {{miles_to_center: 60, {both}}}}}",
            f"{{ask: on_site_promise, given: {{site: {{secure: true}}, {sent}}}}}",
            "{ask: repair_can_start, given: {released: '2026-06-12T10:00:00-06:00'}}",
            "{ask: telephone_cover, given: {starts_on: 2027-01-01,"
            " called: '2026-06-12T10:00:00-06:00'}}",
        )
    )
    assert answers[0]["unknown"] is True
    assert "likely not included" in answers[0]["because"]
    assert (answers[1]["certain"], answers[1]["arrival_by"]) == (False, None)
    assert (answers[2]["waits_on"], answers[2]["because"]) == (
        "customer",
        "logs_or_traces_supplied",
    )
    assert (answers[3]["not_before_day"], answers[3]["waits_on"]) == ("2026-06-15", "engineer")
    assert answers[4]["because"].startswith("No delivery day of the part is promised")
    assert answers[5]["because"].startswith("No arrival of an engineer is promised")
    assert answers[6]["arrival_by"] == "2026-06-15T17:00:00-06:00"
    assert "NOTE-4" in answers[6]["clauses"]
    assert answers[7]["because"] == "The fact 'dispatched' is missing."
    assert answers[8]["because"] == "No base level is active on 2026-06-12."


@pytest.mark.clause("NOTE-2")
def test_an_answer_that_another_reading_takes_away_says_so(examples):
    alaska = "site: {state: AK, country: US, zone: America/Anchorage}"
    both = "dispatched: '2026-07-07T10:00:00-08:00', released: '2026-07-07T10:00:00-08:00'"
    (answer,) = examples(
        example(f"{{level: nbd_on_site, {alaska}, {both}}}", "{ask: repair_can_start}"),
        *("--reading", "A7=with_alaska"),
    )
    assert answer["not_before_day"] == "2026-07-08"
    (other,) = [one for one in answer["other_readings"] if one["switch"] == "A7"]
    assert other["value"] == "contiguous_48_dc"
    assert other["answer"]["unknown"] is True


@pytest.mark.clause("NOTE-6")
def test_moves_and_returns(examples):
    received = "replacement_received_day_0: 2026-05-11"
    answers = examples(
        example(
            "{level: nbd_on_site}",
            "{ask: relocation, given: {moved_miles: 20}}",
            "{ask: relocation, given: {moved_miles: 26, border_crossed: true}}",
            "{ask: relocation}",
            "{ask: returned_part, given: {returned_on_business_day: 5}}",
            "{ask: returned_part, given: {returned_on_business_day: 6}}",
            f"{{ask: returned_part, given: {{returned_on_business_day: 5, {received}, {NORWAY}}}}}",
            f"{{ask: returned_part, given: {{{received}, {NORWAY},"
            " returned_on_business_day: 2026-05-19}}",
            f"{{ask: returned_part, given: {{{received}, {NORWAY},"
            " returned_on_business_day: 2026-05-20}}",
            "{ask: returned_part, given: {returned_on_business_day: 2026-05-20}}",
        )
    )
    assert [answer.get("due_day") for answer in answers[5:]] == ["2026-05-19"] * 3 + [None]
    assert [answer.get("in_time") for answer in answers[5:]] == [True, True, False, None]
    assert answers[0]["level_guaranteed"] is True
    assert answers[1]["level_guaranteed"] is False
    assert answers[1]["setup_days_max"] == 30
    assert answers[1]["check_again"] == ["on_site_radius", "registered_elsewhere"]
    assert answers[2]["because"] == "The fact 'moved_miles' is missing."
    assert (answers[3]["in_time"], answers[3]["customer_owes"]) == (True, None)
    assert answers[4]["customer_owes"].startswith("full cost of the part")


DUTIES = (
    "{level: four_hour_on_site, add_ons: [tam], tam_active_from: 2026-03-31, as_of: 2026-06-15, "
    + DENVER
    + ", case: {opened_on: 2026-04-01, resolved_on: 2026-04-10, reopened_on: null}}"
)


@pytest.mark.clause("TAM-06")
@pytest.mark.parametrize(
    ("given", "expect"),
    [
        (
            "duty: weekly_library_log_review",
            {"due_on": ["2026-04-17", "2026-04-24", "2026-05-01", "2026-05-08"]},
        ),
        (
            "duty: weekly_library_log_review, monitoring_period_days: 14",
            {"due_on": ["2026-04-17", "2026-04-24"], "switched": ["A18=14 by contract"]},
        ),
        (
            (
                "duty: weekly_library_log_review,"
                " case: {resolved_on: 2026-04-10, reopened_on: 2026-04-20}"
            ),
            {"due_on": ["2026-04-17"]},
        ),
        (
            (
                "duty: weekly_library_log_review,"
                " case: {opened_on: 2026-03-01, resolved_on: 2026-04-10}"
            ),
            {"due_on": []},
        ),
        (
            "duty: weekly_library_log_review, level: basic",
            {"due_on": [], "owed": False},
        ),
        (
            "duty: monthly_asl_evaluation",
            {"months": ["2026-03", "2026-04", "2026-05", "2026-06"], "each": 1},
        ),
        (
            "duty: monthly_asl_evaluation, as_of: null, ends_on: 2026-04-30",
            {"months": ["2026-03", "2026-04"]},
        ),
        (
            "duty: formal_status_report, status_report_days_while_open: 5",
            {"months": ["2026-03", "2026-04", "2026-05", "2026-06"], "days_while_open": 5},
        ),
        (
            "duty: quarterly_meeting",
            {
                "first_due_on": "2026-06-30",
                "in_time_from": "2026-06-16",
                "in_time_until": "2026-07-14",
                "due_on": ["2026-06-30", "2026-09-30", "2026-12-31", "2027-03-31"],
            },
        ),
        (
            "duty: quarterly_meeting, quarterly_meeting_tolerance_days: 0",
            {"in_time_from": "2026-06-30", "in_time_until": "2026-06-30"},
        ),
        ("duty: quarterly_meeting, tam_active_until: 2026-05-01", {"first_due_on": None}),
        (
            "duty: monthly_asl_evaluation, as_of: null",
            {"because": "The fact 'as_of' is missing."},
        ),
        (
            "duty: weekly_library_log_review, case: {opened_on: 2026-04-01}",
            {"because": "The fact 'case.resolved_on' is missing."},
        ),
        (
            "duty: monthly_asl_evaluation, tam_active_from: null",
            {"because": "The fact 'tam_active_from' is missing."},
        ),
    ],
)
def test_duties_over_time(examples, given, expect):
    (answer,) = examples(example(DUTIES, f"{{ask: duties, given: {{{given}}}}}"))
    assert {key: answer.get(key) for key in expect} == expect


@pytest.mark.parametrize(
    "case",
    [
        "{ask: duties, given: {duty: quarterly_meeting, tam_active_from: 9999-12-31}}",
        "{ask: on_site_promise, given: {dispatched: '9999-12-31T23:59:59-11:00'}}",
        "{ask: on_site_promise, given: {dispatched: '0001-01-01T00:00:00+11:00'}}",
        "{ask: kit_refill, given: {add_ons: [asm], confirmed_on: 9999-12-31}}",
        "{ask: gate, given: {miles_to_center: .nan}}",
        "{ask: gate, given: {miles_to_center: -1}}",
        "{ask: gate, given: {site: 3}}",
        "{ask: clause, given: {clause: [TAM-02]}}",
        "{ask: clause, given: {clause: TAM-02, ends_on: 1999-01-01}}",
        "{ask: clause, given: {clause: TAM-02, add_ons: [gold]}}",
        "{ask: pairing, given: {add_on: tam, base: nbd_on_site, options: [gold]}}",
        "{ask: relocation, given: {moved_miles: far}}",
        "{ask: returned_part, given: {returned_on_business_day: soon}}",
    ],
)
def test_no_wrong_fact_stops_the_others(examples, case):
    answers = examples(example(DUTIES, case, "{ask: clause, given: {clause: TAM-02}}"))
    assert answers[0]["unknown"] is True
    assert answers[0]["because"]
    assert answers[1]["status"] == "included"


def test_an_unknown_duty_lists_the_known_ones(examples):
    (answer,) = examples(example(DUTIES, "{ask: duties, given: {duty: tea}}"))
    assert "'tea' is no dated duty; ask one of weekly_library_log_review" in answer["because"]
