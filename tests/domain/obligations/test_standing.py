"""Where an obligation stands: derived from its day, its proof and the moment."""

from datetime import UTC, date, datetime

import pytest

from tam.domain.obligations.standing import ObligationFacts, Standing, Verdict, stand

OSLO = {"opens_on": date(2026, 3, 5), "by": date(2026, 3, 11), "zone": "Europe/Oslo"}


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.clause("TAM-06")
@pytest.mark.parametrize(
    ("now", "standing"),
    [
        ("2026-03-04T12:00", Standing.AHEAD),
        ("2026-03-05T12:00", Standing.DUE),
        ("2026-03-11T22:59", Standing.DUE),
        ("2026-03-11T23:00", Standing.OVERDUE),  # midnight in Oslo
    ],
)
def test_the_day_ends_where_the_library_stands(now, standing):
    assert stand(ObligationFacts(**OSLO), at(now)) == Verdict(standing)


@pytest.mark.clause("TAM-07")
def test_a_month_is_due_from_seven_days_before_its_end():
    facts = ObligationFacts(date(2026, 3, 1), date(2026, 3, 31), "UTC")
    assert stand(facts, at("2026-03-23T12:00")).standing is Standing.AHEAD
    assert stand(facts, at("2026-03-24T12:00")).standing is Standing.DUE


@pytest.mark.clause("TAM-06")
def test_kept_because_evidence_exists_and_late_because_of_its_day():
    kept = ObligationFacts(**OSLO, kept_at=at("2026-03-11T22:00"))
    assert stand(kept, at("2026-04-01T00:00")) == Verdict(Standing.KEPT)
    late = ObligationFacts(**OSLO, kept_at=at("2026-03-12T08:00"))
    assert stand(late, at("2026-04-01T00:00")) == Verdict(Standing.KEPT, late=True)


@pytest.mark.clause("TAM-06")
def test_evidence_of_tomorrow_proves_nothing_today():
    facts = ObligationFacts(**OSLO, kept_at=at("2026-03-10T08:00"))
    assert stand(facts, at("2026-03-09T08:00")).standing is Standing.DUE


def test_an_excuse_is_neither_kept_nor_missed():
    facts = ObligationFacts(**OSLO, excused_at=at("2026-03-06T08:00"))
    assert stand(facts, at("2026-04-01T00:00")).standing is Standing.EXCUSED
