"""Every address, every role, every object: who may; others cannot tell what is not theirs."""

import copy
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
import snapshot
import yaml
from django.core.management import call_command
from django.urls import reverse
from world import NOW

from tam.apps.cases import services as cases
from tam.apps.cases.services import Fix, NewCase
from tam.apps.entitlement import services as contracts
from tam.apps.entitlement.models import StoredDecision
from tam.apps.entitlement.services import NewContract, NewLine
from tam.apps.estate import selectors as estate
from tam.apps.estate import services as places
from tam.apps.estate import services_centers as service_centers
from tam.apps.estate.models import PartnerServiceCenter
from tam.apps.estate.services import NewLibrary, NewSite
from tam.apps.logreview import services as logs
from tam.apps.logreview.models import Finding, LogBundle
from tam.apps.logreview.services import Read, Upload
from tam.apps.obligations.models import Obligation
from tam.apps.people import services as people
from tam.apps.people import services_tokens as tokens
from tam.apps.people.services import NewPerson, NewStakeholder
from tam.apps.people.services_tokens import NewToken
from tam.apps.reports import services as reports
from tam.apps.reports.models import Receipt
from tam.domain.cases.lifecycle import Severity
from tam.domain.entitlement.centers import Center
from tam.domain.entitlement.distance import Position
from tam.domain.principals import Role, Scope, system
from tam.engine.managers import planning

MATRIX = yaml.safe_load((Path(__file__).parent / "authz.yaml").read_text("utf-8"))
ROLED = {
    name: entry
    for name, entry in MATRIX.items()
    if {role.value for role in Role} & set(entry["allow"])
}
PUBLIC = {"level": "tam", "clause": "TAM-06"}  # nobody's: the same for every customer
NOBODYS = {*PUBLIC, "center"}
NOWHERE = 2**62
BY = system("test")
MONTH = timedelta(days=30)


def now():
    return datetime.now(UTC)


def customer(name, letter):
    """One customer with one of everything; every text of it carries its canary."""
    canary = f"CANARY-{letter}"
    account = places.add_account(name=f"{name} {canary}", slug=name.lower(), at=NOW, by=BY)
    place = NewSite(f"Site {canary}", "1 Road", "Oslo", "NO", "Europe/Oslo")
    site = places.add_site(account_id=account, new=place, at=NOW, by=BY)
    library = places.add_library(
        site_id=site, new=NewLibrary(f"SN{letter}0001", "T950", f"lib {canary}"), at=NOW, by=BY
    )
    start, end = NOW.date().replace(day=1), NOW.date().replace(year=NOW.year + 1)
    contract = contracts.add_contract(
        new=NewContract(account, f"SG-{letter}", start, end, f"MSA {canary}"), at=NOW, by=BY
    )
    for level in ("four_hour_on_site", "tam"):
        contracts.ask_line(new=NewLine(contract, level, site, start, end), at=NOW, by=BY)
    new = NewCase(account, library, f"Fault {canary}", Severity.MAJOR, f"Words {canary}")
    case = cases.open_case(new=new, opened_at=NOW, by=BY)
    cases.resolve_case(case_id=case, fix=Fix("Done", 28), resolved_at=NOW, by=BY)
    second = cases.open_case(new=new, opened_at=NOW, by=BY)
    upload = Upload([f"line {canary}\n".encode()], f"{canary}.log", account, library)
    bundle = logs.receive_bundle(upload=upload, at=NOW, by=BY).bundle_id
    serial = f"SN{letter}0001"
    owned = {"account": account, "site": site, "library": library, "case": second}
    owned |= {"bundle": bundle, "contract": contract, "serial": serial}
    owned |= {"finding": finding_in(bundle, serial, canary)}
    owned |= {"contract-number": f"SG-{letter}", "one": 1}
    return owned | PUBLIC


def nothing(objects):
    """What names no object at all."""
    return dict.fromkeys(objects, NOWHERE)


