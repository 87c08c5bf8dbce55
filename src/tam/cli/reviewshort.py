"""What `tam review` says first, in any form: a review that a person reads in ten seconds."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import cast

from tam.domain.logreview.series import TrendLine, series

Part = Mapping[str, object]

FIRST = 3
GRAVE = ("critical", "warning")
COUNTED = (("critical", "to act on now"), ("warning", "to plan"), ("notice", "to know"))


def listed(holder: Part, key: str) -> list[Part]:
    """A list of the document; empty where it has none."""
    found = holder.get(key, [])
    return found if isinstance(found, list) else []


def library(document: Part) -> str:
    """The serial numbers of the libraries reviewed, in words."""
    serials = {str(one["library_serial"]) for one in listed(document, "bundles")} - {"None"}
    return ", ".join(sorted(serials)) or "of unknown serial number"


def counts(document: Part) -> str:
    """How many bundles, and how many findings of each kind."""
    bundles, found = listed(document, "bundles"), listed(document, "findings")
    many = "bundle" if len(bundles) == 1 else "bundles"
    said = [
        f"{sum(1 for one in found if one['severity'] == severity)} {words}"
        for severity, words in COUNTED
    ]
    return (
        f"{len(bundles)} {many}; {', '.join(said)}; "
        f"{len(listed(document, 'undecided'))} not decided"
    )


def short(document: Part) -> list[str]:
    """The gravest findings with what to do, what waits for a test, and how much was read."""
    grave = [one for one in listed(document, "findings") if one["severity"] in GRAVE]
    said = [f"{one['title']}. {one['advice']}" for one in grave[:FIRST]]
    if len(grave) > FIRST:
        said.append(f"And {len(grave) - FIRST} more to act on or to plan.")
    if not listed(document, "findings"):
        said.append("Nothing was found in what could be read; see below what was not.")
    elif not grave:
        said.append("Nothing to act on and nothing to plan.")
    undecided = listed(document, "undecided")
    if undecided:
        many = "1 suspicion waits" if len(undecided) == 1 else f"{len(undecided)} suspicions wait"
        said.append(f"{many} for a cross test.")
    return [*said, _read(document)]


def _read(document: Part) -> str:
    """The share of all bytes that was understood, and the members that were not read."""
    bundles = listed(document, "bundles")
    total = understood = 0.0
    for bundle in bundles:
        cover = cast("Mapping[str, float]", bundle["coverage"])
        total += cover["bytes"]
        understood += cover["bytes"] * (cover["parsed"] + cover["mined"])
    share = f"{understood / total:.1%}" if total else "0 %"
    members = [one for bundle in bundles for one in listed(bundle, "members")]
    unread = sum(1 for one in members if one["status"] in {"rejected", "opaque"})
    if not unread:
        return f"{share} of all bytes were read."
    many = "1 member was" if unread == 1 else f"{unread} members were"
    return f"{share} of all bytes were read; {many} not."


def courses(document: Part, figures: Part) -> list[TrendLine]:
    """The counters of the bundles over time; they never cross libraries."""
    known: dict[str, list[tuple[datetime, Part]]] = {}
    for one in listed(document, "bundles"):
        said = figures.get(str(one["sha256"]))
        if isinstance(said, Mapping) and one["captured_at"]:
            at = datetime.fromisoformat(str(one["captured_at"]))
            known.setdefault(str(one["library_serial"]), []).append((at, said))
    return [line for serial in sorted(known) for line in series(known[serial]) if line.tells]


def safe(value: object) -> str:
    """Text of a log never steers the terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in str(value))


def named(lines: Iterable[TrendLine]) -> list[tuple[str, str]]:
    """Each counter with its part, and its course in words."""
    return [(f"{one.subject_id}, {one.name}", _course(one)) for one in lines]


def _course(one: TrendLine) -> str:
    last = one.trend.last
    limit = f" of {last.threshold:,.0f}" if last.threshold is not None else ""
    return f"{last.value:,.0f}{limit}. {one.trend.words}"
