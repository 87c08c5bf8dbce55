"""Each page of the desk, once for its story."""

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
from tam.apps.cases.models import Case
from tam.apps.journal import services as journal
from tam.apps.obligations.models import Evidence

DRIVE, ROBOT, CLEANING = 1, 2, 3  # the sample's cases: monitored, waiting for the customer, new


@pytest.fixture(autouse=True)
def _store(settings, tmp_path, time_machine):
    settings.TAM_BLOBS = tmp_path
    time_machine.move_to("2026-03-04T10:00:00+00:00", tick=False)


@pytest.fixture
def desk(house, browser_of):
    weekly(house)
    return browser_of(house.representative)


def text(response, status=200):
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def case_id(house, place):
    known = sorted(cases.cases(scope=scope_of(house), now=house.now), key=lambda one: one.number)
    return known[place - 1].id


def story(house, place):
    return cases.story(
        scope=scope_of(house), case_id=case_id(house, place), now=house.now, vendor=True
    )


@pytest.mark.clause("TAM-06")
def test_today_ranks_what_is_owed_and_says_why(house, desk):
    page = text(desk.get("/desk/"))
    assert "case waits for us" in page
    overdue, ours, due = (
        page.index(word)
        for word in ("February 2026", "Cleaning asked for again", "week 1 after case C-00001")
    )
    assert overdue < ours < due
    assert "Robot 1 retries picks" in page[page.index("Waiting for the customer") :]


def test_accounts_and_one_account_with_its_refused_line(house, desk):
    assert "Northern Lights Research" in text(desk.get("/desk/accounts/"))
    page = text(desk.get(f"/desk/accounts/{house.account}/"))
    for words in ("SG-2041", "was refused for Leeds Office", "TAM-01", "Henrik Aas", "gamma-4"):
        assert words in page


def test_cases_filter_by_state(house, desk):
    page = text(desk.get("/desk/cases/?state=waiting"))
    assert "Robot 1 retries picks" in page
    assert "Cleaning asked for again" not in page
    assert "No case like this" in text(desk.get("/desk/cases/?state=closed"))


def test_libraries_and_one_with_its_findings(house, desk):
    handed_over(house, findings=[finding(title="Drive YX10855801 causes hard errors")])
    assert "Drive YX10855801 causes hard errors" in text(desk.get("/desk/libraries/"))
    page = text(desk.get(f"/desk/libraries/{library(house)}/"))
    for words in ("Act now (1)", "Replace it.", "hard error 4/44", "week 1 after case C-00001"):
        assert words in page


@pytest.mark.clause("TAM-06")
def test_a_bundle_accounts_for_every_member_and_gives_its_bytes_back(house, desk):
    kept = handed_over(house, b"<script>x\n", name="a<b>.zip", findings=[finding()])
    page = text(desk.get(f"/desk/bundles/{kept.pk}/"))
    for words in ("m.txt", kept.sha256, "a&lt;b&gt;.zip", "1 finding in 1 member"):
        assert words in page
    answer = desk.get(f"/desk/bundles/{kept.pk}/original/")
    assert b"".join(answer.streaming_content) == b"<script>x\n"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_bytes_that_are_gone_are_said(house, desk, tmp_path):
    kept = handed_over(house)
    (tmp_path / kept.sha256[:2] / kept.sha256[2:4] / kept.sha256).unlink()
    page = text(desk.get(f"/desk/bundles/{kept.pk}/original/"), 409)
    assert "not in the store" in page
    assert "operator" in page


def test_the_page_that_waits_renews_itself_until_it_is_done(house, desk):
    waiting = send(house).bundle_id
    assert "waiting for its turn" in text(desk.get(f"/desk/bundles/{waiting}/progress/"))
    kept = handed_over(house, b"2\n")
    answer = desk.get(f"/desk/bundles/{kept.pk}/progress/")
    assert (answer.content, answer["HX-Refresh"]) == (b"", "true")


@pytest.mark.clause("TAM-07")
def test_the_ledger_filters_by_account_state_and_clause(house, desk):
    page = text(desk.get("/desk/ledger/?clause=TAM-07&state=overdue"))
    assert "ASL evaluation of gamma-4, February 2026" in page
    assert "week 1 after case" not in page
    for nonsense in (
        "account=" + "9" * 5000,
        "account=x",
        "state=%00",
        "clause=__",
        "account=%D9%A3",
    ):
        assert "No promise like this" in text(desk.get(f"/desk/ledger/?{nonsense}"))