def finding_in(bundle, serial, canary):
    """The bundle is read, and what is found in it carries the canary."""
    row = LogBundle.unscoped.get(pk=bundle)
    found = {
        "kind": "fan-failed", "severity": "warning", "count": 1, "confidence": 0.9,
        "subject": {"type": "fan", "id": canary}, "title": f"Fan {canary}", "advice": "Replace it.",
        "first_seen": None, "last_seen": None,
        "evidence": [{"bundle": row.name, "member": "m", "line": 1, "text": canary}],
    }  # fmt: skip
    part = {
        "name": row.name, "sha256": row.sha256, "library_serial": serial, "members": [],
        "captured_at": NOW.isoformat(), "coverage": {"bytes": 9, "parsed": 1.0, "mined": 0},
    }  # fmt: skip
    document = {"bundles": [part], "findings": [found], "undecided": [], "suppressed": []}
    figures = {row.sha256: {"levels": [{"part": canary, "type": canary, "level": canary}]}}
    read = Read(document, "test", figures)
    logs.keep_evaluation(bundle_id=bundle, read=read, at=NOW, by=BY)
    return Finding.unscoped.get(subject_id=canary).pk


def issued(account):
    """A report of the account, and the message that carries it."""
    new = NewStakeholder("Kim", "kim@x.example", "Owner", "customer")
    people.add_stakeholder(account_id=account, new=new, at=NOW, by=BY)
    report = reports.issue_report(
        account_id=account, until_on=None, summary="All told.", issued_at=NOW, by=BY
    )
    return {"report": report, "notice": Receipt.unscoped.get(report=report).notice_id}


BUILT = []


@pytest.fixture
def world(db, settings, tmp_path_factory):
    """Two customers, and one person of every role for the first: built once, laid again."""
    if BUILT:
        objects, rows, settings.TAM_BLOBS = BUILT[0]
        snapshot.lay(rows)
        return copy.deepcopy(objects)
    settings.TAM_BLOBS = tmp_path_factory.mktemp("matrix")
    objects = build()
    BUILT.append((copy.deepcopy(objects), snapshot.take(), settings.TAM_BLOBS))
    return objects


def build():
    """Everything that a route can name, for each of the two."""
    ours, theirs = customer("Alpha", "A"), customer("Beta", "B")
    planning.run(NOW)
    center = Center("Drammen", "", "NO", Position(59.744, 10.2045))
    service_centers.take_centers(centers=[center], at=NOW, by=BY)
    for own in (ours, theirs):
        own |= issued(own["account"])
        own["center"] = PartnerServiceCenter.objects.get().pk
        owed = Obligation.unscoped.filter(account_id=own["account"], duty="weekly-log-review")
        own["obligation"] = owed.first().pk
        own["decision"] = StoredDecision.unscoped.filter(account_id=own["account"]).first().pk
    persons = {}
    for role in Role:
        new = NewPerson(f"{role.value}@a.example", role.value, "Europe/Oslo")
        persons[role.value] = people.add_person(new=new, at=NOW, by=BY)
        people.grant_role(
            user_id=persons[role.value], account_id=ours["account"], role=role, at=NOW, by=BY
        )
    return ours, theirs, persons


@pytest.fixture
def browser_of(browser_of):
    """A browser of a person that carries their access token too, which the API alone reads."""

    def log_in(user_id):
        token = tokens.make_token(new=NewToken(user_id, "t", MONTH), made_at=now(), by=BY)
        client = browser_of(user_id)
        client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {token}"
        return client

    return log_in


def address(name, entry, objects):
    path = reverse(
        name, kwargs={key: objects[kind] for key, kind in entry.get("objects", {}).items()}
    )
    query = {key: objects[kind] for key, kind in entry.get("query", {}).items()}
    return f"{path}?{urlencode(query)}" if query else path


def ask(client, method, url):
    return client.get(url) if method == "GET" else client.post(url, {})


