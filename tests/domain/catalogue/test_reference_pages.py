"""The reference pages say what the code holds: clauses, readings and levels with headings."""

from pathlib import Path

from tam.domain.catalogue.explained import explained
from tam.domain.catalogue.load import standard
from tam.domain.catalogue.saying import given
from tam.domain.clauses import CLAUSES
from tam.domain.readings import READINGS

PAGES = Path(__file__).parents[3] / "docs" / "reference"


def sections(name):
    """The text under each second-level heading of a page."""
    text = (PAGES / name).read_text(encoding="utf-8")
    parts = text.split("\n## ")[1:]
    return {part.partition("\n")[0]: part.partition("\n")[2] for part in parts}


def test_every_clause_has_its_heading_promise_and_module():
    page = sections("clauses.md")
    assert list(page) == [f"{clause.id} {clause.title}" for clause in CLAUSES.values()]
    for clause in CLAUSES.values():
        section = page[f"{clause.id} {clause.title}"]
        assert f"> {clause.promise}" in section
        where = f"`{clause.module}`" if clause.module else "planned"
        assert f"Carried out by: {where}." in section
        words = explained()[clause.id]
        assert words.kept in " ".join(section.split())
        listed = ", ".join(f"[{one}](#{one.lower()})" for one in words.readings)
        assert (f"Readings: {listed}." if listed else "Carried out by") in section
        assert section.count("[A") == len(words.readings)


def test_every_reading_has_its_heading_decision_and_values():
    page = sections("readings.md")
    assert list(page) == [f"{reading.id} {reading.switch}" for reading in READINGS.values()]
    for reading in READINGS.values():
        section = page[f"{reading.id} {reading.switch}"]
        assert reading.decision in section
        for switch in reading.switches:
            for value in (switch.default, *(value for value, _ in switch.alternatives)):
                assert f"| `{switch.name}` | `{value}`" in section
        rows = [line for line in section.splitlines() if line.startswith("| `")]
        assert len(rows) == sum(1 + len(switch.alternatives) for switch in reading.switches)


def test_every_level_has_its_heading_and_a_row_for_each_clause():
    page = sections("levels.md")
    assert tuple(page) == standard().ids
    for level_id, section in page.items():
        level = standard().level(level_id)
        assert level.name in section
        for key, terms in level.clauses.items():
            status = terms.status.value.replace("_", " ")
            said = "; ".join(given(terms))
            assert f"| `{key}` | {status} | {terms.evidence.value} | {said}" in section
