"""Which library a bundle counts for, and what to tell the sender about it (TAM-06)."""

from dataclasses import dataclass


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
