"""Each page of the portal, once for its story."""

import pytest
from reviewing import (
    BEFORE,
    finding,
    handed_over,
    library,
    of_the_case,
    scope_of,
    send,
    watch,
    weekly,
)

from tam.apps.cases import selectors as cases
from tam.apps.logreview import services_signing
from tam.apps.logreview.models import Finding
from tam.apps.logreview.services_signing import Signature
from tam.domain.cases.lifecycle import Party, State
from tam.domain.logreview.outcome import Outcome
from tam.domain.principals import Principal


@pytest.fixture(autouse=True)
def _store(settings, tmp_path, time_machine):
    settings.TAM_BLOBS = tmp_path
    time_machine.move_to("2026-03-04T10:00:00+00:00", tick=False)


@pytest.fixture
def portal(house, browser_of):
    weekly(house)
    return browser_of(house.customer)


def text(response, status=200):
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def known(house):
    return cases.cases(scope=scope_of(house), now=house.now)


def waiting(house):
    return next(line for line in known(house) if line.state is State.WAITING)


def test_home_says_what_is_wrong_whose_move_it_is_and_who_is_on_it(house, portal):
    page = text(portal.get("/portal/"))
    for words in (
        "2 cases are open", "1 case waits for your answer", "We are late with",
        "Robot 1 retries picks", "Ingrid Solberg", "08:00-17:00 in Oslo", "Being watched",
    ):  # fmt: skip
        assert words in page


def test_home_of_a_calm_customer(house, browser_of):
    page = text(browser_of(house.stranger).get("/portal/"))
    for words in ("No case is open", "nothing you have to do", "No representative is assigned"):
        assert words in page
    assert "Northern Lights" not in page


def sign(house, outcome, remark, bundles=()):
    """The first weekly review, signed; its line afterwards."""
    services_signing.sign_review(
        obligation_id=weekly(house).id,
        signature=Signature(outcome, remark, bundles),
        signed_at=house.now,
        by=Principal("Ingrid Solberg", house.representative, frozenset()),
    )
    return weekly(house)


@pytest.mark.clause("TAM-06")
def test_what_was_done_stands_with_its_proof(house, portal):
    kept = handed_over(house)
    owed = sign(house, Outcome.CLEAN, "Nothing in the logs of this week.", (kept.pk,))
    assert "by Ingrid Solberg" in text(portal.get("/portal/"))
    assert owed.title in text(portal.get("/portal/owed/?state=kept"))
    page = text(portal.get(f"/portal/owed/{owed.id}/"))
    for words in (
        "Nothing in the logs of this week.", owed.proof.digest, kept.sha256,
        "Reviewed: clean. Logs cover 7 of 7 days.",
    ):  # fmt: skip
        assert words in page


@pytest.mark.clause("TAM-06")
def test_a_week_without_logs_is_excused_and_says_what_was_lacking(house, portal):
    owed = sign(house, Outcome.NO_LOGS, "No logs came.")
    assert owed.title not in text(portal.get("/portal/owed/?state=kept"))
    assert owed.title in text(portal.get("/portal/owed/?state=excused"))
    page = text(portal.get(f"/portal/owed/{owed.id}/"))
    for words in (
        "No log of 26 February 2026",
        "Asked for logs: Dana Whitfield",
        "no-logs-received",
    ):
        assert words in page


@pytest.mark.clause("TAM-01")
def test_what_is_owed_what_was_missed_and_what_was_refused(house, portal):
    page = text(portal.get("/portal/owed/"))
    for words in ("SG-2041", "was refused for Leeds Office", "overdue", "week 4 after case"):
        assert words in page
    page = text(portal.get("/portal/owed/?state=overdue&clause=TAM-07"))
    assert "February 2026" in page
    assert "week 1 after case" not in page


