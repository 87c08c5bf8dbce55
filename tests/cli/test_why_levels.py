"""`tam why --examples`: clauses, pairing, gates and whose move it is."""

import pytest
from asking import NORWAY, example


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
