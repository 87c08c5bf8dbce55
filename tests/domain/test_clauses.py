"""The index of the service description."""

import importlib.util

import pytest

from tam.domain.clauses import CLAUSES, UnknownClause, clause_of


def test_all_nineteen_clauses_and_seven_notes_are_there():
    tam = [f"TAM-{number:02}" for number in range(1, 20)]
    notes = [f"NOTE-{number}" for number in range(1, 8)]
    assert list(CLAUSES) == tam + notes


def test_a_clause_quotes_its_promise_and_its_source():
    clause = clause_of("TAM-07")
    assert clause.promise == "Monthly evaluation of ASL files."
    assert clause.source.endswith("technical-account-management-(tam)")


def test_a_clause_is_planned_or_names_a_module_that_is_there():
    for clause in CLAUSES.values():
        if clause.module is None:
            assert clause.planned
        else:
            assert not clause.planned
            assert importlib.util.find_spec(clause.module), clause.module


def test_an_unknown_clause_names_the_known_ones():
    with pytest.raises(UnknownClause, match="There is no clause 'TAM-20'; the clauses are TAM-01"):
        clause_of("TAM-20")
