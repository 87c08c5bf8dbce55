"""Evaluates bundles that wait: one a round, in a limited process, with progress (TAM-06)."""

import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import cast

from django.conf import settings
from django.utils import timezone

from tam.adapters import blobs
from tam.adapters.evaluation import Input, Progress, Result, evaluate
from tam.apps.logreview import selectors, services
from tam.apps.logreview.selectors import BundleLine
from tam.apps.logreview.services import Read
from tam.domain.logreview import ENGINE_VERSION
from tam.domain.principals import Scope
from tam.engine.principal import engine

SAY_EVERY_SECONDS = 0.5
ENTRY = "tam.domain.logreview.figures:with_figures"


def inputs(
    line: BundleLine, scope: Scope, library: int | None, before: datetime | None = None
) -> list[Input]:
    """The bundle with the earlier ones of its library, so that nothing is counted twice."""
    known = [line]
    if library is not None:
        earlier = selectors.earlier_bundles(
            scope=scope, bundle_id=line.id, equipment_id=library, before=before
        )
        known = [*earlier, line]
    root = Path(settings.TAM_BLOBS)
    return [Input(blobs.place(root, one.sha256), one.name) for one in known]


def read(line: BundleLine, files: Sequence[Input]) -> Result:
    """Evaluate files in a process of their own; the page that waits sees how far it is."""
    said_at = float("-inf")

    def note(progress: Progress) -> None:
        nonlocal said_at
        if time.monotonic() - said_at >= SAY_EVERY_SECONDS:
            said_at = time.monotonic()
            say(progress.percent, f"reading {progress.path}")

    def say(percent: int, words: str) -> None:
        services.note_progress(bundle_id=line.id, percent=percent, words=words, now=timezone.now())

    say(0, "reading")
    return evaluate(files, on_progress=note, entry=ENTRY)


def evaluated(line: BundleLine, scope: Scope) -> Result:
    """What a bundle says, judged with the earlier ones of the library it turns out to be of.

    Which library that is, it says itself; where the guess was wrong it is read once more. Where
    all together are too much to read, it is read alone.
    """
    guess = inputs(line, scope, selectors.guessed_library(line=line))
    result = read(line, guess)
    if result.document is not None:
        library, made = selectors.stated(line=line, document=result.document)
        right = inputs(line, scope, library, made)
        if right == guess:
            return result
        result = read(line, right)
        guess = right
    if result.document is None and len(guess) > 1:
        return read(line, guess[-1:])
    return result


def said(found: Mapping[str, object]) -> Read:
    """The review's document, and what the bundles say in numbers beside it."""
    document = {key: value for key, value in found.items() if key != "figures"}
    numbers = cast("Mapping[str, object]", found.get("figures", {}))
    return Read(document, ENGINE_VERSION, numbers)


def run(now: datetime) -> int:
    """How many bundles were evaluated: none or one."""
    by = engine()
    bundle_id = services.claim_bundle(now=now, by=by)
    if bundle_id is None:
        return 0
    line = selectors.bundle(scope=by.scope(), bundle_id=bundle_id)
    if line is None:
        return 0
    result = evaluated(line, by.scope())
    at = timezone.now()
    if result.document is None:
        services.set_unreadable(bundle_id=bundle_id, sentence=result.sentence, at=at, by=by)
    else:
        kept = said(result.document)
        services.keep_evaluation(bundle_id=bundle_id, read=kept, at=at, by=by)
    return 1
