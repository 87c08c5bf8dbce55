"""`tam review`: log bundles of libraries read and judged, without a database (TAM-06, TAM-07)."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from tam.adapters.evaluation import Input, Progress, evaluate
from tam.cli.reviewhtml import html
from tam.cli.reviewpage import page
from tam.cli.reviewshort import safe
from tam.domain.logreview.output import canonical

CLEAN, CRITICAL, UNUSABLE = 0, 1, 2
ENTRY = "tam.domain.logreview.review:reviewed"
WITH_FIGURES = "tam.domain.logreview.figures:with_figures"
BAR = 20
_CLEAR = "\r\x1b[K"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `tam review` takes."""
    parser.add_argument("bundles", nargs="+", metavar="BUNDLE", help="a bundle, in any container")
    parser.add_argument(
        "--format",
        choices=("text", "json", "html"),
        default="text",
        help="a page for people, JSON, or one file for a browser",
    )


def run(args: argparse.Namespace) -> int:
    """Review the bundles: 0 nothing critical, 1 at least one critical finding, 2 nothing usable."""
    inputs = [Input(Path(name), Path(name).name) for name in args.bundles]
    shown = sys.stderr.isatty()
    entry = ENTRY if args.format == "json" else WITH_FIGURES
    result = evaluate(inputs, on_progress=_show if shown else None, entry=entry)
    if shown:
        sys.stderr.write(_CLEAR)
    if result.document is None:
        sys.stderr.write(f"tam review: {result.sentence}\n")
        return UNUSABLE
    troubles = unusable(result.document)
    if troubles is not None:
        sys.stderr.write("".join(f"tam review: {trouble}\n" for trouble in troubles))
        return UNUSABLE
    sys.stdout.write(_written(args.format, result.document))
    return CRITICAL if has_critical(result.document) else CLEAN


def _written(form: str, found: Mapping[str, object]) -> str:
    """The review in the form that was asked for; figures stand beside the document, not in it."""
    document = {key: value for key, value in found.items() if key != "figures"}
    figures = found.get("figures", {})
    known = figures if isinstance(figures, Mapping) else {}
    if form == "json":
        return canonical(document)
    if form == "html":
        return html(document, known)
    return page(document, known, colour=sys.stdout.isatty())


def _show(progress: Progress) -> None:
    done = round(progress.percent * BAR / 100)
    bar = "#" * done + "." * (BAR - done)
    sys.stderr.write(f"{_CLEAR}[{bar}] {progress.percent:3d} %  {safe(progress.path)[-50:]}")
    sys.stderr.flush()


def unusable(document: Mapping[str, object]) -> list[str] | None:
    """What is wrong with every bundle when none could be opened.

    None when at least one was read.
    """
    troubles = []
    for bundle in _list(document, "bundles"):
        members = _list(bundle, "members")
        if not members or any(member["status"] != "rejected" for member in members):
            return None
        troubles += [f"{bundle['name']}: {member['reason']}" for member in members[:1]]
    return troubles


def has_critical(document: Mapping[str, object]) -> bool:
    """Whether the review found something to act on now."""
    return any(found["severity"] == "critical" for found in _list(document, "findings"))


def _list(holder: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    found = holder[key]
    return found if isinstance(found, list) else []
