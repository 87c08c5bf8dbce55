"""The beginning of a member, by which parsers judge whether it is theirs."""

import re
from dataclasses import dataclass

from tam.domain.logreview.text.lines import Sniffed, decode
from tam.domain.logreview.text.stamps import Stamper

_LOOK = 60


@dataclass(frozen=True, slots=True)
class Sample:
    """The first lines of a member, with its path and encoding."""

    path: str
    sniffed: Sniffed
    lines: tuple[bytes, ...]
    stamper: Stamper | None = None

    @property
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
        return sum(1 for line in full if pattern.search(line)) / len(full) if full else 0.0

    def stamped(self) -> float:
        """The share of non-empty lines that state a time."""
        full = [line for line in self.lines if line.strip()][:_LOOK]
        if self.stamper is None or not full:
            return 0.0
        return sum(1 for line in full if self.stamper.find(line) is not None) / len(full)
