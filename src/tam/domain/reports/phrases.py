"""How a report counts, dates and lists, in words."""

from collections.abc import Sequence
from datetime import date


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 case", "2 cases"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def day(on: date) -> str:
    """A day written out: "4 March 2026"."""
    return f"{on.day} {on:%B %Y}"


def listed(parts: Sequence[str]) -> str:
    """Parts as people list them: "a", "a and b", "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
