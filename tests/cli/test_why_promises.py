"""`tam why --examples`: parts, engineers, repairs, moves and returns."""

import pytest
from asking import DENVER, NORWAY, example


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