def test_libraries_and_one_with_its_findings(house, portal):
    handed_over(house, findings=[finding(title="Drive YX10855801 causes hard errors")])
    assert "Drive YX10855801 causes hard errors" in text(portal.get("/portal/libraries/"))
    page = text(portal.get(f"/portal/libraries/{library(house)}/"))
    for words in ("Act now (1)", "Replace it.", "hard error 4/44", "bundle.zip"):
        assert words in page


def test_a_bundle_while_it_is_read_and_after(house, portal):
    sent = send(house).bundle_id
    assert "waiting for its turn" in text(portal.get(f"/portal/bundles/{sent}/"))
    assert "waiting for its turn" in text(portal.get(f"/portal/bundles/{sent}/progress/"))
    kept = handed_over(house, b"2\n")
    assert "Nothing found" in text(portal.get(f"/portal/bundles/{kept.pk}/"))
    assert portal.get(f"/portal/bundles/{kept.pk}/progress/")["HX-Refresh"] == "true"


def test_cases_with_open_ones_first(house, portal):
    page = text(portal.get("/portal/cases/"))
    assert page.index("Robot 1 retries") < page.index("Drive 2 in frame 2")
    page = text(portal.get(f"/portal/cases/{waiting(house).id}/"))
    for words in ("Please send the motion log", "you", "Send the answer", "delta-30"):
        assert words in page


@pytest.mark.clause("TAM-12")
def test_an_answer_gives_the_move_back_to_us(house, portal):
    number = waiting(house).id
    answer = portal.post(f"/portal/cases/{number}/answer/", {"text": "The log is on its way."})
    assert "The log is on its way." in text(portal.get(answer["Location"]))
    line = next(one for one in known(house) if one.id == number)
    assert (line.state, line.waiting_on) == (State.IN_WORK, Party.VENDOR)


def test_an_answer_without_words_is_asked_for_again(house, portal):
    page = text(portal.post(f"/portal/cases/{waiting(house).id}/answer/", {"text": " "}), 400)
    assert "This field is required." in page
    assert waiting(house)


@pytest.mark.clause("TAM-11")
def test_a_case_is_opened_about_ones_own_library(house, portal):
    new = {
        "library": library(house), "title": "Drive 3 ejects every tape", "severity": "major",
        "description": "Since <noon>.",
    }  # fmt: skip
    answer = portal.post("/portal/cases/new/", new)
    page = text(portal.get(answer["Location"]))
    for words in ("Drive 3 ejects every tape", "Since &lt;noon&gt;.", "gamma-4", "has it on today"):
        assert words in page
    assert len(known(house)) == 4


def test_a_case_that_lacks_something_keeps_what_was_typed(house, portal):
    new = {"library": library(house), "title": "", "severity": "major", "description": "At noon."}
    page = text(portal.post("/portal/cases/new/", new), 400)
    for words in ("This field is required.", "At noon.", '<option value="major" selected>'):
        assert words in page
    assert len(known(house)) == 3


@pytest.mark.clause("TAM-17")
def test_a_customer_sees_a_finding_beside_their_own_libraries_alone(house, portal):
    handed_over(house, findings=[finding("fan-failed", ("fan", "Fan3"))])
    page = text(portal.get(f"/portal/findings/{Finding.unscoped.get().pk}/"))
    assert "hard error 4/44" in page
    assert "vault-6" in page
    assert "orbit-8" not in page
    assert "Open a proactive case" not in page
    assert portal.get("/portal/findings/999999/").status_code == 404


@pytest.mark.clause("TAM-07")
def test_a_customer_sees_which_month_was_not_evaluated(house, portal):
    page = text(portal.get(f"/portal/libraries/{library(house)}/months/"))
    assert "No log of this month was received, so nothing was evaluated." in page
    assert "Send logs" in page


@pytest.mark.clause("TAM-06")
def test_a_customer_sees_what_is_watched_after_their_case(house, portal):
    handed_over(house, **BEFORE, findings=[of_the_case()])
    watch(house)
    page = text(portal.get(f"/portal/cases/{weekly(house).case_id}/"))
    assert "What is watched after C-00001" in page
    assert "drive YX10855801" in page
