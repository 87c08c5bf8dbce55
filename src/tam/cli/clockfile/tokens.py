"""The tokens of `duration_or_end`: one question per row, with what belongs to it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction

from tam.domain.clock import notation
from tam.domain.clock.cadence import Rhythm, Unit
from tam.domain.clock.holds import Hold

RHYTHM = re.compile(r"P([0-9]{1,6})([DWMY])")
WHOLE = re.compile(r"[0-9]{1,6}")
SHARE = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,9})?)\s*%?")
UNITS = {"D": (1, Unit.DAYS), "W": (7, Unit.DAYS), "M": (1, Unit.MONTHS), "Y": (12, Unit.MONTHS)}


class BadToken(ValueError):
    """A token that is not of the grammar, or does not belong to the question."""


@dataclass(frozen=True)
class Question:
    """What a row asks; only the fields that its tokens set."""

    target: timedelta | None = None
    end: datetime | None = None
    pauses: tuple[Hold, ...] = ()
    before: timedelta | None = None
    warn: Fraction | None = None
    at: datetime | None = None
    back: timedelta | None = None
    every: Rhythm | None = None
    n: int | None = None
    nbd_onsite: bool = False
    parts_ship: bool = False
    cutoff: time | None = None


def rhythm(text: str) -> Rhythm:
    """P7D, P2W, P1M or P1Y."""
    found = RHYTHM.fullmatch(text)
    if found is None:
        raise BadToken(f"every: {text!r} is no rhythm; write it as P7D or P1M.")
    times, unit = UNITS[found[2]]
    return Rhythm(int(found[1]) * times, unit)


def hold(text: str) -> Hold:
    """A/B, where B may be `open`."""
    since, slash, until = text.partition("/")
    if not slash:
        raise BadToken(f"pause: {text!r} is no hold; write it as A/B or A/open.")
    end = None if until.strip().lower() == "open" else notation.instant(until)
    return Hold(notation.instant(since), end)


def whole(text: str) -> int:
    """A whole number above zero."""
    if not WHOLE.fullmatch(text) or int(text) == 0:
        raise BadToken(f"n: {text!r} is no whole number above zero.")
    return int(text)


def share(text: str) -> Fraction:
    """A share such as 80%."""
    found = SHARE.fullmatch(text)
    if found is None:
        raise BadToken(f"warn: {text!r} is no share; write it as 80%.")
    return Fraction(Decimal(found[1])) / 100


Setter = Callable[[Question, str], Question]
KEYS: Mapping[str, Setter] = {
    "end": lambda asked, text: replace(asked, end=notation.instant(text)),
    "pause": lambda asked, text: replace(asked, pauses=(*asked.pauses, hold(text))),
    "before": lambda asked, text: replace(asked, before=notation.length(text)),
    "warn": lambda asked, text: replace(asked, warn=share(text)),
    "at": lambda asked, text: replace(asked, at=notation.instant(text)),
    "back": lambda asked, text: replace(asked, back=notation.length(text)),
    "every": lambda asked, text: replace(asked, every=rhythm(text)),
    "n": lambda asked, text: replace(asked, n=whole(text)),
    "cutoff": lambda asked, text: replace(asked, cutoff=notation.time_of_day(text)),
}
FLAGS: Mapping[str, Setter] = {
    "nbd_onsite": lambda asked, _: replace(asked, nbd_onsite=True),
    "parts_ship": lambda asked, _: replace(asked, parts_ship=True),
}
BELONGS = {
    "target": {"pause", "before", "warn", "at"},
    "end": {"pause"},
    "back": {"pause"},
    "every": {"n"},
    "nbd_onsite": set(),
    "parts_ship": {"cutoff"},
}
ONE_OF = ("before", "warn", "at")
MANY = {"pause"}


def question(text: str) -> Question:
    """The question of a row; unknown, repeated and foreign tokens are refused."""
    asked, seen = Question(), []
    for token in (part.strip() for part in text.split(";")):
        if not token:
            continue
        name, setter, value = _token(token)
        if name in seen and name not in MANY:
            raise BadToken(f"{name!r} is given twice.")
        seen.append(name)
        asked = setter(asked, value)
    _check(seen)
    return asked


def _token(token: str) -> tuple[str, Setter, str]:
    """The name of a token, what it sets, and its value."""
    key, equals, value = (part.strip() for part in token.partition("="))
    if equals and key in KEYS:
        return key, KEYS[key], value
    if token in FLAGS:
        return token, FLAGS[token], ""
    if token.startswith("P"):
        return "target", lambda asked, text: replace(asked, target=notation.length(text)), token
    raise BadToken(f"{token!r} is no token of the grammar.")


def _check(seen: list[str]) -> None:
    """Refuse a row with no question, with two, or with a token that belongs to another."""
    asked = [name for name in seen if name in BELONGS]
    if len(asked) != 1:
        found = " and ".join(asked) or "nothing"
        raise BadToken(f"duration_or_end asks for {found}; a row asks one question.")
    for name in seen:
        if name != asked[0] and name not in BELONGS[asked[0]]:
            raise BadToken(f"{name!r} does not belong to {asked[0]!r}.")
    several = [name for name in ONE_OF if name in seen]
    if len(several) > 1:
        raise BadToken(f"{' and '.join(several)} are two questions; a row asks one.")
