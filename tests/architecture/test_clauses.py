"""Every clause of the service description leads to its module, its tests and its page."""

import importlib
import re
from pathlib import Path

from tree import REFERENCE, marks

from tam.domain.clauses import CLAUSES

IDS = [*(f"TAM-{n:02d}" for n in range(1, 20)), *(f"NOTE-{n}" for n in range(1, 8))]
CARRIED_OUT = [clause for clause in CLAUSES.values() if not clause.planned]


def sources_of(module: str) -> str:
    """The text of a module, or of every module of a package."""
    place = Path(str(importlib.import_module(module).__file__))
    paths = sorted(place.parent.rglob("*.py")) if place.name == "__init__.py" else [place]
    return "\n".join(path.read_text("utf-8") for path in paths)


def test_the_index_has_every_clause_once() -> None:
    assert list(CLAUSES) == IDS


def test_the_module_of_a_clause_exists_and_names_it() -> None:
    assert [
        clause.id
        for clause in CARRIED_OUT
        if not re.search(rf"\b{clause.id}\b", sources_of(str(clause.module)))
    ] == []


def test_every_clause_carried_out_is_held_up_by_a_test() -> None:
    held_up = marks("clause")
    assert [clause.id for clause in CARRIED_OUT if clause.id not in held_up] == []


def test_no_test_names_an_unknown_clause() -> None:
    assert {name: files for name, files in marks("clause").items() if name not in CLAUSES} == {}


def test_every_clause_stands_in_the_reference() -> None:
    pages = "\n".join(page.read_text("utf-8") for page in sorted(REFERENCE.rglob("*.md")))
    assert [name for name in CLAUSES if not re.search(rf"\b{name}\b", pages)] == []
