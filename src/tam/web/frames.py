"""The two frames: what stands in the menu of the desk and of the portal, and its keys."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of a menu; `key` is pressed after g."""

    view: str
    word: str
    icon: str
    key: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A place with its address, and whether the reader stands in it."""

    url: str
    word: str
    icon: str
    key: str
    current: bool


MENUS = {
    "desk": (
        Place("desk:today", "Today", "checklist", "t"),
        Place("desk:accounts", "Accounts", "building", "a"),
        Place("desk:cases", "Cases", "message-circle", "c"),
        Place("desk:libraries", "Libraries", "device-audio-tape", "l"),
        Place("desk:ledger", "Ledger", "list-check", "p"),
        Place("desk:contracts", "Contracts", "file-certificate", "n"),
        Place("desk:levels", "Levels", "table", "v"),
        Place("desk:centers", "Service centers", "map-pin", "m"),
        Place("desk:reports", "Reports", "file-text", "r"),
        Place("desk:outbox", "Outbox", "send", "o"),
        Place("desk:engine", "Engine", "settings", "e"),
    ),
    "portal": (
        Place("portal:home", "Home", "home", "t"),
        Place("portal:cases", "Cases", "message-circle", "c"),
        Place("portal:libraries", "Libraries", "device-audio-tape", "l"),
        Place("portal:ledger", "What we owe you", "list-check", "p"),
        Place("portal:levels", "Levels", "table", "v"),
        Place("portal:reports", "Reports", "file-text", "r"),
        Place("portal:upload", "Upload", "upload", "u"),
    ),
}


def menu(request: HttpRequest, frame: str) -> list[Entry]:
    """The entries of a frame; the first is current only on its own page, the rest below it too."""
    entries = []
    for number, place in enumerate(MENUS[frame]):
        url = reverse(place.view)
        current = request.path == url if number == 0 else request.path.startswith(url)
        entries.append(Entry(url, place.word, place.icon, place.key, current))
    return entries
