"""The planner: contract and cases -> dated duties."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tam.domain.obligations.duties import DutyKind
from tam.domain.obligations.joining import joined_spans, joined_terms
from tam.domain.obligations.planner import Horizon, months_after, plan
from tam.domain.obligations.terms import ActiveTerm, OpenSpan, Resolution, Rhythm
from tam.domain.readings import DEFAULTS

TERM = ActiveTerm(1, 7, "gamma-4", "Europe/Oslo", date(2026, 1, 20), date(2027, 1, 19))
FIXED = Resolution(12, "C-00012", 7, date(2026, 3, 4), 28)
HORIZON = Horizon(date(2026, 3, 4), date(2026, 6, 2))


def days(kind, terms=(TERM,), resolutions=(), spans=(), horizon=HORIZON):
    return [str(duty.by) for duty in plan(terms, resolutions, spans, horizon) if duty.kind is kind]


@pytest.mark.clause("TAM-06")
def test_four_reviews_follow_a_resolution_a_week_apart():
    assert days(DutyKind.WEEKLY_LOG_REVIEW, resolutions=[FIXED]) == [
        "2026-03-11",
        "2026-03-18",
        "2026-03-25",
        "2026-04-01",
    ]


@pytest.mark.clause("TAM-06")
def test_a_review_names_its_case_its_week_and_its_readings():
    duty = next(d for d in plan([TERM], [FIXED], [], HORIZON) if d.clause == "TAM-06")
    assert duty.key == ("weekly-log-review", "case:12", "2026-03-04+7d")
    assert duty.opens_on == date(2026, 3, 5)
    assert duty.readings == ("A18=28", "A19=rolling_week_calendar_month")
    assert "C-00012" in duty.because


@pytest.mark.clause("TAM-06")
def test_reviews_stop_when_the_base_contract_ends():
    ending = ActiveTerm(1, 7, "gamma-4", "Europe/Oslo", date(2026, 1, 20), date(2026, 3, 20))
    assert days(DutyKind.WEEKLY_LOG_REVIEW, terms=[ending], resolutions=[FIXED]) == [
        "2026-03-11",
        "2026-03-18",
    ]


@pytest.mark.clause("TAM-06")
def test_a_stopped_period_owes_nothing_after_its_stop():
    stopped = Resolution(12, "C-00012", 7, date(2026, 3, 4), 28, date(2026, 3, 18))
    assert days(DutyKind.WEEKLY_LOG_REVIEW, resolutions=[stopped]) == ["2026-03-11", "2026-03-18"]


@pytest.mark.clause("TAM-06")
def test_duties_do_not_reach_back_to_cases_resolved_before_tam_began():
    early = Resolution(11, "C-00011", 7, date(2026, 1, 19), 28)
    assert days(DutyKind.WEEKLY_LOG_REVIEW, resolutions=[early]) == []


@pytest.mark.clause("TAM-06")
def test_a_case_opened_before_tam_began_owes_reviews_only_by_a31():
    older = replace(FIXED, opened_on=date(2026, 1, 19))
    assert days(DutyKind.WEEKLY_LOG_REVIEW, resolutions=[older]) == []
    since = replace(FIXED, opened_on=date(2026, 1, 20))
    assert len(days(DutyKind.WEEKLY_LOG_REVIEW, resolutions=[since])) == 4
    back = replace(TERM, rhythm=Rhythm.of(DEFAULTS.with_("A31", "reaches_back")))
    assert len(days(DutyKind.WEEKLY_LOG_REVIEW, terms=[back], resolutions=[older])) == 4


@pytest.mark.clause("TAM-06")
def test_a_renewal_starts_nothing_anew():
    first = replace(TERM, ends_on=date(2026, 3, 20))
    renewed = replace(TERM, starts_on=date(2026, 3, 21))
    older = replace(FIXED, opened_on=date(2026, 3, 1))
    across = replace(FIXED, resolved_on=date(2026, 3, 25), opened_on=date(2026, 3, 1))
    for terms in ([first, renewed], [renewed, first]):
        found = [len(days(DutyKind.WEEKLY_LOG_REVIEW, terms, [one])) for one in (older, across)]
        assert found == [4, 4]
        meetings = [d for d in plan(terms, [], [], HORIZON) if d.clause == "TAM-09"]
        assert [d.period for d in meetings] == ["2026-01-20+3m"]


@pytest.mark.clause("TAM-08")
def test_nothing_is_owed_between_two_terms_of_an_account():
    first = replace(TERM, ends_on=date(2026, 2, 10))
    second = replace(TERM, starts_on=date(2026, 5, 1))
    assert days(DutyKind.STATUS_REPORT, terms=[first, second]) == [
        "2026-01-31",
        "2026-02-10",
        "2026-05-31",
        "2026-06-30",
    ]


def test_terms_join_where_they_touch_and_the_later_agreement_holds():
    rhythm = Rhythm(monitoring_days=42)
    inside = replace(TERM, starts_on=date(2026, 2, 1), ends_on=date(2026, 2, 2))
    next_year = ActiveTerm(
        1, 7, "other", "Europe/Oslo", date(2027, 1, 20), date(2028, 1, 19), rhythm
    )
    later = replace(next_year, starts_on=date(2028, 1, 21), ends_on=date(2028, 1, 22))
    assert joined_terms([later, next_year, TERM, inside]) == [
        replace(TERM, ends_on=date(2028, 1, 19), rhythm=rhythm),
        later,
    ]


@pytest.mark.clause("TAM-08")
def test_reports_come_in_the_months_that_the_contract_sets():
    readings = DEFAULTS.by_contract({"status_report_months_otherwise": "3"})
    slower = replace(TERM, rhythm=Rhythm.of(readings))
    found = [d for d in plan([slower], [], [], HORIZON) if d.clause == "TAM-08"]
    assert [str(d.by) for d in found] == ["2026-03-31", "2026-06-30"]
    assert found[0].readings == ("A16=3 months otherwise",)
    assert "every 3 calendar months" in found[0].because


@pytest.mark.clause("TAM-06")
def test_a_case_of_another_library_owes_nothing_here():
    other = Resolution(13, "C-00013", 8, date(2026, 3, 4), 28)
    assert days(DutyKind.WEEKLY_LOG_REVIEW, resolutions=[other]) == []


@pytest.mark.clause("TAM-07")
def test_one_evaluation_for_each_calendar_month_with_an_active_day():
    assert days(DutyKind.ASL_EVALUATION) == [
        "2026-01-31",
        "2026-02-28",
        "2026-03-31",
        "2026-04-30",
        "2026-05-31",
        "2026-06-30",
    ]


@pytest.mark.clause("TAM-07")
def test_the_last_month_is_due_on_the_last_day_of_the_contract():
    horizon = Horizon(date(2026, 12, 20), date(2027, 3, 20))
    assert days(DutyKind.ASL_EVALUATION, horizon=horizon)[-2:] == ["2026-12-31", "2027-01-19"]


@pytest.mark.clause("TAM-08")
def test_a_report_every_month_and_the_next_weekly_one_while_a_case_is_open():
    span = OpenSpan(1, "Europe/Oslo", date(2026, 2, 20), None)
    assert days(DutyKind.STATUS_REPORT, spans=[span]) == [
        "2026-01-31",
        "2026-02-27",
        "2026-02-28",
        "2026-03-06",
        "2026-03-31",
        "2026-04-30",
        "2026-05-31",
        "2026-06-30",
    ]


@pytest.mark.clause("TAM-08")
def test_two_open_cases_make_one_rhythm():
    spans = [
        OpenSpan(1, "Europe/Oslo", date(2026, 2, 20), date(2026, 3, 1)),
        OpenSpan(1, "Europe/Oslo", date(2026, 2, 24), date(2026, 3, 10)),
        OpenSpan(1, "Europe/Oslo", date(2026, 3, 30), None),
    ]
    assert [(str(one.since), one.until and str(one.until)) for one in joined_spans(spans)] == [
        ("2026-02-20", "2026-03-10"),
        ("2026-03-30", None),
    ]
    open_ended = [spans[0], OpenSpan(1, "Europe/Oslo", date(2026, 2, 24), None)]
    assert joined_spans(open_ended)[0].until is None


@pytest.mark.clause("TAM-08")
def test_a_weekly_rhythm_belongs_to_its_own_account():
    span = OpenSpan(2, "Europe/Oslo", date(2026, 2, 20), None)
    assert "2026-02-27" not in days(DutyKind.STATUS_REPORT, spans=[span])


@pytest.mark.clause("TAM-09")
def test_four_meetings_a_contract_year_with_their_tolerance():
    whole = Horizon(date(2026, 1, 20), date(2028, 1, 1))
    found = [d for d in plan([TERM], [], [], whole) if d.kind is DutyKind.QUARTERLY_MEETING]
    assert [(str(d.opens_on), str(d.by)) for d in found] == [
        ("2026-04-06", "2026-05-04"),
        ("2026-07-06", "2026-08-03"),
        ("2026-10-06", "2026-11-03"),
        ("2027-01-06", "2027-02-03"),
    ]


@pytest.mark.clause("TAM-09")
def test_months_are_counted_from_the_anchor_and_clamped():
    assert months_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_after(date(2026, 1, 31), 2) == date(2026, 3, 31)
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)


def test_an_account_is_owed_from_its_first_library_to_its_last():
    later = ActiveTerm(1, 8, "vault-6", "Europe/Oslo", date(2026, 3, 1), date(2027, 6, 30))
    horizon = Horizon(date(2027, 6, 1), date(2027, 8, 1))
    assert days(DutyKind.STATUS_REPORT, terms=[TERM, later], horizon=horizon)[-1] == "2027-06-30"


@given(st.integers(0, 400), st.integers(0, 400))
def test_planning_later_adds_and_never_takes_away(first, more):
    """T11: the same duties whatever the order and number of runs."""
    start = date(2026, 1, 20)
    near = Horizon(start, start + timedelta(days=first))
    far = Horizon(start, start + timedelta(days=first + more))
    early = {d.key for d in plan([TERM], [FIXED], [], near)}
    assert early <= {d.key for d in plan([TERM], [FIXED], [], far)}
