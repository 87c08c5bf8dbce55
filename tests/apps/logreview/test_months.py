"""The months of a library: evaluated, not evaluated and never clean; missing logs are asked for."""

from datetime import UTC, date, datetime

import pytest
from reviewing import BY, GAMMA, at, finding, handed_over, library, monthly, scope_of

from tam.apps.logreview import selectors_months as selectors
from tam.apps.logreview import services_signing as services
from tam.apps.logreview.services_signing import Signature
from tam.apps.notices.models import Notice
from tam.apps.obligations import selectors as obligations
from tam.apps.obligations import services as ledger
from tam.apps.obligations.services import Proof
from tam.domain.logreview.outcome import Outcome
from tam.engine.managers import chasing

pytestmark = pytest.mark.clause("TAM-07")
FEBRUARY = {"captured": "2026-02-24T00:00:00-07:00", "sent": at("2026-02-24T08:00")}


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.TAM_BLOBS = tmp_path


def months(house, now=None):
    return selectors.months(
        scope=scope_of(house), equipment_id=library(house), now=now or house.now
    )


def sign(house, outcome, bundles=(), owed=None, when=None):
    said = Signature(outcome, "Looked.", tuple(one.pk for one in bundles))
    number = (owed or monthly(house)).id
    services.sign_review(obligation_id=number, signature=said, signed_at=when or house.now, by=BY)


def test_a_month_that_was_signed_shows_what_it_stood_on(house):
    kept = handed_over(house, **FEBRUARY, findings=[finding()])
    sign(house, Outcome.NEW, [kept])
    march, february = months(house).months
    assert (february.state, february.outcome, february.remark) == ("evaluated", "new", "Looked.")
    assert february.bundles == ["bundle.zip"]
    assert february.days_covered == 3
    assert february.gaps == [(date(2026, 2, 25), date(2026, 2, 28))]
    assert [(one.kind, one.subject) for one in february.findings] == [
        ("drive-failing", "drive YX10855801")
    ]
    assert (march.state, march.because) == (
        "to evaluate", "No log of this month was received yet.",
    )  # fmt: skip


def test_a_month_without_logs_is_not_evaluated_and_never_clean(house):
    monthly(house)
    february = months(house).months[1]
    assert (february.state, february.because, february.outcome) == (
        "not evaluated", "No log of this month was received, so nothing was evaluated.", "",
    )  # fmt: skip
    sign(house, Outcome.NO_LOGS)
    known = months(house)
    assert (known.months[1].state, known.months[1].outcome) == ("not evaluated", "no-logs")
    assert known.evaluated == 0


def test_a_month_that_nobody_signed_says_what_its_logs_say_so_far(house):
    monthly(house)
    early = {"captured": "2026-02-22T06:00:00-07:00", "sent": at("2026-02-22T08:00")}
    handed_over(house, b"1\n", **early, findings=[finding("fan-failed", ("fan", "Fan3"))])
    handed_over(house, b"2\n", **FEBRUARY, findings=[finding()])
    february = months(house).months[1]
    assert (february.state, [one.kind for one in february.findings]) == (
        "not evaluated", ["drive-failing"],
    )  # fmt: skip
    assert february.because == (
        "The month is over and nobody signed it; this is what its logs say."
    )
    handed_over(house, b"3\n", findings=[])
    march = months(house).months[0]
    assert (march.state, march.because) == (
        "to evaluate", "Nobody signed it yet; this is what its logs say.",
    )  # fmt: skip


def test_a_month_excused_for_another_reason_is_no_missing_log(house):
    proof = Proof("The contract ended.", {})
    ledger.excuse(obligation_id=monthly(house).id, at=house.now, by=BY, proof=proof)
    february = months(house).months[1]
    assert (february.state, february.because) == ("excused", "The contract ended.")


def test_what_returns_from_month_to_month_is_counted(house):
    now = datetime(2026, 4, 2, 12, tzinfo=UTC)
    kept = handed_over(house, b"1\n", **FEBRUARY, findings=[finding()])
    sign(house, Outcome.NEW, [kept])
    fan = finding("fan-failed", ("fan", "Fan3"))
    march = handed_over(house, b"2\n", captured="2026-03-30T00:00:00-07:00",
                        sent=at("2026-03-30T10:00"), findings=[finding(), fan])  # fmt: skip
    owed = obligations.ledger(scope=scope_of(house), now=now, equipment_id=library(house))
    second = [one for one in owed if one.duty == "monthly-asl-evaluation"][1]
    sign(house, Outcome.RECURRED, [march], second, now)
    known = months(house, now)
    assert known.evaluated == 2
    assert [(one.kind, one.subject, one.months) for one in known.often] == [
        ("drive-failing", "drive YX10855801", 2)
    ]


def test_months_take_a_fixed_number_of_queries(house, django_assert_num_queries):
    monthly(house)
    place, now = library(house), datetime(2026, 5, 20, tzinfo=UTC)
    handed_over(house, **FEBRUARY, findings=[finding()])
    with django_assert_num_queries(6):
        found = selectors.months(scope=scope_of(house), equipment_id=place, now=now)
    assert len(found.months) == 4


def asked(serial=GAMMA):
    rows = Notice.unscoped.filter(kind="logs-asked", body__contains=serial).order_by("id")
    return [(row.recipient_name, row.cause.partition("/")[2]) for row in rows]


def test_missing_logs_are_asked_for_once_and_reminded_of_once(house):
    monthly(house)
    days = [datetime(2026, 3, day, 12, tzinfo=UTC) for day in (23, 24, 25, 30, 31)]
    handled = [chasing.run(now) for now in (*days, datetime(2026, 4, 1, 12, tzinfo=UTC))]
    assert asked() == [("Dana Whitfield", "first"), ("Dana Whitfield", "reminder")]
    assert handled == [0, 3, 0, 3, 0, 0]
    first, second = Notice.unscoped.filter(body__contains=GAMMA).order_by("id")
    assert "has reached us yet" in first.body
    assert "shown as not evaluated: ASL evaluation of gamma-4, March 2026 (TAM-07)" in first.body
    assert f"/portal/upload/?library={library(house)}" in first.body
    assert "this is a reminder: no log" in second.body
    assert first.subject == "Logs of gamma-4 are awaited for 01 March 2026 to 31 March 2026"
    march = months(house, days[-1]).months[0]
    assert [(one.name, one.at, one.again) for one in march.asked] == [
        ("Dana Whitfield", days[1], False), ("Dana Whitfield", days[3], True),
    ]  # fmt: skip


def test_whose_logs_are_here_is_not_asked(house):
    monthly(house)
    handed_over(house, captured="2026-03-10T00:00:00-07:00", sent=at("2026-03-10T10:00"))
    assert chasing.run(datetime(2026, 3, 24, 12, tzinfo=UTC)) == 2
    assert asked() == []


def test_a_signed_month_is_not_chased(house):
    now = datetime(2026, 3, 31, 12, tzinfo=UTC)
    monthly(house)
    owed = obligations.ledger(scope=scope_of(house), now=now, equipment_id=library(house))
    march = [one for one in owed if one.duty == "monthly-asl-evaluation"][1]
    sign(house, Outcome.NO_LOGS, owed=march, when=now)
    assert chasing.run(now) == 2
    assert asked() == [("Dana Whitfield", "")]
