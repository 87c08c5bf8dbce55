"""The reference of limits says what the code has: every limit once, with its number."""

import dataclasses
import re
from pathlib import Path

import pytest

from tam.adapters.archives import Limits
from tam.adapters.evaluation import RunLimits
from tam.adapters.evaluation.confine import MEMBER_SHARE, READING_SHARE, STUCK_SHARE

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "limits.md").read_text("utf-8")
ROWS = {code: limit for limit, code in re.findall(r"\| ([^|]+) \| `(\w*Limits\.\w+)` \|", PAGE)}
FIELDS = [
    (f"{kind.__name__}.{field.name}", field.default)
    for kind in (Limits, RunLimits)
    for field in dataclasses.fields(kind)
]


def written(name, value):
    """A limit as the page writes it."""
    if name.endswith("_seconds"):
        return f"{value:.0f} s"
    for unit, size in (("GiB", 1024**3), ("MiB", 1024**2)):
        if value % size == 0:
            return f"{value // size} {unit}"
    return f"{value:,}"


@pytest.mark.parametrize(("name", "value"), FIELDS)
def test_every_limit_stands_on_the_page_with_its_number(name, value):
    assert ROWS.get(name) == written(name, value)


def test_the_page_names_no_limit_that_is_none():
    assert sorted(ROWS.keys() - {name for name, _ in FIELDS}) == []


def test_the_shares_of_the_time_stand_on_the_page():
    shares = [f"{share:.0%}".replace("%", " %") for share in (READING_SHARE, MEMBER_SHARE)]
    assert all(share in PAGE for share in [*shares, f"{STUCK_SHARE:.0%}".replace("%", " %")])
