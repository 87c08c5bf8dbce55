"""Pages of reports at desk and portal: from frozen content alone, for those it is for (TAM-08)."""

import hashlib
import io
import re

import pytest
import time_machine
from issuing import issue
from pypdf import PdfReader
from readers import words
from world import NOW

from tam.apps.notices.models import Notice
from tam.apps.people.models import Stakeholder
from tam.apps.reports.models import Receipt, StatusReport
from tam.engine.managers import planning

pytestmark = pytest.mark.clause("TAM-08")


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def house(house, settings, tmp_path):
    settings.TAM_BLOBS = tmp_path
    planning.run(house.now)
    return house


@pytest.fixture
def desk(house, browser_of):
    return browser_of(house.representative)


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_the_next_report_is_shown_as_it_would_be_issued(house, desk):
    page = desk.get(f"/desk/reports/new/{house.account}/")
    said = words(page)
    assert "Issue report 1 to 3 stakeholders" in said
    assert "Not issued yet" in said
    assert "Henrik Aas" in said
    assert "Robot 1 retries picks" in said
    assert StatusReport.unscoped.count() == 0


def test_showing_it_again_loses_nothing_and_issues_nothing(house, desk):
    form = {"summary": "Half a thought", "until_on": "2026-03-03", "preview": "1"}
    page = desk.post(f"/desk/reports/new/{house.account}/issue/", form)
    assert page.status_code == 200
    assert "Half a thought" in page.content.decode()
    assert "to Tue 3 Mar 2026" in words(page)
    assert StatusReport.unscoped.count() == 0


def test_issuing_leads_to_the_report_and_its_receipts(house, desk):
    page = desk.post(
        f"/desk/reports/new/{house.account}/issue/", {"summary": "All told."}, follow=True
    )
    said = words(page)
    assert "Every stakeholder has a message in the outbox" in said
    assert "All told." in said
    assert "Nothing has changed since it was issued" in said
    for name in ("Dana Whitfield", "Henrik Aas", "Morgan Reyes"):
        assert name in said
    assert StatusReport.unscoped.get().issued_at == NOW


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"summary": ""}, "This field is required"),
        ({"summary": "x", "until_on": "2026-03-05"}, "still to come"),
        ({"summary": "x", "until_on": "04/03/2026"}, "year-month-day"),
        ({"summary": "x", "until_on": "0001-01-01"}, "greater than or equal to"),
        ({"summary": "x", "until_on": "٢٠٢٦-03-04"}, "year-month-day"),
        ({"summary": "x", "until_on": "2026-02-30"}, "Enter a valid date"),
        ({"summary": "x" * 6001}, "at most 6000"),
    ],
)
def test_a_form_that_does_not_fit_says_so_and_keeps_what_was_typed(house, desk, form, said):
    page = desk.post(f"/desk/reports/new/{house.account}/issue/", form)
    assert page.status_code == 400
    assert said in words(page)
    assert form["summary"] in page.content.decode()
    assert StatusReport.unscoped.count() == 0


def test_a_report_that_cannot_be_issued_says_why_and_shows_no_button(house, desk):
    Stakeholder.unscoped.filter(account_id=house.account).delete()
    page = desk.get(f"/desk/reports/new/{house.account}/")
    assert "has no stakeholder" in words(page)
    assert "Issue report" not in words(page)


def test_today_leads_to_a_report_of_the_account(house, desk):
    assert f"/desk/reports/new/{house.account}/" in desk.get("/desk/").content.decode()


def test_page_and_pdf_say_the_same_numbers(house, desk):
    pk = issue(house)
    row = StatusReport.unscoped.get(pk=pk)
    said = words(desk.get(f"/desk/reports/{pk}/"))
    pdf = PdfReader(io.BytesIO(body(desk.get(f"/desk/reports/{pk}/pdf/"))))
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pdf.pages))
    for one in row.content["clauses"]:
        keys = ("owed", "kept", "late", "due", "missed", "excused")
        line = f"{one['clause']} {one['title']} {' '.join(str(one[key]) for key in keys)}"
        assert line in said
        assert line in text
    assert row.answer in said
    assert row.answer in text


def test_the_file_is_a_download_that_no_browser_runs(house, desk):
    pk = issue(house)
    response = desk.get(f"/desk/reports/{pk}/pdf/")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        'attachment; filename="status-report-1.1-northern-lights-research.pdf"'
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert hashlib.sha256(body(response)).hexdigest() == StatusReport.unscoped.get().pdf_sha256


