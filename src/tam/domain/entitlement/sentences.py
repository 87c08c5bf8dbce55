"""Every sentence an answer can say: kept as a code with its arguments, rendered only when read."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tam.domain.entitlement.wordings import WORDINGS


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence: its code and its arguments, stored as they are and rendered by `text`."""

    code: str
    args: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The sentence in plain English."""
        return SENTENCES[self.code].format(*self.args)


SENTENCES: Mapping[str, str] = MappingProxyType(WORDINGS)


def texts(said: tuple[Said, ...]) -> list[str]:
    """The sentences in plain English."""
    return [sentence.text for sentence in said]
