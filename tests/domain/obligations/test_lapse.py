"""Duties that no fact asks for any more."""

from dataclasses import replace
from datetime import date

import pytest

from tam.domain.obligations.duties import DutyKind
from tam.domain.obligations.lapse import OpenDuty, lapsed
from tam.domain.obligations.planner import Horizon, plan
from tam.domain.obligations.terms import ActiveTerm, OpenSpan

TODAY = date(2026, 3, 4)
TERM = ActiveTerm(1, 7, "gamma-4", "Europe/Oslo", date(2026, 1, 20), date(2027, 1, 19))
SPAN = OpenSpan(1, "Europe/Oslo", date(2026, 3, 2), None)


def planned(term=TERM, spans=(SPAN,)):
    return plan([term], [], spans, Horizon(TODAY, date(2026, 6, 2)))


def standing():
    """The ledger as the first plan entered it."""
    return [
        OpenDuty(number, duty.kind, duty.subject, duty.period, duty.by)
        for number, duty in enumerate(planned())
    ]


@pytest.mark.clause("TAM-01")
def test_nothing_lapses_while_the_facts_stay():
    assert lapsed(standing(), planned(), TODAY) == ()


@pytest.mark.clause("TAM-01")
def test_what_falls_after_an_early_end_is_owed_no_longer():
    ended = planned(replace(TERM, ends_on=date(2026, 4, 15)))
    gone = lapsed(standing(), ended, TODAY)
    rows = {one.id: one for one in standing()}
    assert {(rows[one.id].kind, str(rows[one.id].by)) for one in gone} == {
        (DutyKind.ASL_EVALUATION, "2026-05-31"),
        (DutyKind.ASL_EVALUATION, "2026-06-30"),
        (DutyKind.STATUS_REPORT, "2026-05-31"),
        (DutyKind.STATUS_REPORT, "2026-06-30"),
        (DutyKind.QUARTERLY_MEETING, "2026-05-04"),
    }
    assert {one.clause for one in gone} == {"TAM-01"}
    assert "A31" in gone[0].because


@pytest.mark.clause("TAM-08")
def test_the_next_weekly_report_goes_with_its_case():
    closed = planned(spans=[replace(SPAN, until=date(2026, 3, 5))])
    (gone,) = lapsed(standing(), closed, TODAY)
    assert (gone.clause, "A16" in gone.because) == ("TAM-08", True)


@pytest.mark.clause("TAM-08")
def test_what_was_due_before_today_was_owed():
    closed = planned(spans=[])
    assert lapsed(standing(), closed, date(2026, 3, 9))
    assert lapsed(standing(), closed, date(2026, 3, 10)) == ()
