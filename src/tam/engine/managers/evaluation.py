"""Evaluates bundles that wait: one a round, in a limited process, with progress (TAM-06)."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from tam.adapters import blobs
from tam.adapters.evaluation import Input, Progress, evaluate
from tam.apps.logreview import selectors, services
from tam.apps.logreview.selectors import BundleLine
from tam.apps.logreview.services import Read
from tam.domain.logreview import ENGINE_VERSION
from tam.domain.principals import Scope
from tam.engine.principal import engine


def inputs(line: BundleLine, scope: Scope) -> list[Input]:
    """The bundle with the earlier ones of its library, so that nothing is counted twice."""
    known = [line]
    if line.equipment_id is not None:
        earlier = selectors.earlier_bundles(
            scope=scope, bundle_id=line.id, equipment_id=line.equipment_id
        )
        known = [*earlier, line]
    root = Path(settings.TAM_BLOBS)
    return [Input(blobs.place(root, one.sha256), one.name) for one in known]


def run(now: datetime) -> int:
    """How many bundles were evaluated: none or one."""
    bundle_id = services.claim_bundle(now=now)
    if bundle_id is None:
        return 0
    by = engine()
    line = selectors.bundle(scope=by.scope(), bundle_id=bundle_id)
    if line is None:
        return 0

    def note(progress: Progress) -> None:
        services.note_progress(
            bundle_id=bundle_id, percent=progress.percent, words=f"reading {progress.path}"
        )

    services.note_progress(bundle_id=bundle_id, percent=0, words="reading")
    result = evaluate(inputs(line, by.scope()), on_progress=note)
    at = timezone.now()
    if result.document is None:
        services.set_unreadable(bundle_id=bundle_id, sentence=result.sentence, at=at, by=by)
    else:
        read = Read(result.document, ENGINE_VERSION)
        services.keep_evaluation(bundle_id=bundle_id, read=read, at=at, by=by)
    return 1
