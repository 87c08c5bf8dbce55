"""Contracts by the API: the verdict of every door, and what became of each."""

import io
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from entering import CASES, agrees, file_of, line, written

from tam.apps.entitlement.models import ServiceContract
from tam.apps.entitlement.services import entering
from tam.apps.entitlement.services.importing import Source, import_contracts
from tam.apps.people import services_tokens as tokens
from tam.apps.people.services_tokens import NewToken
from tam.domain.principals import system

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
PLACE = "/api/v1/contracts"
pytestmark = pytest.mark.clause("TAM-01")


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def api(client, house):
    """Ask as the representative."""

    def asking(method, path=PLACE, body=None, who=None):
        new = NewToken(who or house.representative, "test", timedelta(days=30))
        token = tokens.make_token(new=new, made_at=NOW, by=system("test"))
        send = getattr(client, method)
        more = {} if body is None else {"data": body, "content_type": "application/json"}
        return send(path, headers={"Authorization": f"Bearer {token}"}, **more)

    return asking


def body_of(made):
    body = asdict(made)
    return body | {"lines": [one | {"options": one["options"].split()} for one in body["lines"]]}


def told(verdict):
    return [(one["kind"], one["clause"], one["field"], one["reason"]) for one in verdict["points"]]


@pytest.mark.parametrize("case", CASES)
def test_form_api_and_file_say_the_same(house, api, case):
    made, outcome, _ = CASES[case]
    by = system("test", frozenset({house.account}))
    answer = api("post", f"{PLACE}?dry_run=true", body_of(made))
    said = answer.json()
    verdict = said.get("verdict", said)
    would = "entered" if verdict["outcome"] == "allowed" else verdict["outcome"]
    agrees(case, would, told(verdict))
    form = entering.enter_contract(written=made, at=house.now, by=by, dry_run=True)
    assert told(verdict) == [
        (one.kind.value, one.clause, one.field, one.reason) for one in form.points
    ]
    source = Source(io.BytesIO(file_of(made)), "x.csv")
    report = import_contracts(source=source, at=house.now, by=by, dry_run=True)
    file = (*report.problems, *report.warnings)
    assert sorted((one.kind.value, one.clause, one.reason) for one in file) == sorted(
        (one["kind"], one["clause"], " ".join((one["reason"], *one["remedies"])))
        for one in verdict["points"]
    )
    assert answer.status_code == (422 if outcome == "wrong" else 200)
    assert ServiceContract.unscoped.count() == 2


def test_a_contract_is_entered_once(api):
    answer = api("post", PLACE, body_of(written("SG-9801")))
    assert (answer.status_code, answer.json()["outcome"]) == (201, "entered")
    again = api("post", PLACE, body_of(written("SG-9801")))
    assert (again.status_code, again.json()["outcome"]) == (200, "unchanged")


def test_a_refusal_is_a_409_with_clause_reason_and_every_point(api):
    answer = api("post", PLACE, body_of(CASES["tam on plain next business day"][0]))
    assert answer.status_code == 409
    error = answer.json()["error"]
    assert (error["code"], error["clause"]) == ("refused", "TAM-01")
    assert error["message"].endswith("Add 24 Hour Phone uplift to Next Business Day On Site.")
    assert answer.json()["verdict"]["outcome"] == "refused"
    assert len(answer.json()["verdict"]["points"]) == 3


def test_what_cannot_be_read_is_a_422_that_names_the_field(api):
    answer = api("post", PLACE, body_of(written("SG-9802", starts_on="2028-01-01T00:00:00")))
    assert answer.status_code == 422
    assert answer.json()["error"]["fields"] == [
        {
            "name": "starts_on",
            "message": "“2028-01-01T00:00:00” is no day; write year-month-day, such as 2026-03-04.",
        }
    ]
    strange = body_of(written("SG-9802")) | {"colour": "red"}
    assert api("post", PLACE, strange).json()["error"]["fields"][0]["name"] == "body.colour"
    typed = body_of(written("SG-9802")) | {"number": 7}
    assert api("post", PLACE, typed).status_code == 422


@pytest.mark.clause("TAM-17")
def test_a_customer_reads_their_own_and_enters_nothing(house, api):
    assert api("post", PLACE, body_of(written("SG-9803")), who=house.customer).status_code == 404
    own = api("get", PLACE, who=house.customer).json()
    assert [(one["number"], one["account"], one["state"]) for one in own["contracts"]] == [
        ("SG-2041", "northern-lights", "running"),
        ("SG-2042", "northern-lights", "running"),
    ]
    assert api("get", PLACE, who=house.stranger).json()["total"] == 0
    assert api("get", f"{PLACE}/SG-2041", who=house.stranger).status_code == 404


def test_lists_and_one_contract(api):
    api("post", PLACE, body_of(written("SG/98 04", line(serial="C1A87F36"))))
    assert api("get", f"{PLACE}?state=to+come").json()["total"] == 1
    assert api("get", f"{PLACE}?account=northern-lights&number=2042").json()["total"] == 1
    assert api("get", f"{PLACE}?account=quiet-harbour").status_code == 404
    one = api("get", f"{PLACE}/SG/98%2004").json()
    assert (one["number"], one["master_agreement"], one["line_count"]) == ("SG/98 04", "MSA 7", 1)
    assert one["lines"] == [
        {
            "number": 1,
            "level": "four_hour_on_site",
            "level_version": 1,
            "options": [],
            "site": "Oslo Archive",
            "serial": "C1A87F36",
            "starts_on": "2028-01-01",
            "ends_on": "2028-12-31",
            "state": "to come",
            "voids": "",
        }
    ]
    assert api("get", f"{PLACE}/NONE").status_code == 404
