"""Why, on the pages: the answer first, then why, then the proof; the same on both sides."""

import html
import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from tam.apps.cases.models import Case
from tam.apps.entitlement.models import StoredDecision
from tam.apps.obligations.models import Obligation
from tam.apps.people.models import User
from tam.engine.managers import planning

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
AT = "2026-03-04T03:00:00-07:00"


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


def browser(user_id):
    """A browser of its own, so that both sides can be looked at in one test."""
    client = Client()
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    client.force_login(User.objects.get(pk=user_id), backend=backend)
    return client


@pytest.fixture
def desk(house):
    return browser(house.representative)


@pytest.fixture
def portal(house):
    return browser(house.customer)


def read(client, path, status=200, **query):
    answer = client.get(path, query)
    assert answer.status_code == status
    text = re.sub(r"<(script|style|title)\b.*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", text).split()))


def number(serial):
    return Case.unscoped.filter(equipment__serial=serial).first().number


@pytest.mark.clause("TAM-04")
@pytest.mark.parametrize("side", ["desk", "portal"])
def test_the_answer_comes_first_and_its_proof_follows(house, side, request):
    client = request.getfixturevalue(side)
    text = read(client, f"/{side}/why/", serial="4B31C86E", clause="TAM-04", at=AT)
    verdict = text.index("yes Four Hour On Site gives it.")
    order = [text.index(words, verdict) for words in ("The promise", "Governed by base", "Proof")]
    assert order == sorted(order)
    assert "SG-2041, line 1" in text
    assert "TAM-01 holds Technical Account Management (TAM) may stand on" in text
    assert "the same as a table" in text


@pytest.mark.clause("TAM-03")
def test_a_clock_that_waits_says_whose_move_it_is(desk, portal):
    query = {"serial": "C1A87F36", "clause": "TAM-03", "case": number("C1A87F36")}
    at_desk = read(desk, "/desk/why/", **query)
    assert "customer's move The clock has not started: “logs or traces supplied” is open" in at_desk
    assert "held, the customer moves: Please send the motion log" in at_desk


@pytest.mark.clause("TAM-16")
def test_unknown_is_said_to_be_no_no(portal):
    text = read(portal, "/portal/why/", serial="4B31C86E", clause="TAM-16", at=AT)
    assert "not known The text of Four Hour On Site on this clause is not known." in text
    assert "That is not a no." in text


def test_a_library_leads_to_the_question_with_its_serial_filled_in(desk):
    answer = desk.get("/desk/why/", {"serial": "fd8b808f"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert '<option value="FD8B808F" selected>' in page
    assert "What is promised, and why?" in read(desk, "/desk/libraries/2/")


@pytest.mark.clause("TAM-04")
def test_the_date_stands_in_the_first_sentence(desk):
    query = {"serial": "fd8b808f", "clause": "TAM-04", "case": number("FD8B808F")}
    text = read(desk, "/desk/why/", **query)
    assert "yes Arrives by today 14:00 (06:00 in Denver)" in text


def test_the_address_of_an_answer_keeps_its_moment(desk):
    answer = desk.get("/desk/why/", {"serial": "4B31C86E", "clause": "TAM-02"})
    (link,) = re.findall(r'href="(http://[^"]+/desk/why/[^"]+)"', answer.content.decode())
    again = desk.get(html.unescape(link))
    assert "2026-03-04T10%3A00%3A00%2B00%3A00" in link
    assert again.status_code == 200


@pytest.mark.clause("TAM-17")
def test_what_is_not_ones_own_does_not_exist(portal, desk):
    for query in (
        {"serial": "8FB4572D", "clause": "TAM-04"},
        {"serial": "NOPE", "clause": "TAM-04"},
        {"serial": "4B31C86E", "clause": "TAM-04", "case": "C-99999"},
    ):
        assert portal.get("/portal/why/", query).status_code == 404
    assert "orbit-8" not in read(portal, "/portal/why/")
    assert portal.get("/desk/why/", {"serial": "4B31C86E"}).status_code == 404


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"at": "2026-03-04T10:00:00"}, "Moment: 2026-03-04T10:00:00 has no offset"),
        ({"at": "0000-01-01T00:00:00Z"}, "Moment: write it as 2026-03-04T10:00:00+01:00"),
        ({"at": "1066-10-14T00:00:00Z"}, "Moment: the year 1066 is outside 1971 to 2199."),
        ({"clause": "TAM-44"}, "Clause: Select a valid choice."),
        ({"clause": "NOTE-1"}, "Clause: Select a valid choice."),
        ({"clause": ""}, "Clause: This field is required."),
    ],
)
def test_what_is_malformed_is_said_beside_its_field(portal, query, words):
    asked = {"serial": "4B31C86E", "clause": "TAM-03", **query}
    assert words in read(portal, "/portal/why/", 400, **asked)


