"""One answer: its values with the clauses, readings and caveats it leans on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from tam.cli.examples.question import Question, Unanswerable
from tam.domain.entitlement.sentences import Said, texts
from tam.domain.readings import reading_of


@dataclass(frozen=True)
class Answer:
    """The values of an answer in the keys of the question's kind, and what they lean on."""

    values: Mapping[str, object]
    clauses: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    caveats: tuple[Said, ...] = ()
    says: tuple[Said, ...] = ()


Handler = Callable[[Question], Answer]


def unique(items: Iterable[str]) -> tuple[str, ...]:
    """Each item once, in the order of its first appearance."""
    return tuple(dict.fromkeys(items))


def by_number(readings: Iterable[str]) -> tuple[str, ...]:
    """Reading ids once each, A3 before A21."""
    return tuple(sorted(set(readings), key=lambda reading: int(reading[1:])))


def under_other_readings(
    question: Question, answer: Answer, handler: Handler
) -> list[dict[str, object]]:
    """What each reading the answer leans on would change it to under its other values."""
    others: list[dict[str, object]] = []
    for reading in by_number(answer.readings):
        known = reading_of(reading)
        for value, meaning in ((known.default, known.decision), *known.alternatives):
            if known.switches[0].unit or question.readings.holds(reading, value):
                continue
            asked = replace(question, readings=question.readings.instead(reading, value))
            try:
                values = dict(handler(asked).values)
            except Unanswerable as missing:
                values = {"unknown": True, "because": str(missing)}
            changed = {key: new for key, new in values.items() if answer.values.get(key) != new}
            if changed:
                others.append(
                    {"switch": reading, "value": value, "means": meaning, "answer": changed}
                )
    return others


def as_json(question: Question, handler: Handler) -> dict[str, object]:
    """The answer as plain values for JSON: the keys of the kind, then what it leans on."""
    answer = handler(question)
    readings = by_number(answer.readings)
    switched = [question.readings.quote(reading) for reading in readings]
    unused = tuple(Said("facts.unused", (name,)) for name in question.unused)
    found: dict[str, object] = dict(answer.values)
    found |= {
        "clauses": list(unique(answer.clauses)),
        "readings": list(readings),
        "caveats": list(unique(texts((*answer.caveats, *unused)))),
        "says": list(unique(texts(answer.says))),
    }
    set_apart = [quote for quote in switched if "=" in quote]
    if set_apart:
        found["switched"] = set_apart
    others = under_other_readings(question, answer, handler)
    if others:
        found["other_readings"] = others
    return found
