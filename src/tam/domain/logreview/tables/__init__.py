"""Published facts as data.

TapeAlert flags and sense codes, each with its source in `sources.md`.
"""

import csv
from functools import cache
from importlib import resources


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one table of this package."""
    text = resources.files(__name__).joinpath(f"{name}.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))
