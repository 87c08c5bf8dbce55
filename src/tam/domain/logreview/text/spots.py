"""The place of a line: what a finding shows as its proof."""

import re
from dataclasses import dataclass

from tam.domain.logreview.thresholds import LIMITS

_ODD = re.compile(r"[^\x20-\x7e\u00a0-\u017f\u0370-\u03ff\u0400-\u04ff]+")
_ESCAPES = re.compile(
    r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|[\]P][^\x07\x1b]*+(?:\x07|\x1b\\)|[@-Z\\^_])|\x9b[0-9;?]*[@-~]"
)
SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Spot:
    """One line of one member of one bundle.

    `text` is the line without outer blanks, or a cut from it.
    """

    bundle: str
    member: str
    line: int
    text: str


def excerpt(line: str) -> str:
    """The part of a line that can be shown anywhere.

    Whole where it is plain, else its longest plain run.
    """
    text = line.strip()
    if _ODD.search(text) is not None:
        runs = [run.strip() for run in _ODD.split(text)]
        text = max(runs, key=len) if runs else ""
    return text[: LIMITS.evidence_chars].rstrip()


def plain(line: str) -> str:
    """A line for reading: the beginning of a very long one, made clean."""
    return clean(line[: LIMITS.read_chars])


def clean(line: str) -> str:
    """A whole line without terminal escapes and NUL bytes; other controls become a blank."""
    if line.isprintable():
        return line
    text = _ESCAPES.sub("", line).replace("\0", "")
    return "".join(letter if letter.isprintable() or letter == "\t" else " " for letter in text)