@pytest.mark.clause("TAM-06")
def test_a_promise_says_its_sentence_its_readings_and_that_there_is_no_proof_yet(house, desk):
    page = text(desk.get(f"/desk/ledger/{weekly(house).id}/"))
    for words in (
        "monitoring period after case resolution",
        "A18",
        "There is no proof yet",
        "Review",
    ):
        assert words in page


def test_the_engine_says_what_ran_and_what_failed(house, desk):
    assert "The engine has not run yet" in text(desk.get("/desk/engine/"))
    journal.record_run(
        manager="evaluation",
        started_at=house.now,
        ended_at=house.now,
        handled=0,
        error="OSError: full",
    )
    assert "OSError: full" in text(desk.get("/desk/engine/"))


def sign(desk, house, **fields):
    owed = weekly(house)
    sent = {"outcome": "new", "remark": "Looked at the drive.", "looked_at": ""} | fields
    return desk.post(f"/desk/ledger/{owed.id}/sign/", sent)


@pytest.mark.clause("TAM-06")
def test_a_review_is_signed_and_its_proof_shown(house, desk):
    kept = handed_over(house, findings=[finding()])
    owed = weekly(house)
    page = text(desk.get(f"/desk/ledger/{owed.id}/review/"))
    for words in (
        "drive-failing about YX10855801 is new in this period",
        f'name="looked_at" value="{kept.pk}"',
        '<option value="new" selected>',
        "Gap: days without logs",
        "7 days",
    ):
        assert words in page
    answer = sign(desk, house, looked_at=str(kept.pk))
    assert answer["Location"] == f"/desk/ledger/{owed.id}/"
    page = text(desk.get(answer["Location"]))
    for words in (
        "Signed. The promise is kept",
        "Looked at the drive.",
        kept.sha256,
        "Ingrid Solberg",
    ):
        assert words in page
    assert weekly(house).proof.digest in page
    page = text(desk.get(f"/desk/ledger/{owed.id}/review/"))
    assert "Sign off" not in page


@pytest.mark.clause("TAM-06")
@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"remark": ""}, "This field is required."),
        ({"outcome": "splendid"}, "Select a valid choice"),
        ({"looked_at": "1;2"}, "was changed on its way here"),
        ({}, "another bundle was read"),
    ],
)
def test_a_sign_off_that_does_not_hold_keeps_what_was_typed(house, desk, fields, words):
    handed_over(house, findings=[finding()])
    page = text(sign(desk, house, **fields), 400)
    assert words in page
    assert fields.get("remark", "Looked at the drive.") in page
    assert Evidence.unscoped.count() == 0


@pytest.mark.clause("TAM-06")
def test_clean_with_a_gap_is_refused_beside_the_field(house, desk):
    kept = handed_over(house, captured="2026-03-03T02:00:00-07:00")
    page = text(sign(desk, house, outcome="clean", looked_at=str(kept.pk)), 400)
    assert "a week with a gap is not clean. (TAM-06)" in page


@pytest.mark.clause("TAM-06")
def test_a_second_signature_is_a_conflict_that_keeps_the_words(house, desk):
    sign(desk, house, outcome="no-logs")
    page = text(sign(desk, house, outcome="no-logs", remark="I looked at it as well."), 409)
    assert "already settled on 04 March 2026 by Ingrid Solberg" in page
    assert "I looked at it as well." in page


def test_a_promise_that_is_no_review_has_no_review_page(house, desk):
    page = text(desk.get("/desk/ledger/?clause=TAM-08"))
    number = page.partition('href="/desk/ledger/')[2].partition("/")[0]
    assert desk.get(f"/desk/ledger/{number}/review/").status_code == 404


@pytest.mark.clause("TAM-12")
def test_a_case_shows_what_happened_and_what_can_be_done(house, desk):
    page = text(desk.get(f"/desk/cases/{case_id(house, CLEANING)}/"))
    for words in (
        "asks for cleaning every day",
        "monitoring period of 28 days",
        "Move the case",
        "minor",
    ):
        assert words in page