def complaints(name, entry, role, client, owners):
    """What one role gets at one address that the matrix does not say."""
    ours, theirs = owners
    for method in entry["methods"]:
        said = f"{role} {method} {name}"
        own = ask(client, method, address(name, entry, ours))
        allowed = entry.get(method.lower(), entry["allow"])
        right = {200, 302, 400, 409} if role in allowed else {404}
        if own.status_code not in right:
            yield f"{said}: own {own.status_code}"
        answers = [own]
        named = entry.get("objects", {}) | entry.get("query", {})
        if named:
            missing = nothing(theirs) | ({"clause": "TAM-04"} if "query" in entry else {})
            answers.append(ask(client, method, address(name, entry, missing)))
            if set(named.values()) - NOBODYS:
                answers.append(ask(client, method, address(name, entry, theirs)))
            if {answer.status_code for answer in answers[1:]} != {404}:
                yield f"{said}: foreign or missing {answers[-1].status_code}"
        if any(b"CANARY-B" in body_of(answer) for answer in answers):
            yield f"{said}: shows what is another customer's"


@pytest.mark.clause("TAM-17")
@pytest.mark.parametrize("role", [role.value for role in Role])
def test_who_may_and_who_sees_nothing(role, world, browser_of):
    ours, theirs, persons = world
    client = browser_of(persons[role])
    found = [
        words
        for name, entry in ROLED.items()
        for words in complaints(name, entry, role, client, (ours, theirs))
    ]
    assert found == []


def body_of(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.clause("TAM-17")
def test_pages_before_the_roles_tell_a_stranger_nothing(world, client):
    words = {"token": "x" * 43, "uidb36": "1", "key": "x-y", "token_id": NOWHERE}
    for name in set(MATRIX) - set(ROLED):
        entry = MATRIX[name]
        url = reverse(name, kwargs={key: words[key] for key in entry.get("objects", {})})
        for method in entry["methods"]:
            response = ask(client, method, url)
            assert response.status_code < 500, name
            assert b"CANARY" not in response.content, name


@pytest.mark.clause("TAM-17")
def test_without_log_in_every_page_asks_for_it(world, client):
    ours, _, _ = world
    for name, entry in ROLED.items():
        for method in entry["methods"]:
            response = ask(client, method, address(name, entry, ours))
            if name.startswith("api:"):
                assert response.status_code == 401, name
                continue
            assert response.status_code == 302, name
            assert response["Location"].startswith("/login/"), name


@pytest.mark.clause("TAM-17")
def test_a_person_who_is_switched_off_sees_nothing_at_once(world, browser_of):
    from tam.apps.people.models import User  # noqa: PLC0415 - the one row this test changes

    client = browser_of(world[2]["tam"])
    assert client.get("/desk/").status_code == 200
    User.objects.filter(pk=world[2]["tam"]).update(is_active=False)
    assert client.get("/desk/").status_code == 302


@pytest.mark.clause("TAM-17")
def test_other_methods_are_not_allowed(world, browser_of):
    ours, _, persons = world
    for role in ("tam", "customer.admin"):
        client = browser_of(persons[role])
        for name, entry in ROLED.items():
            if entry["methods"] == ["GET"] and role in entry["allow"]:
                url = address(name, entry, ours)
                assert client.post(url).status_code == 405, name
                assert client.delete(url).status_code == 405, name


@pytest.mark.clause("TAM-17")
def test_a_form_of_ours_cannot_name_a_library_of_theirs(world, browser_of):
    _, theirs, persons = world
    client = browser_of(persons["customer.admin"])
    file = io.BytesIO(b"line\n")
    file.name = "x.log"
    answer = client.post("/portal/upload/", {"file": file, "library": theirs["library"]})
    assert answer.status_code == 400
    case = {"library": theirs["library"], "title": "x", "severity": "minor"}
    assert client.post("/portal/cases/new/", case).status_code == 400
    assert LogBundle.unscoped.count() == 2


def test_the_scope_is_the_only_way_to_rows(world):
    ours, theirs, _ = world
    scope = Scope(frozenset({ours["account"]}))
    assert [one.id for one in estate.libraries(scope=scope)] == [ours["library"]]
    assert estate.library(scope=scope, equipment_id=theirs["library"]) is None


def test_the_deployment_check_finds_no_error(capsys):
    call_command("check", deploy=True, fail_level="ERROR")