def test_the_customer_reads_it_and_says_so(house, browser_of):
    pk = issue(house)
    portal = browser_of(house.customer)
    assert "Status report 1" in words(portal.get("/portal/reports/"))
    page = portal.get(f"/portal/reports/{pk}/")
    assert "I have read it" in words(page)
    assert Receipt.unscoped.filter(acknowledged_at=None).count() == 3
    done = portal.post(f"/portal/reports/{pk}/read/", follow=True)
    assert "that you read it" in words(done)
    assert "I have read it" not in words(done)
    assert Receipt.unscoped.get(acknowledged_at=NOW).name == "Dana Whitfield"
    assert body(portal.get(f"/portal/reports/{pk}/pdf/")).startswith(b"%PDF")


def test_a_stakeholder_on_our_side_says_so_at_the_desk(house, browser_of):
    pk = issue(house)
    manager = browser_of(house.manager)
    assert "I have read it" in words(manager.get(f"/desk/reports/{pk}/"))
    done = manager.post(f"/desk/reports/{pk}/read/", follow=True)
    assert "that you read it" in words(done)
    assert Receipt.unscoped.get(acknowledged_at=NOW).name == "Morgan Reyes"


def test_reading_a_page_changes_nothing(house, browser_of):
    pk = issue(house)
    before = list(Receipt.unscoped.values_list("acknowledged_at", flat=True))
    browser_of(house.customer).get(f"/portal/reports/{pk}/")
    assert list(Receipt.unscoped.values_list("acknowledged_at", flat=True)) == before


def test_a_customer_who_is_no_stakeholder_has_no_receipt_to_give(house, browser_of):
    pk = issue(house)
    Receipt.unscoped.filter(name="Dana Whitfield").update(email="somebody@customer.example")
    portal = browser_of(house.customer)
    assert "I have read it" not in words(portal.get(f"/portal/reports/{pk}/"))
    answer = portal.post(f"/portal/reports/{pk}/read/")
    assert answer.status_code == 409
    assert "not addressed to you" in words(answer)


def test_another_customer_finds_nothing(house, browser_of):
    pk = issue(house)
    stranger = browser_of(house.stranger)
    assert "Status report 1" not in words(stranger.get("/portal/reports/"))
    for address in ("", "pdf/"):
        assert stranger.get(f"/portal/reports/{pk}/{address}").status_code == 404
    assert stranger.post(f"/portal/reports/{pk}/read/").status_code == 404
    assert stranger.get(f"/desk/reports/{pk}/").status_code == 404


def test_a_correction_lists_what_differs_and_leaves_the_old_one(house, desk):
    pk = issue(house)
    page = desk.get(f"/desk/reports/{pk}/revise/")
    assert "Nothing differs from revision 1" in words(page)
    shown = desk.post(f"/desk/reports/{pk}/revise/", {"summary": "Better.", "preview": "1"})
    assert "What this revision changes" in words(shown)
    assert StatusReport.unscoped.count() == 1
    done = desk.post(f"/desk/reports/{pk}/revise/", {"summary": "Better."}, follow=True)
    assert "Status report 1, revision 2" in words(done)
    assert "Revision 2 replaces this one" in words(desk.get(f"/desk/reports/{pk}/"))
    again = desk.post(f"/desk/reports/{pk}/revise/", {"summary": "Better."})
    assert again.status_code == 400
    assert "Nothing differs from revision 2" in words(again)
    assert desk.post(f"/desk/reports/{pk}/revise/", {"summary": ""}).status_code == 400


def test_content_that_no_longer_fits_its_digest_is_called_out(house, desk):
    pk = issue(house)
    row = StatusReport.unscoped.get(pk=pk)
    row.pk, row.revision, row.digest = None, 2, "0" * 64
    row.save(force_insert=True)
    assert "no longer has the digest" in words(desk.get(f"/desk/reports/{row.pk}/"))
    assert Notice.unscoped.count() == 3


def test_strangers_words_are_inert(house, desk):
    payload = "<script>alert(1)</script>{{7*7}}"
    pk = issue(house, summary=payload)
    page = desk.get(f"/desk/reports/{pk}/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in page


@pytest.mark.parametrize("path", ["/desk/reports/", "/portal/reports/"])
def test_without_a_report_the_list_says_what_will_come(house, browser_of, path):
    who = house.representative if path.startswith("/desk") else house.customer
    assert "No report yet" in words(browser_of(who).get(path))
