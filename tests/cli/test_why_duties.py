"""`tam why --examples`: duties over time, and wrong facts that stop nothing."""

import pytest
from asking import DUTIES, example


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