def post(desk, house, what, **fields):
    number = case_id(house, CLEANING)
    version = Case.unscoped.get(pk=number).version
    return desk.post(f"/desk/cases/{number}/{what}/", {"version": version} | fields)


@pytest.mark.clause("TAM-12")
def test_a_case_is_moved(house, desk):
    answer = post(
        desk, house, "move", to="waiting", waiting_on="customer", note="Please send logs."
    )
    page = text(desk.get(answer["Location"]))
    assert "Please send logs." in page
    assert "the customer" in page.lower()


@pytest.mark.clause("TAM-06")
def test_a_case_is_resolved_and_its_reviews_follow(house, desk):
    answer = post(desk, house, "resolve", note="Cleaned with a new cartridge.")
    assert "4 weekly log reviews follow" in text(desk.get(answer["Location"]))
    assert story(house, CLEANING).line.period.days == 28


def test_a_note_for_our_people_alone_stays_with_them(house, desk, browser_of):
    post(desk, house, "note", text="The customer is cross.", audience="vendor")
    url = f"cases/{case_id(house, CLEANING)}/"
    assert "The customer is cross." in text(desk.get(f"/desk/{url}"))
    portal = browser_of(house.customer)
    assert "The customer is cross." not in text(portal.get(f"/portal/{url}"))


@pytest.mark.parametrize(
    ("what", "fields", "words"),
    [
        ("move", {"to": "waiting", "note": "Kept words here."}, "Say who must act while"),
        ("move", {"to": "closed", "note": "Kept words here."}, "Select a valid choice"),
        ("move", {"to": "in_work", "note": "Kept words here.", "version": "x"}, "whole number"),
        ("resolve", {"note": ""}, "This field is required."),
        ("resolve", {"note": "Kept words here.", "version": ""}, "This field is required."),
        ("note", {"text": "Kept words here.", "audience": "nobody"}, "Select a valid choice"),
        ("note", {"text": "nul \0", "audience": "vendor"}, "Null characters are not allowed."),
    ],
)
def test_a_form_that_is_wrong_says_where_and_keeps_what_was_typed(house, desk, what, fields, words):
    page = text(post(desk, house, what, **fields), 400)
    assert words in page
    if "Kept words" in str(fields):
        assert "Kept words here." in page
    assert len(story(house, CLEANING).said) == 3


@pytest.mark.clause("TAM-12")
@pytest.mark.parametrize("what", ["move", "resolve"])
def test_somebody_elses_change_in_between_is_told_and_no_word_is_lost(house, desk, what):
    post(desk, house, "move", to="in_work", note="Mine.")
    stale = {"version": 1, "to": "waiting", "waiting_on": "customer"}
    page = text(post(desk, house, what, note="A long thought about the case.", **stale), 409)
    assert "Somebody changed this case meanwhile" in page
    assert "A long thought about the case." in page
    assert len(story(house, CLEANING).said) == 4


@pytest.mark.clause("TAM-06")
def test_a_review_shows_what_is_watched_what_matched_it_and_what_is_left_out(house, desk):
    due = finding("filter-due", ("frame", "FR2"), severity="notice",
                  first_seen="2026-01-02T00:00:00+00:00")  # fmt: skip
    handed_over(house, b"1\n", **BEFORE, findings=[of_the_case(), due])
    url = f"/desk/ledger/{weekly(house).id}/review/"
    assert "not built yet" in text(desk.get(url))
    watch(house)
    handed_over(house, b"2\n", findings=[of_the_case(last_seen="2026-03-03T20:00:00-07:00"), due])
    page = text(desk.get(url))
    for words in (
        "What is watched after C-00001",
        "<b>recurred</b>: drive-failing about YX10855801 is in the signature of C-00001",
        "C-00001 names FR2/DBA1/fLTO-DRV2-2, and so do its lines",
        "filter-due about FR2: a notice that the case does not speak of",
        '<option value="recurred" selected>',
        "Built from 1 bundle",
    ):
        assert words in page


@pytest.mark.clause("TAM-06")
def test_a_signature_without_logs_of_before_says_so(house, desk):
    watch(house)
    page = text(desk.get(f"/desk/ledger/{weekly(house).id}/review/"))
    assert "only parts that it names are watched" in page
    assert "A log of before the fix, sent now, mends this." in page
