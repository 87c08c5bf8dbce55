"""Which library a bundle counts for, how old it is, and what to tell its sender (TAM-06)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

CLOCKS_DIFFER = timedelta(days=1)
MOST_WORDS = 200


@dataclass(frozen=True, slots=True)
class Place:
    """The library a bundle counts for, by id; None for none. `sentence` is for the sender."""

    library: int | None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A library of the sender's account."""

    id: int
    name: str


def place(chosen: int | None, serial: str, found: Known | None) -> Place:
    """Place a bundle by the serial it states; `found` is the account's own library of that serial.

    A serial that is not of the account counts for nothing, whoever may own it; the answer does not
    tell whether somebody else does.
    """
    if not serial and chosen is None:
        return Place(
            None,
            "It does not say which library it is of; name the library and send it again. What was "
            "read in it is shown, but it counts for no review.",
        )
    if not serial:
        return Place(chosen, "It does not say which library it is of; your choice holds.")
    if found is None:
        return Place(
            None,
            f"It says it is of library {serial}, which is not one of your libraries. Check the "
            "serial number, or tell your representative. It is kept, and what was read in it is "
            "shown, but it counts for no review.",
        )
    if chosen is not None and found.id != chosen:
        return Place(
            found.id,
            f"You named another library; it says it is of {found.name}, {serial}, and counts for "
            "that one.",
        )
    return Place(found.id)


@dataclass(frozen=True, slots=True)
class Age:
    """When a bundle was made, as far as that can be believed. `sentence` is for the sender."""

    captured_at: datetime | None
    sentence: str = ""


def age(stated: datetime | None, sent_at: datetime, newest: datetime | None) -> Age:
    """Judge the moment a bundle states; `newest` is that of the newest bundle of its library.

    A bundle cannot be made after it was sent. One whose clock says so would stay the newest for
    ever, so its moment counts for nothing.
    """
    if stated is None:
        return Age(None, "It does not say when it was made, so it covers no day of any review.")
    if stated > sent_at + CLOCKS_DIFFER:
        return Age(
            None,
            f"It says it was made on {stated:%d %B %Y}, after it was sent. Set the clock of the "
            "library and send new logs; these cover no day of any review.",
        )
    if newest is not None and stated < newest:
        return Age(
            stated,
            "It is older than the newest bundle of this library. It was read all the same; send "
            "the newest one for the review of this week.",
        )
    return Age(stated)


def lost(members: int, rejected: Sequence[tuple[str, str]]) -> str:
    """What to say of members that were not read: how many, and why the first of them was not.

    `rejected` holds their paths and reasons; the list of members says it of each.
    """
    if not rejected:
        return ""
    path, reason = rejected[0]
    first = f"{path}: {reason}"
    if len(first) > MOST_WORDS:
        first = f"{first[: MOST_WORDS - 1]}\u2026"
    was = "was" if len(rejected) == 1 else "were"
    return f"{len(rejected)} of {members} members {was} not read; the first is {first}"


def disarmed(members: int, unsafe: int) -> str:
    """What to say of members whose names point outside the bundle, and which were read."""
    if not unsafe:
        return ""
    has, name, was = (
        ("has a name", "points", "it was") if unsafe == 1 else ("have names", "point", "they were")
    )
    return (
        f"{unsafe} of {members} members {has} that {name} outside the bundle; {was} read, and the "
        "name was never used as a path. Check where this file comes from."
    )
