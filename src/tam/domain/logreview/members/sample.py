"""The beginning of a member, by which parsers judge whether it is theirs."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from tam.domain.logreview.text.headers import Habit, begins_with_level, keyed, numbered
from tam.domain.logreview.text.lines import Sniffed, decode
from tam.domain.logreview.text.stamps import Stamper
from tam.domain.logreview.thresholds import LIMITS

_LOOK = 60


@dataclass(frozen=True)
class Sample:
    """The first lines of a member, with its path and encoding."""

    path: str
    sniffed: Sniffed
    lines: tuple[bytes, ...]
    stamper: Stamper | None = None

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The lines as text."""
        return tuple(decode(line) for line in self.lines)

    @property
    def stem(self) -> str:
        """The last name of the path without endings."""
        return re.split(r"[/\\]|!/", self.path)[-1].split(".")[0]

    def share(self, pattern: re.Pattern[bytes]) -> float:
        """The share of non-empty lines that a pattern finds something in."""
        full = [line for line in self.lines if line.strip()]
        hits = sum(1 for line in full if pattern.search(line, 0, LIMITS.read_chars))
        return hits / len(full) if full else 0.0

    def stamped(self) -> float:
        """The share of non-empty lines that state a time."""
        return self._stamped

    def habit(self) -> Habit:
        """How the member writes levels: a usual number, or a word in front of most lines."""
        found: Counter[int] = Counter()
        stamped = worded = 0
        for line, text in zip(self.lines[:100], self.texts[:100], strict=True):
            number = numbered(keyed(text) or {})
            if number is not None:
                found[number] += 1
            at = self.stamper.find(line) if self.stamper is not None else None
            if at is not None:
                stamped += 1
                worded += begins_with_level(decode(line[at.end :]))
        usual = max(found, key=lambda number: (found[number], number)) if found else None
        return Habit(usual, worded * 10 >= stamped * 8 > 0)

    @cached_property
    def _stamped(self) -> float:
        full = [line for line in self.lines if line.strip()][:_LOOK]
        if self.stamper is None or not full:
            return 0.0
        return sum(1 for line in full if self.stamper.find(line) is not None) / len(full)
