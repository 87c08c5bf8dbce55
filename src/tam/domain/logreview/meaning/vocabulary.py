"""The sayings of `vocabulary.toml`, ready to search: which words say which concept."""

import re
import tomllib
from dataclasses import dataclass
from importlib import resources

from tam.domain.logreview.meaning.concepts import Concept


@dataclass(frozen=True, slots=True)
class Saying:
    """One way to say a concept: all of `needs` in one sentence, none of `never`.

    `benign` says that harmless words do not silence it.
    """

    concept: Concept
    needs: tuple[re.Pattern[str], ...]
    never: re.Pattern[str] | None
    benign: bool


def _expand(words: list[str], lists: dict[str, list[str]]) -> str:
    """The alternatives as one pattern; a named list stands for its words."""
    text = "|".join(words)
    for name, named in lists.items():
        text = text.replace(f"{{{name}}}", "|".join(named))
    return text


def _pattern(words: list[str], lists: dict[str, list[str]]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/])(?:{_expand(words, lists)})(?![\w/])")


_TABLE = tomllib.loads(
    resources.files("tam.domain.logreview.meaning").joinpath("vocabulary.toml").read_text("utf-8")
)


def _load() -> tuple[tuple[Saying, ...], re.Pattern[str]]:
    table = _TABLE
    lists: dict[str, list[str]] = table["words"]
    sayings = tuple(
        Saying(
            Concept[row["concept"]],
            tuple(_pattern(group, lists) for group in row["needs"]),
            _pattern(row["never"], lists) if row.get("never") else None,
            bool(row.get("benign", False)),
        )
        for row in table["saying"]
    )
    return sayings, _pattern(table["benign"]["words"], lists)


SAYINGS, BENIGN = _load()
PARTS = frozenset(_TABLE["about"]["parts"].split())
WHOLE = frozenset(_TABLE["about"]["whole"].split())