def test_a_case_of_another_machine_is_said_beside_its_field(portal):
    case = number("C1A87F36")
    asked = {"serial": "4B31C86E", "clause": "TAM-03", "case": case}
    text = read(portal, "/portal/why/", 400, **asked)
    assert f"Case: {case} is about another machine than 4B31C86E." in text


@pytest.mark.clause("TAM-01")
@pytest.mark.parametrize("side", ["desk", "portal"])
def test_every_stored_decision_has_its_page(side, request, house):
    client = request.getfixturevalue(side)
    rows = StoredDecision.unscoped.filter(account_id=house.account)
    assert ("TAM-01", "yes") in set(rows.values_list("clause", "verdict"))
    answers = {row.pk: client.get(f"/{side}/why/{row.pk}/").status_code for row in rows}
    assert answers == dict.fromkeys(answers, 200)


@pytest.mark.clause("TAM-01")
@pytest.mark.parametrize("side", ["desk", "portal"])
def test_a_stored_decision_is_shown_as_it_was_given(side, request, house):
    client = request.getfixturevalue(side)
    row = StoredDecision.unscoped.get(clause="TAM-01", verdict="no")
    text = read(client, f"/{side}/why/{row.pk}/")
    assert "no Technical Account Management (TAM) may not stand on Next Business Day" in text
    assert "Again today the same to the byte" in text
    assert row.digest in text
    assert "What would change the answer" in text
    assert client.get(f"/{side}/why/{2**40}/").status_code == 404


@pytest.mark.clause("TAM-17")
def test_a_stored_decision_of_somebody_else_does_not_exist(house):
    row = StoredDecision.unscoped.first()
    assert browser(house.stranger).get(f"/portal/why/{row.pk}/").status_code == 404


@pytest.mark.clause("TAM-04")
def test_the_clocks_of_a_case_are_on_its_page(desk, portal, house):
    case = Case.unscoped.get(number=number("FD8B808F"))
    for client, side in ((desk, "desk"), (portal, "portal")):
        answer = client.get(f"/{side}/cases/{case.pk}/")
        text = answer.content.decode()
        assert text.count('class="tam-drawn"') == 3, side
        assert f"/{side}/why/?serial=FD8B808F&amp;clause=TAM-04" in text
    text = read(desk, f"/desk/cases/{case.pk}/")
    assert "3 h of covered time left." in text


def test_a_case_that_is_not_open_has_no_clocks(desk):
    case = Case.unscoped.get(equipment__serial="4B31C86E")
    assert "Clocks" not in read(desk, f"/desk/cases/{case.pk}/")


@pytest.mark.clause("TAM-06")
def test_every_promise_of_the_ledger_has_its_strip_and_its_decision(desk, portal):
    planning.run(NOW)
    row = Obligation.unscoped.filter(duty="weekly-log-review").first()
    ledger = portal.get("/portal/owed/").content.decode()
    assert ledger.count('class="tam-drawn"') == Obligation.unscoped.count()
    for client, address in ((desk, f"/desk/ledger/{row.pk}/"), (portal, f"/portal/owed/{row.pk}/")):
        text = read(client, address)
        assert "The decision it rests on yes Technical Account Management (TAM) gives it." in text
        assert "due Thu 5 Mar 2026, the day ends" in text


@pytest.mark.clause("TAM-01")
def test_every_contract_line_leads_to_its_decision(portal, desk):
    text = portal.get("/portal/owed/").content.decode()
    rows = StoredDecision.unscoped.filter(subject__startswith="line:", verdict="yes")
    for row in rows:
        assert f'href="/portal/why/{row.pk}/"' in text
        number = row.subject.removeprefix("line:").partition("/")[0]
        page = desk.get(f"/desk/contracts/{number}/").content.decode()
        assert f'href="/desk/why/{row.pk}/"' in page


def test_what_happened_is_entered_at_the_desk(desk, house):
    case = Case.unscoped.get(number=number("C1A87F36"))
    answer = desk.post(
        f"/desk/cases/{case.pk}/event/", {"kind": "dispatched", "at": "2026-03-04T10:30"}
    )
    assert answer.status_code == 302
    (event,) = case.events.all()
    assert event.at.isoformat() == "2026-03-04T09:30:00+00:00"  # 10:30 on the reader's clock
    text = read(desk, f"/desk/cases/{case.pk}/")
    assert "an engineer is dispatched" in text
    desk.post(f"/desk/cases/{case.pk}/event/", {"kind": "diagnosed"})
    assert case.events.get(kind="diagnosed").at == NOW
    wrong = desk.post(f"/desk/cases/{case.pk}/event/", {"kind": "nothing", "at": "soon"})
    assert wrong.status_code == 400
    assert "Enter a valid date/time." in wrong.content.decode()
