"""Reports after they were issued: revisions, receipts, who sees them (TAM-08, T38 to T40)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from issuing import DAY, ingrid, issue, library, owed, page, scope, words_of

from tam.apps.cases import services as cases
from tam.apps.cases.services import NewCase
from tam.apps.journal import selectors as journal
from tam.apps.notices.models import Notice
from tam.apps.people.models import Stakeholder
from tam.apps.reports import selectors, services
from tam.apps.reports.models import StatusReport
from tam.domain.cases.lifecycle import Severity
from tam.domain.principals import Scope, system
from tam.domain.refusals import Refused

pytestmark = pytest.mark.clause("TAM-08")


def test_late_data_becomes_a_revision_that_lists_what_differs(house):
    first = issue(house, issued_at=house.now.replace(microsecond=834260))
    later = house.now + timedelta(hours=3)
    kept = [line.id for line in owed(house, later) if line.proof]
    new = NewCase(house.account, library(house), "Robot 2 stops", Severity.CRITICAL, "Since noon.")
    late = cases.open_case(new=new, opened_at=later, by=ingrid(house))
    second = services.revise_report(
        report_id=first, summary="A case came late.", issued_at=later, by=ingrid(house)
    )
    old, revision = page(house, first), page(house, second)
    assert (revision.line.number, revision.line.revision) == (1, 2)
    assert old.line.replaced_by == 2
    assert old.whole
    changed = [(one.where, one.what) for one in revision.content.changes]
    assert ("Cases", cases.Case.unscoped.get(pk=late).number) in changed
    assert ("Report", "remark") in changed
    assert "Promises" not in [where for where, _ in changed]
    assert {one.proof for one in revision.content.promises if one.clause == "TAM-08"} == {
        "This report."
    }
    assert [line.id for line in owed(house, later) if line.proof] == kept
    assert Notice.unscoped.count() == 6
    assert "It corrects revision 1" in Notice.unscoped.first().body
    assert "What this revision changes" in words_of(second)


def test_a_revision_that_changes_nothing_is_refused(house):
    pk = issue(house)
    with pytest.raises(Refused, match="Nothing differs from revision 1"):
        services.revise_report(
            report_id=pk,
            summary="The drive was replaced.",
            issued_at=house.now,
            by=ingrid(house),
        )


def test_an_issued_report_cannot_be_changed_or_removed(house):
    issue(house)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        StatusReport.unscoped.update(answer="All fine.")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute("DELETE FROM reports_statusreport")


def test_what_happens_later_does_not_change_an_issued_report(house):
    pk = issue(house)
    before = page(house, pk).content
    Stakeholder.unscoped.filter(name="Henrik Aas").update(name="Somebody Else")
    new = NewCase(house.account, library(house), "Robot 2 stops", Severity.CRITICAL, "Now.")
    cases.open_case(new=new, opened_at=house.now, by=ingrid(house))
    assert page(house, pk).content == before
    assert "Henrik Aas" in [one.name for one in page(house, pk).line.receipts]


def test_numbers_in_the_pdf_are_those_of_the_content(house):
    pk = issue(house)
    content, said = page(house, pk).content, words_of(pk)
    assert content.answer in said
    for row in content.clauses:
        numbers = (row.owed, row.kept, row.late, row.due, row.missed, row.excused)
        assert f"{row.clause} {row.title} {' '.join(map(str, numbers))}" in said
    for line in content.promises:
        assert line.title in said


def test_a_stakeholder_who_was_not_reached_stands_in_the_next_report(house):
    issue(house)
    Notice.unscoped.filter(recipient_name="Henrik Aas").update(
        state="failed", reason="550 no such mailbox."
    )
    second = issue(house, issued_at=house.now + 7 * DAY)
    assert (
        "The last report did not reach Henrik Aas (550 no such mailbox)."
        in page(house, second).content.undone
    )


def test_i_have_read_it_is_noted_once(house):
    pk = issue(house)
    dana = ingrid(house)
    for hours in (1, 2):
        services.acknowledge(
            report_id=pk,
            email="Dana.Whitfield@customer.example",
            at=house.now + timedelta(hours=hours),
            by=dana,
        )
    line = page(house, pk).line
    assert line.read == 1
    assert line.receipts[0].acknowledged_at == house.now + timedelta(hours=1)
    acts = [one.action for one in journal.history(scope=scope(house), subject=f"report:{pk}")]
    assert acts == ["report.read", "report.issued"]


def test_somebody_it_was_not_addressed_to_has_no_receipt(house):
    pk = issue(house)
    with pytest.raises(Refused, match="not addressed to you"):
        services.acknowledge(report_id=pk, email="x@y.example", at=house.now, by=system("x"))


def test_another_account_sees_nothing_and_gets_nothing(house):
    pk = issue(house)
    stranger = Scope(frozenset({house.strangers_account}))
    assert selectors.reports(scope=stranger) == []
    assert selectors.report(scope=stranger, report_id=pk) is None
    assert selectors.last_issued(scope=stranger, account_id=house.account) is None
    assert selectors.newest_revision(scope=stranger, report_id=pk) is None
    assert not Notice.unscoped.filter(recipient_email__contains="harbour").exists()


def test_lists_take_a_fixed_number_of_queries(house, django_assert_num_queries):
    for week in range(3):
        issue(house, issued_at=house.now + week * 7 * DAY)
    with django_assert_num_queries(2):
        assert len(selectors.reports(scope=scope(house), account_id=house.account)) == 3
    some = StatusReport.unscoped.first()
    with django_assert_num_queries(3):
        selectors.report(scope=scope(house), report_id=some.pk)
