"""`GET /api/v1/why`: the whole decision, for those who may see the machine."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tam.apps.cases.models import Case
from tam.apps.people import services_tokens as services
from tam.apps.people.services_tokens import NewToken
from tam.domain.principals import system

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def asked(house, client):
    """Ask as a person: `asked(house.customer, serial=..., clause=...)`."""

    def ask(user=None, **query):
        new = NewToken(user or house.customer, "test", timedelta(days=30))
        token = services.make_token(new=new, made_at=NOW, by=system("test"))
        words = {"serial": "4B31C86E", "clause": "TAM-04", **query}
        headers = {"Authorization": f"Bearer {token}"}
        return client.get("/api/v1/why", words, headers=headers)

    return ask


@pytest.mark.clause("TAM-04")
def test_the_whole_decision(asked):
    answer = asked(at="2026-03-04T03:00:00-07:00").json()
    assert (answer["serial"], answer["zone"], answer["verdict"]) == (
        "4B31C86E",
        "America/Denver",
        "yes",
    )
    decision = answer["decision"]
    assert decision["governing"]["line"] == 1
    assert decision["contract"] == "SG-2041"
    assert [one["outcome"] for one in decision["tried"]] == ["holds", "passes_on", "decides"]
    assert set(decision["versions"]) == {"catalogue", "holidays", "tzdata"}
    assert answer["strip"]["parts"] == [
        {
            "look": "open",
            "since": "2026-03-04T00:00:00-07:00",
            "until": "2026-03-05T00:00:00-07:00",
            "label": "",
            "waits_on": "",
        }
    ]
    assert [one["word"] for one in answer["strip"]["marks"]] == ["asked", "now"]


@pytest.mark.clause("TAM-03")
def test_with_a_case_its_events_count_and_its_holds_are_drawn(asked):
    number = Case.unscoped.get(equipment__serial="C1A87F36").number
    answer = asked(serial="C1A87F36", clause="TAM-03", case=number).json()
    assert answer["case"] == number
    assert answer["decision"]["held"] == [
        {"step": "logs_or_traces_supplied", "waits_on": "customer"}
    ]
    looks = {(one["look"], one["waits_on"]) for one in answer["strip"]["parts"]}
    assert ("held", "customer") in looks


@pytest.mark.clause("TAM-16")
def test_unknown_is_an_answer_and_never_a_no(asked):
    answer = asked(clause="TAM-16")
    assert (answer.status_code, answer.json()["verdict"]) == (200, "unknown")
    assert answer.json()["strip"] is None


@pytest.mark.clause("TAM-17")
def test_what_is_not_ones_own_and_what_does_not_exist_are_the_same(asked, house):
    own_case = Case.unscoped.get(equipment__serial="C1A87F36").number
    foreign = [
        asked(serial="8FB4572D"),
        asked(serial="NOPE"),
        asked(house.stranger),
        asked(house.stranger, serial="8FB4572D", case=own_case),
        asked(case="C-99999"),
    ]
    assert {answer.status_code for answer in foreign} == {404}
    assert len({answer.json()["error"]["message"] for answer in foreign}) == 1


@pytest.mark.parametrize(
    ("query", "name", "message"),
    [
        ({"at": "2026-03-04T10:00:00"}, "at", "has no offset"),
        ({"at": "2026-03-04"}, "at", "has no offset"),
        ({"at": "0000-01-01T00:00:00Z"}, "at", "write it as 2026-03-04T10:00:00+01:00"),
        ({"at": "tomorrow"}, "at", "write it as"),
        ({"at": "1772618400"}, "at", "write it as"),
        ({"at": "1066-10-14T00:00:00Z"}, "at", "the year 1066 is outside"),
        ({"at": "9999-12-31T00:00:00Z"}, "at", "the year 9999 is outside"),
        ({"at": "x" * 41}, "at", "at most 40"),
        ({"clause": "TAM-44"}, "clause", "There is no clause 'TAM-44'"),
        ({"clause": "telephone_support"}, "clause", "There is no clause"),
        ({"clause": "NOTE-1"}, "clause", "it is a rule for all levels"),
        ({"clause": ""}, "clause", "There is no clause ''"),
        ({"serial": "s" * 61}, "serial", "at most 60"),
    ],
)
def test_malformed_input_names_its_field_and_says_what_to_do(asked, query, name, message):
    answer = asked(**query)
    assert answer.status_code == 422
    (field,) = answer.json()["error"]["fields"]
    assert field["name"] == name
    assert message in field["message"]


def test_a_plus_that_an_address_lost_is_found_again(asked, client):
    assert asked(at="2026-03-04T10:00:00 01:00").json()["decision"]["at"] == (
        "2026-03-04T10:00:00+01:00"
    )


def test_a_case_of_another_machine_is_malformed(asked):
    number = Case.unscoped.get(equipment__serial="C1A87F36").number
    (field,) = asked(case=number).json()["error"]["fields"]
    assert field == {"name": "case", "message": f"{number} is about another machine than 4B31C86E."}
