"""The page that `tam review` prints for people.

What to do first, the proof, and what was not read.
"""

import textwrap
from collections.abc import Iterable, Mapping

Part = Mapping[str, object]

_GROUPS = (
    ("critical", "ACT NOW", "31;1"),
    ("warning", "PLAN AN ACTION", "33;1"),
    ("notice", "KNOW ABOUT IT", "36;1"),
)
_WIDTH = 100
_BAR = 40
_EVIDENCE = 3


def page(document: Part, *, colour: bool) -> str:
    """The whole page, plain or with colours."""
    lines = list(_head(document, colour=colour))
    for severity, title, code in _GROUPS:
        found = [one for one in _list(document, "findings") if one["severity"] == severity]
        if found:
            lines += ["", _paint(f"{title} ({len(found)})", code, colour=colour)]
            lines += [line for one in found for line in _finding(one)]
    lines += _undecided(document, colour=colour)
    lines += _suppressed(document, colour=colour)
    lines += _bundles(document, colour=colour)
    return "\n".join(lines) + "\n"


def _head(document: Part, *, colour: bool) -> Iterable[str]:
    bundles = _list(document, "bundles")
    serials = sorted({str(one["library_serial"]) for one in bundles if one["library_serial"]})
    counts = [
        sum(1 for one in _list(document, "findings") if one["severity"] == severity)
        for severity, _, _ in _GROUPS
    ]
    name = ", ".join(serials) or "of unknown serial number"
    yield _paint(f"Log review of library {name}", "1", colour=colour)
    many = "bundle" if len(bundles) == 1 else "bundles"
    yield (
        f"{len(bundles)} {many}; {counts[0]} to act on now, {counts[1]} to plan, {counts[2]} to"
        f" know; {len(_list(document, 'undecided'))} not decided"
    )
    if not _list(document, "findings"):
        yield "Nothing was found in what could be read; see below what was not."


def _finding(one: Part) -> Iterable[str]:
    yield ""
    yield f"  {_safe(one['title'])}"
    seen = _when(one)
    yield (
        f"    {one['kind']}, seen {one['count']} x{seen}, confidence"
        f" {float(str(one['confidence'])):.2f}"
    )
    yield from textwrap.wrap(
        f"Do: {one['advice']}", _WIDTH - 4, initial_indent="    ", subsequent_indent="        "
    )
    evidence = _list(one, "evidence")
    for spot in evidence[:_EVIDENCE]:
        yield f"    {_safe(spot['member'])}:{spot['line']}"
        yield f"      {_safe(spot['text'])[: _WIDTH - 6]}"
    if len(evidence) > _EVIDENCE:
        yield f"    and {len(evidence) - _EVIDENCE} more lines"


def _when(one: Part) -> str:
    first, last = one["first_seen"], one["last_seen"]
    if not first:
        return ""
    return f", at {first}" if first == last else f", {first} to {last}"


def _undecided(document: Part, *, colour: bool) -> Iterable[str]:
    found = _list(document, "undecided")
    if not found:
        return []
    lines = ["", _paint(f"NOT DECIDED ({len(found)})", "35;1", colour=colour)]
    return lines + [line for one in found for line in _finding(one)]


def _suppressed(document: Part, *, colour: bool) -> Iterable[str]:
    found = _list(document, "suppressed")
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
        lines.append(f"  {_safe(name)}: {_safe(one['reason'])}")
    return lines


def _bundles(document: Part, *, colour: bool) -> Iterable[str]:
    lines = ["", _paint("WHAT WAS READ", "1", colour=colour)]
    for bundle in _list(document, "bundles"):
        coverage = bundle["coverage"]
        shares = coverage if isinstance(coverage, Mapping) else {}
        lines += [
            "",
            f"  {_safe(bundle['name'])}  captured {bundle['captured_at'] or 'at an unknown time'}",
        ]
        lines.append(f"  {_bar(shares)}")
        for member in _list(bundle, "members"):
            if member["status"] in {"rejected", "opaque"}:
                reason = f": {_safe(member['reason'])}" if member["reason"] else ""
                lines.append(f"    {member['status']}  {_safe(member['path'])}{reason}")
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


def _safe(value: object) -> str:
    """Text of a log never steers the terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in str(value))


def _list(holder: Part, key: str) -> list[Part]:
    found = holder[key]
    return found if isinstance(found, list) else []
