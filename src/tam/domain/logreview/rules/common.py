"""What every rule is given and gives back."""

import re
from collections.abc import Callable, Iterable

from tam.domain.logreview.findings import Draft, Kind, Proof, Subject
from tam.domain.logreview.history import History
from tam.domain.logreview.text.words import words
from tam.domain.logreview.thresholds import Thresholds

_DENIED = re.compile(
    r"\b(?:no|not|without|zero|0|free of) (?:\w+ )?"
    r"(?:errors?|fault(?:s|ed|y)?|fail\w*|defect\w*|impaired|broken|dead)\b"
)

Rule = Callable[[History, Thresholds], list[Draft]]


def grouped(pairs: Iterable[tuple[str, Proof]]) -> dict[str, list[Proof]]:
    """Proofs by the part they speak of, in a stable order."""
    groups: dict[str, list[Proof]] = {}
    for name, proof in pairs:
        if name:
            groups.setdefault(name, []).append(proof)
    return {name: groups[name] for name in sorted(groups)}


def told(status: str) -> str:
    """A state in plain words, without the faults that it denies."""
    return _DENIED.sub("", words(status.replace("-", " ")))


def draft(
    kind: Kind, type_: str, name: str, proofs: Iterable[Proof], confidence: float, detail: str = ""
) -> Draft:
    """A draft whose count is left to the counting of occurrences."""
    return Draft(kind, Subject(type_, name), tuple(proofs), confidence, detail)
