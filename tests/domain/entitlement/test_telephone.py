"""Is somebody there at this moment."""

from datetime import datetime

import pytest

from tam.domain.entitlement.decision import Verdict
from tam.domain.readings import DEFAULTS

UPLIFT = ("phone_uplift_24x7",)


@pytest.mark.clause("TAM-02")
@pytest.mark.parametrize(
    ("site", "called", "covered"),
    [
        ("denver", "2026-06-09T08:00:00-06:00", True),
        ("denver", "2026-06-09T07:59:59-06:00", False),
        ("denver", "2026-06-09T16:59:59-06:00", True),
        ("denver", "2026-06-09T17:00:00-06:00", False),
        ("denver", "2026-07-03T10:00:00-06:00", False),
        ("oslo", "2026-05-17T10:00:00+02:00", False),
        ("oslo", "2026-07-03T10:00:00+02:00", True),
        ("riyadh", "2026-09-18T10:00:00+03:00", False),
        ("riyadh", "2026-09-20T10:00:00+03:00", True),
        ("tokyo", "2026-06-09T23:30:00+00:00", True),
    ],
)
def test_staffed_hours_run_in_the_zone_and_calendar_of_the_site(ask, site, called, covered):
    decision = ask("TAM-02", "nbd_on_site", site=site, called=called)
    assert decision.promise.covered is covered
    assert decision.verdict is (Verdict.YES if covered else Verdict.NO)
    assert "A29" in decision.readings


@pytest.mark.clause("TAM-02")
def test_a_refused_caller_hears_when_it_opens_and_what_is_sold(ask):
    decision = ask("TAM-02", "basic", called="2026-06-12T17:30:00-06:00")
    assert decision.promise.opens_at == datetime.fromisoformat("2026-06-15T08:00:00-06:00")
    assert decision.reason.text == (
        "At 2026-06-12T17:30:00-06:00 the line is not staffed; "
        "it opens at 2026-06-15T08:00:00-06:00."
    )
    assert [said.text for said in decision.remedies] == [
        "The option phone_uplift_24x7 is sold for it."
    ]


@pytest.mark.clause("TAM-02")
def test_the_moment_asked_about_stands_for_the_call(ask):
    assert ask("TAM-02", "basic", at="2026-06-09T10:00:00-06:00").promise.covered


@pytest.mark.clause("TAM-02")
@pytest.mark.parametrize(
    ("levels", "options"),
    [
        (("four_hour_on_site", "tam"), ()),
        (("nbd_on_site_24h_phone", "tam"), ()),
        (("nbd_on_site",), UPLIFT),
        (("basic",), UPLIFT),
        (("same_business_day_on_site",), ()),
    ],
)
def test_at_all_hours_somebody_is_there_at_night(ask, levels, options):
    decision = ask("TAM-02", *levels, options=options, called="2026-12-25T03:00:00-07:00")
    assert decision.promise.covered
    assert decision.verdict is Verdict.YES


@pytest.mark.clause("TAM-02")
def test_closing_itself_is_outside_and_says_which_reading_decides(ask):
    edge = ask("TAM-02", "nbd_on_site", called="2026-06-09T17:00:00-06:00")
    assert "A33" in edge.readings


@pytest.mark.clause("TAM-02")
def test_the_vendors_zone_by_another_reading(ask):
    vendor = DEFAULTS.with_("A29", "vendor")
    called = "2026-06-09T10:00:00+02:00"
    assert ask("TAM-02", "nbd_on_site", site="oslo", called=called).promise.covered
    assert not ask(
        "TAM-02", "nbd_on_site", site="oslo", called=called, house=vendor
    ).promise.covered


@pytest.mark.clause("TAM-05")
def test_remote_work_follows_its_own_clause(ask):
    night = "2026-06-09T22:00:00-06:00"
    assert ask("TAM-05", "nbd_on_site_24h_phone", called=night).promise.covered
    only = DEFAULTS.with_("A12", "false")
    shut = ask("TAM-05", "nbd_on_site_24h_phone", called=night, house=only)
    assert not shut.promise.covered
    assert "A12" in shut.readings
    plain = ask("TAM-05", "nbd_on_site", called=night)
    assert [said.args for said in plain.remedies] == [("phone_uplift_24x7",)]
    assert ask("TAM-05", "four_hour_on_site", called=night).verdict is Verdict.UNKNOWN
