"""Lines without a time that each describe one part: its name, then `name=value` pairs.

psu FR1/PowerSupply2 input=ok output=fail
"""

import re
from collections.abc import Iterable

from tam.domain.logreview.members.sample import Sample
from tam.domain.logreview.records.interpret import Interpreter
from tam.domain.logreview.records.record import Record
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.lines import decode
from tam.domain.logreview.text.spots import plain
from tam.domain.logreview.thresholds import LIMITS

_PAIR = re.compile(
    r"(?<![\w.-])(?:[^\WA-Za-z]|[.-])*+([A-Za-z][\w.-]*+)\s?=\s?(\"[^\"]*\"|'[^']*'|[^\s,;]*)"
)
_PAIRS = re.compile(rb"\w=[^\s=]*+\s[\s,;]*+[^\s=]*+(?<=\w)=\S|\w=[^\s=,;]*+[,;][^\s=]*+(?<=\w)=\S")


def score(sample: Sample) -> float:
    """How surely most lines are such descriptions."""
    share = sample.share(_PAIRS)
    return 0.35 + 0.4 * share if share >= 0.6 else 0.0


class Entities:
    """One member of such lines."""

    def __init__(self, sink: Sink, interpreter: Interpreter) -> None:
        self.sink = sink
        self.interpreter = interpreter
        self.number = 0
        self.rows = 0

    def feed(self, lines: Iterable[bytes]) -> None:
        """Take the next lines."""
        for line in lines:
            self.number += 1
            text = plain(decode(line))
            pairs = _PAIR.findall(text)
            if len(pairs) < 2 or self.rows >= LIMITS.rows_per_member:
                continue
            self.rows += 1
            spot = self.sink.spot(self.number, text)
            first = _PAIR.search(text)
            lead = text[: first.start(1)].strip(" :,-") if first is not None else ""
            words = lead.split()
            record = Record(words[0] if words else pairs[0][0], spot)
            if lead:
                named = [
                    word
                    for word in words
                    if "/" in word or any(letter.isdigit() for letter in word)
                ]
                record.put("id", named[-1] if named else lead, spot)
            for name, value in pairs:
                record.put(name, value.strip("\"'"), spot)
            self.interpreter.close(record)
