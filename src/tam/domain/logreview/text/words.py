"""A text in its plain words: one case, no punctuation, camel case and underscores taken apart."""

import re

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NUMBERS = re.compile(r"\d+")
_BREAK = re.compile(r"[^A-Za-z0-9%/.'+-]+")
_SENTENCE = re.compile(r"(?<=[a-z0-9)\]'\"])[.!?;]\s+(?=[A-Z\[(\"'])")
_REMEDY = re.compile(
    r"(?:please |then |to |you should |operator should |action:? |remedy:? )?"
    r"(?:check|replace|clean the|copy|close|inspect|enter|contact|read the|service"
    r" the|verify|call|open a|order|"
    r"remove the|run the|restart the|reset the|power cycle|install|update the|use a|see|refer|no"
    r" action|if the|if this|"
    r"wait|move the|retire|press|ask|renew|correct|repair|reseat|look|schedule)\b",
    re.IGNORECASE,
)


def name_key(name: str) -> str:
    """An element or column name reduced to its letters and digits, so that spellings meet."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def words(text: str) -> str:
    """Lower-case words with single blanks; slashes and points inside numbers and paths stay."""
    parted = _CAMEL.sub(" ", text)
    kept = _BREAK.sub(" ", parted.replace("_", " ")).split()
    return " ".join(word.rstrip(".'") or word for word in kept).lower()


def folded(said: str) -> str:
    """Words with every number as 0."""
    return _NUMBERS.sub("0", said)


def sentences(text: str) -> list[str]:
    """The sentences that report; those that only tell the reader what to do are left out."""
    parts = [part.strip() for part in _SENTENCE.split(text)]
    said = [
        part for index, part in enumerate(parts) if part and (index == 0 or not _REMEDY.match(part))
    ]
    return said or parts[:1]
