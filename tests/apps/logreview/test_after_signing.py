"""What follows from a signature: logs that are asked for, a case that is reopened."""

from datetime import timedelta

import pytest
from reviewing import BY, finding, handed_over, library, monthly, scope_of, weekly

from tam.apps.cases import selectors as cases
from tam.apps.cases import services as case_services
from tam.apps.cases.services import Step
from tam.apps.logreview import services_signing as services
from tam.apps.logreview.services_signing import Signature
from tam.apps.notices.models import Notice
from tam.apps.notices.services import claim_notice
from tam.apps.obligations import selectors as obligations
from tam.apps.people import selectors as people
from tam.apps.people import services as persons
from tam.apps.people.models import Contact
from tam.apps.people.services import NewContact
from tam.domain.cases.lifecycle import State
from tam.domain.logreview.outcome import Outcome
from tam.domain.obligations.standing import Standing
from tam.domain.principals import Principal
from tam.domain.refusals import Refused

pytestmark = pytest.mark.clause("TAM-06")
INGRID = Principal("Ingrid Solberg", 7, frozenset())


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.TAM_BLOBS = tmp_path


def sign(house, owed, outcome, bundles=(), when=None):
    signature = Signature(outcome, "Looked at every finding.", tuple(one.pk for one in bundles))
    return services.sign_review(
        obligation_id=owed.id, signature=signature, signed_at=when or house.now, by=INGRID
    )


def ledger(house):
    return obligations.ledger(scope=scope_of(house), now=house.now, equipment_id=library(house))


def state(house, owed):
    story = cases.story(scope=scope_of(house), case_id=owed.case_id, now=house.now, vendor=True)
    return story.line.state


@pytest.mark.clause("TAM-07")
def test_a_month_without_a_file_is_a_finding_and_no_pass(house):
    sign(house, monthly(house), Outcome.NO_LOGS)
    owed = monthly(house)
    assert owed.verdict.standing is Standing.EXCUSED
    assert owed.proof.summary == (
        "No log of 22 February 2026 to 28 February 2026 was received, so nothing could be "
        "reviewed; the gap is reported. Asked for logs: Dana Whitfield."
    )
    (found,) = owed.proof.data["findings"]
    assert (found["kind"], found["subject"]) == ("no-asl-received", ["library", "4B31C86E"])


@pytest.mark.clause("TAM-07")
def test_the_customer_is_asked_for_the_logs_once(house):
    owed = monthly(house)
    sign(house, owed, Outcome.NO_LOGS)
    asked = Notice.unscoped.get(kind="logs-asked")
    assert (asked.recipient_name, asked.cause, asked.clause) == (
        "Dana Whitfield", f"obligation:{owed.id}", "TAM-07",
    )  # fmt: skip
    assert asked.reply_name == "Ingrid Solberg"
    for words in ("gamma-4 (4B31C86E)", f"/portal/upload/?library={library(house)}", owed.title):
        assert words in asked.body
    with pytest.raises(Refused, match="already settled"):
        sign(house, owed, Outcome.NO_LOGS)
    assert Notice.unscoped.filter(kind="logs-asked").count() == 1


def test_who_is_no_contact_any_more_is_not_asked(house):
    sign(house, weekly(house), Outcome.NO_LOGS)
    Contact.unscoped.all().delete()
    assert claim_notice(now=house.now, by=BY) is None
    asked = Notice.unscoped.get(kind="logs-asked")
    assert (asked.state, asked.reason) == (
        "cancelled",
        "Dana Whitfield is no longer a contact with this address.",
    )


def test_who_is_a_contact_still_is_asked(house):
    sign(house, weekly(house), Outcome.NO_LOGS)
    claim = claim_notice(now=house.now, by=BY)
    assert Notice.unscoped.get(pk=claim.notice_id).kind == "logs-asked"


def test_that_nobody_can_be_asked_is_said(house):
    Contact.unscoped.all().delete()
    sign(house, weekly(house), Outcome.NO_LOGS)
    assert "no contact who could be asked" in weekly(house).proof.summary
    assert weekly(house).proof.data["asked"] == []


def test_of_many_who_are_asked_the_sentence_names_three(house):
    for name in ("Ana", "Bea", "Cem", "Dag"):
        new = NewContact(name, f"{name}@customer.example", "", None)
        persons.add_contact(account_id=house.account, new=new, at=house.now, by=BY)
    sign(house, weekly(house), Outcome.NO_LOGS)
    assert weekly(house).proof.summary.endswith("Asked for logs: Ana, Bea, Cem and 2 more.")
    known = people.contacts(scope=scope_of(house), account_id=house.account)
    assert Notice.unscoped.filter(kind="logs-asked").count() == len(known) == 5


def test_logs_of_other_days_are_no_pass_either(house):
    kept = handed_over(house, captured="2026-01-20T00:00:00-07:00", findings=[finding()])
    sign(house, weekly(house), Outcome.GAP, [kept])
    owed = weekly(house)
    assert owed.verdict.standing is Standing.EXCUSED
    assert owed.proof.summary.startswith("The logs received are not of 26 February 2026")
    assert [one["kind"] for one in owed.proof.data["findings"]] == [
        "drive-failing", "no-logs-received",
    ]  # fmt: skip


def test_a_recurrence_reopens_the_case_with_the_evidence(house):
    kept = handed_over(house, findings=[finding()])
    owed = weekly(house)
    assert state(house, owed) is State.MONITORING
    digest = sign(house, owed, Outcome.RECURRED, [kept])
    assert weekly(house).verdict.standing is Standing.KEPT
    story = cases.story(scope=scope_of(house), case_id=owed.case_id, now=house.now, vendor=True)
    assert story.line.state is State.REOPENED
    for words in ("Reviewed: recurred.", "Looked at every finding.", digest):
        assert words in story.said[-1].text
    rest = [one for one in ledger(house) if one.subject == owed.subject and one.id != owed.id]
    assert {one.verdict.standing for one in rest} == {Standing.EXCUSED}


@pytest.mark.parametrize("outcome", [Outcome.NEW, Outcome.RELATED, Outcome.CLEAN])
def test_every_other_outcome_leaves_the_case_as_it_is(house, outcome):
    kept = handed_over(house)
    owed = weekly(house)
    sign(house, owed, outcome, [kept])
    assert state(house, owed) is State.MONITORING


def test_a_case_that_is_open_already_stays_as_it_is(house):
    """Reopened on the very day the review is due: that review is still owed, the later ones not."""
    kept = handed_over(house, findings=[finding()])
    owed, later = weekly(house), house.now + timedelta(days=1)
    step = Step(State.REOPENED, "The customer says so.")
    case_services.move_case(case_id=owed.case_id, step=step, at=later, by=BY)
    sign(house, owed, Outcome.RECURRED, [kept], when=later)
    story = cases.story(scope=scope_of(house), case_id=owed.case_id, now=later, vendor=True)
    assert story.line.state is State.REOPENED
    assert story.said[-1].text == "The customer says so."


@pytest.mark.clause("TAM-07")
def test_a_monthly_evaluation_watches_no_case(house):
    kept = handed_over(house, captured="2026-02-24T00:00:00-07:00", findings=[finding()])
    sign(house, monthly(house), Outcome.RECURRED, [kept])
    assert state(house, weekly(house)) is State.MONITORING
