"""An examples file read, asked case by case, and answered in the same keys."""

from collections.abc import Iterator, Mapping

from tam.cli.examples.answer import Handler, as_json
from tam.cli.examples.duties import answer_duties
from tam.cli.examples.gates import answer_clock_state, answer_gate, answer_relocation
from tam.cli.examples.levels import answer_clause, answer_pairing
from tam.cli.examples.promises import (
    answer_kit,
    answer_on_site,
    answer_parts,
    answer_repair,
    answer_returned,
    answer_shipment,
    answer_telephone,
)
from tam.cli.examples.question import Question, Unanswerable, contract_readings, merged
from tam.domain.catalogue.entries import BadEntry, Entry, read_entries
from tam.domain.catalogue.load import Catalogue
from tam.domain.readings import Readings

HANDLERS: Mapping[str, Handler] = {
    "clause": answer_clause,
    "pairing": answer_pairing,
    "gate": answer_gate,
    "clock_state": answer_clock_state,
    "relocation": answer_relocation,
    "duties": answer_duties,
    "telephone_cover": answer_telephone,
    "parts_promise": answer_parts,
    "part_shipment": answer_shipment,
    "kit_refill": answer_kit,
    "on_site_promise": answer_on_site,
    "repair_can_start": answer_repair,
    "returned_part": answer_returned,
}
REFUSALS = (Unanswerable, ValueError, OverflowError)  # what a wrong fact can lead to


def answer_file(
    text: str, name: str, readings: Readings, catalogue: Catalogue
) -> list[dict[str, object]]:
    """Every example of the file with its cases answered; a broken file is a `BadEntry`."""
    keys = read_entries(text, name).mapping()
    if "examples" not in keys:
        raise BadEntry(f"{name}:1: the key 'examples' is missing")
    return [_example(entry, readings, catalogue) for entry in keys["examples"].items()]


def _example(entry: Entry, readings: Readings, catalogue: Catalogue) -> dict[str, object]:
    """One example: its id, title and the answers to its cases."""
    keys = entry.mapping()
    if "cases" not in keys:
        raise entry.wrong("the key 'cases' is missing")
    facts = keys["facts"].mapping() if "facts" in keys and not keys["facts"].is_null else {}
    found: dict[str, object] = {name: keys[name].text() for name in ("id", "title") if name in keys}
    found["cases"] = list(_cases(keys["cases"], facts, readings, catalogue))
    return found


def _cases(
    cases: Entry, facts: Mapping[str, Entry], readings: Readings, catalogue: Catalogue
) -> Iterator[dict[str, object]]:
    """One answer a case; a case that cannot be answered says why and the rest goes on."""
    for number, case in enumerate(cases.items(), start=1):
        try:
            answer = _answer(case, facts, readings, catalogue)
        except REFUSALS as missing:
            answer = {"unknown": True, "because": str(missing)}
        yield {"case": number, "ask": _ask(case), "answer": answer}


def _ask(case: Entry) -> str | None:
    """The kind of question of a case, where it can be read."""
    try:
        return case.mapping()["ask"].text()
    except (BadEntry, KeyError):
        return None


def _answer(
    case: Entry, facts: Mapping[str, Entry], readings: Readings, catalogue: Catalogue
) -> dict[str, object]:
    """The answer of one case."""
    keys = case.mapping()
    if "ask" not in keys:
        raise case.wrong("the key 'ask' is missing")
    ask = keys["ask"].text()
    if ask not in HANDLERS:
        raise keys["ask"].wrong(f"{ask!r} is not a question; ask one of {', '.join(HANDLERS)}")
    given = keys["given"].mapping() if "given" in keys and not keys["given"].is_null else {}
    both = merged(facts, given)
    question = Question(ask, both, contract_readings(both, readings), catalogue)
    return as_json(question, HANDLERS[ask])
