"""`tam why SERIAL CLAUSE`: asked of the database, and stored decisions computed again."""

import json

import pytest

from tam.apps.cases.models import Case
from tam.apps.entitlement.models import StoredDecision


@pytest.mark.clause("TAM-04")
def test_a_machine_is_asked_by_its_serial(house, why):
    code, out, _ = why("4B31C86E", "TAM-04", "--at", "2026-03-04T10:00:00+01:00")
    assert code == 0
    assert out.startswith("TAM-04 On Site Parts Replacement: yes\n")
    assert "Asked for 2026-03-04 10:00+01:00 at Boulder Data Center, US (America/Denver)" in out
    assert "contract SG-2041 line 1" in out


@pytest.mark.clause("TAM-03")
def test_with_a_case_as_json_and_without_a_moment_it_is_now(house, why):
    number = Case.unscoped.get(equipment__serial="C1A87F36").number
    code, out, _ = why("C1A87F36", "TAM-03", "--case", number, "--format", "json")
    found = json.loads(out)
    assert code == 0
    assert found["held"] == [{"step": "logs_or_traces_supplied", "waits_on": "customer"}]
    assert found["readings"][0]["id"] == "A28"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("4B31C86E",), "Name a serial number and a clause, such as: tam why 4B31C86E TAM-04."),
        (("4B31C86E", "TAM-04", "x"), "Name a serial number and a clause"),
        (("NOPE", "TAM-04"), "There is no machine with the serial number 'NOPE'."),
        (
            ("4B31C86E", "TAM-04", "--case", "C-9"),
            "There is no machine with the serial number '4B31C86E' or no case 'C-9'.",
        ),
        (("4B31C86E", "TAM-44"), "There is no clause 'TAM-44'"),
        (("4B31C86E", "NOTE-1"), "it is a rule for all levels"),
        (
            ("4B31C86E", "TAM-04", "--at", "2026-03-04T10:00:00"),
            "--at: 2026-03-04T10:00:00 has no offset",
        ),
        (
            ("4B31C86E", "TAM-04", "--at", "0000-01-01T00:00:00Z"),
            "--at: write it as 2026-03-04T10:00:00+01:00, not '0000-01-01T00:00:00Z'.",
        ),
        (
            ("4B31C86E", "TAM-04", "--at", "1066-10-14T00:00:00Z"),
            "--at: the year 1066 is outside 1971 to 2199.",
        ),
        (
            ("4B31C86E", "TAM-04", "--level", "tam"),
            "--level: the contract of the machine says it.",
        ),
    ],
)
def test_a_question_that_cannot_be_asked_says_why(house, why, words, message):
    code, out, err = why(*words)
    assert (code, out) == (2, "")
    assert message in err


def test_stored_decisions_are_verified(house, why):
    code, out, _ = why("--verify")
    assert code == 0
    assert out == f"{StoredDecision.unscoped.count()} the same to the byte\n"


def test_a_stored_decision_that_is_not_its_own_is_listed(house, why):
    row = StoredDecision.unscoped.filter(clause="TAM-03").first()
    row.pk, row.text = None, row.text.replace('"yes"', '"no"')
    row.save()
    code, out, _ = why("--verify")
    assert code == 1
    assert f"{row.pk} {row.subject} TAM-03: not the text that was stored\n" in out


def test_an_empty_house_has_nothing_to_verify(db, why):
    assert why("--verify") == (0, "No decision is stored yet.\n", "")
