"""The page that `tam review` prints for people.

What to do first, the proof, and what was not read.
"""

import textwrap
from collections.abc import Iterable, Mapping

from tam.cli.reviewshort import Part, counts, courses, library, listed, named, safe, short

_GROUPS = (
    ("critical", "ACT NOW", "31;1"),
    ("warning", "PLAN AN ACTION", "33;1"),
    ("notice", "KNOW ABOUT IT", "36;1"),
)
_WIDTH = 100
_BAR = 40
_EVIDENCE = 3


def page(document: Part, figures: Part, *, colour: bool) -> str:
    """The whole page, plain or with colours."""
    lines = list(_head(document, colour=colour))
    for severity, title, code in _GROUPS:
        found = [one for one in listed(document, "findings") if one["severity"] == severity]
        if found:
            lines += ["", _paint(f"{title} ({len(found)})", code, colour=colour)]
            lines += [line for one in found for line in _finding(one)]
    lines += _undecided(document, colour=colour)
    lines += _suppressed(document, colour=colour)
    lines += _counters(document, figures, colour=colour)
    lines += _bundles(document, colour=colour)
    return "\n".join(lines) + "\n"


def _head(document: Part, *, colour: bool) -> Iterable[str]:
    """What it is of, how much was found, and the whole review in a few lines."""
    yield _paint(f"Log review of library {safe(library(document))}", "1", colour=colour)
    yield counts(document)
    for one in short(document):
        yield from textwrap.wrap(safe(one), _WIDTH, initial_indent="  - ", subsequent_indent="    ")


def _counters(document: Part, figures: Part, *, colour: bool) -> Iterable[str]:
    lines = named(courses(document, figures))
    if not lines:
        return []
    said = ["", _paint(f"COUNTERS ({len(lines)})", "1", colour=colour), ""]
    for name, words in lines:
        said += textwrap.wrap(
            safe(f"{name}: {words}"), _WIDTH, initial_indent="  ", subsequent_indent="      "
        )
    return said


def _finding(one: Part) -> Iterable[str]:
    yield ""
    yield f"  {safe(one['title'])}"
    seen = _when(one)
    yield (
        f"    {one['kind']}, seen {one['count']} x{seen}, confidence"
        f" {float(str(one['confidence'])):.2f}"
    )
    yield from textwrap.wrap(
        f"Do: {one['advice']}", _WIDTH - 4, initial_indent="    ", subsequent_indent="        "
    )
    evidence = listed(one, "evidence")
    for spot in evidence[:_EVIDENCE]:
        yield f"    {safe(spot['member'])}:{spot['line']}"
        yield f"      {safe(spot['text'])[: _WIDTH - 6]}"
    if len(evidence) > _EVIDENCE:
        yield f"    and {len(evidence) - _EVIDENCE} more lines"


def _when(one: Part) -> str:
    first, last = one["first_seen"], one["last_seen"]
    if not first:
        return ""
    return f", at {first}" if first == last else f", {first} to {last}"


def _undecided(document: Part, *, colour: bool) -> Iterable[str]:
    found = listed(document, "undecided")
    if not found:
        return []
    lines = ["", _paint(f"NOT DECIDED ({len(found)})", "35;1", colour=colour)]
    return lines + [line for one in found for line in _finding(one)]


def _suppressed(document: Part, *, colour: bool) -> Iterable[str]:
    found = listed(document, "suppressed")
    if not found:
        return []
    lines = [
        "",
        _paint(f"SEEN, AND NO FAULT OF THE LIBRARY ({len(found)})", "1", colour=colour),
        "",
    ]
    for one in found:
        subject = one["subject"]
        name = subject.get("id") if isinstance(subject, Mapping) else subject
        lines.append(f"  {safe(name)}: {safe(one['reason'])}")
    return lines


def _bundles(document: Part, *, colour: bool) -> Iterable[str]:
    lines = ["", _paint("WHAT WAS READ", "1", colour=colour)]
    for bundle in listed(document, "bundles"):
        coverage = bundle["coverage"]
        shares = coverage if isinstance(coverage, Mapping) else {}
        lines += [
            "",
            f"  {safe(bundle['name'])}  captured {bundle['captured_at'] or 'at an unknown time'}",
        ]
        lines.append(f"  {_bar(shares)}")
        for member in listed(bundle, "members"):
            if member["status"] in {"rejected", "opaque"}:
                reason = f": {safe(member['reason'])}" if member["reason"] else ""
                lines.append(f"    {member['status']}  {safe(member['path'])}{reason}")
    return lines


def _bar(shares: Part) -> str:
    """Parsed, mined, opaque and rejected shares as a bar that does not need colour."""
    text, said = "", []
    for name, sign in (("parsed", "#"), ("mined", "+"), ("opaque", ".")):
        share = float(str(shares.get(name, 0)))
        text += sign * round(share * _BAR)
        said.append(f"{name} {share:.1%}")
    return f"[{text[:_BAR].ljust(_BAR)}] {', '.join(said)} of {shares.get('bytes', 0)} bytes"


def _paint(text: str, code: str, *, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
