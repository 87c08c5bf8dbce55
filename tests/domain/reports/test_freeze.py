"""Frozen content: one spelling, one digest, read back whole (TAM-08, T36)."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from reporting import at, case, finding, promise, unsettled

from tam.domain.obligations.standing import Standing
from tam.domain.reports.changes import changes
from tam.domain.reports.compose import compose
from tam.domain.reports.freeze import UnknownContent, canonical, digest, freeze, thaw

pytestmark = pytest.mark.clause("TAM-08")


def full(calm):
    return compose(
        replace(
            calm,
            cases=(case(),),
            findings=(finding(last_seen=None),),
            promises=(*calm.promises, unsettled("Week 2", Standing.DUE)),
        )
    )


def test_frozen_content_reads_back_as_the_same_report(calm):
    report = full(calm)
    through_json = json.loads(canonical(freeze(report)))
    assert thaw(through_json) == report


def test_the_same_facts_in_another_order_and_zone_have_the_same_digest(calm):
    one = compose(replace(calm, findings=(finding(), finding("B", subject="b"))))
    moved = calm.as_of.astimezone(ZoneInfo("Asia/Tokyo"))
    two = compose(replace(calm, as_of=moved, findings=(finding("B", subject="b"), finding())))
    assert digest(freeze(one)) == digest(freeze(two))


def test_a_report_holds_nothing_that_is_not_frozen(calm):
    split = calm.as_of.replace(microsecond=834260)
    late = promise(settled_at=at(6).replace(microsecond=1))
    report = compose(replace(calm, as_of=split, promises=(late,)))
    assert report.issued_at == calm.as_of
    assert changes(compose(replace(calm, promises=(promise(),))), report) == ()


def test_another_word_is_another_digest(calm):
    assert digest(freeze(compose(calm))) != digest(
        freeze(compose(replace(calm, summary="A quiet week, almost.")))
    )


def test_moments_are_frozen_in_utc(calm):
    assert freeze(compose(calm))["issued_at"] == "2026-03-08T09:00:00+00:00"
    assert thaw(freeze(compose(calm))).issued_at == datetime(2026, 3, 8, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("change", "words"),
    [({"schema": 2}, "schema 2"), ({"number": "three"}, "'three'")],
)
def test_content_of_another_kind_is_an_error_that_says_so(calm, change, words):
    with pytest.raises(UnknownContent, match=words):
        thaw({**freeze(compose(calm)), **change})


def test_content_with_a_part_missing_is_an_error_that_names_it(calm):
    content = freeze(compose(calm))
    del content["needs"]
    with pytest.raises(UnknownContent, match="'needs'"):
        thaw(content)
