"""From facts to findings.

One history per library, every rule once, then counted, worded and ordered.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tam.domain.logreview.counting import occurrences, spread
from tam.domain.logreview.facts import BundleFacts
from tam.domain.logreview.findings import Draft, Finding, Severity, Suppressed
from tam.domain.logreview.history import History
from tam.domain.logreview.rules.catalogue import BY_KIND, CATALOGUE
from tam.domain.logreview.rules.hosts import host_side
from tam.domain.logreview.rules.wording import WORDING
from tam.domain.logreview.thresholds import DEFAULT, LIMITS, Thresholds

_WEIGHT = {Severity.CRITICAL: 0, Severity.WARNING: 1, Severity.NOTICE: 2}
_CROSS_TEST = (
    "Cross test before a part is named: a good cartridge in this drive, this cartridge in a good"
    " drive."
)


@dataclass(frozen=True, slots=True)
class Review:
    """The outcome of one run over some bundles."""

    bundles: tuple[BundleFacts, ...]
    findings: tuple[Finding, ...]
    undecided: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]


def judge(facts: Iterable[BundleFacts], limits: Thresholds = DEFAULT) -> Review:
    """Judge bundles together, in whatever order they came; findings never cross libraries."""
    bundles = sorted(facts, key=_order)
    findings: list[Finding] = []
    undecided: list[Finding] = []
    suppressed: list[Suppressed] = []
    for group in _libraries(bundles):
        history = History(group)
        drafts: dict[tuple[object, ...], Draft] = {}
        for rule in dict.fromkeys(entry.rule for entry in CATALOGUE if entry.rule is not None):
            for draft in rule(history, limits):
                drafts.setdefault((draft.kind, draft.subject, draft.undecided), draft)
        for draft in drafts.values():
            finding = _finding(draft, history, limits)
            (undecided if draft.undecided else findings).append(finding)
        suppressed += host_side(history, limits)
    return Review(
        tuple(bundles),
        tuple(sorted(_capped(findings), key=_rank)),
        tuple(sorted(_capped(undecided), key=_rank)),
        tuple(sorted(set(suppressed), key=lambda one: (one.kind.value, one.subject.id))),
    )


def _order(bundle: BundleFacts) -> tuple[float, str, str]:
    at = bundle.captured_at
    return (at.timestamp() if at is not None else float("inf"), bundle.name, bundle.sha256)


def _libraries(bundles: list[BundleFacts]) -> list[list[BundleFacts]]:
    """Bundles by library.

    One without a serial number belongs to the only library there is, else to none.
    """
    groups: dict[str, list[BundleFacts]] = {}
    serials = {bundle.library_serial for bundle in bundles if bundle.library_serial}
    seen: set[str] = set()
    for bundle in bundles:
        if bundle.refusal is not None or (bundle.sha256 and bundle.sha256 in seen):
            continue
        seen.add(bundle.sha256)
        only = next(iter(serials)) if len(serials) == 1 else f"?{bundle.name}" if serials else ""
        groups.setdefault(bundle.library_serial or only, []).append(bundle)
    return [groups[key] for key in sorted(groups)]


def _finding(draft: Draft, history: History, limits: Thresholds) -> Finding:
    entry = BY_KIND[draft.kind]
    timed = [proof.at for proof in draft.proofs if proof.at is not None]
    seen = timed or [
        at for at in (history.captured(proof.spot) for proof in draft.proofs) if at is not None
    ]
    gap = limits.same_event
    count = draft.count or occurrences(draft.proofs, gap) or 1
    evidence = tuple(
        dict.fromkeys(proof.spot for proof in spread(draft.proofs, limits.evidence_lines))
    )
    title, advice = WORDING[draft.kind]
    title = title.format(id=draft.subject.id, detail=draft.detail).replace("  ", " ").strip()
    if draft.undecided:
        title, advice = f"Not decided: {draft.detail}", _CROSS_TEST
    return Finding(
        draft.kind,
        entry.severity,
        draft.subject,
        count,
        _first(seen),
        _last(seen),
        round(draft.confidence, 2),
        title,
        advice,
        evidence,
    )


def _first(moments: list[datetime]) -> datetime | None:
    return min(moments, default=None)


def _last(moments: list[datetime]) -> datetime | None:
    return max(moments, default=None)


def _capped(findings: list[Finding]) -> list[Finding]:
    counted: dict[str, int] = {}
    kept = []
    for finding in findings:
        counted[finding.kind.value] = counted.get(finding.kind.value, 0) + 1
        if counted[finding.kind.value] <= LIMITS.findings_per_kind:
            kept.append(finding)
    return kept


def _rank(finding: Finding) -> tuple[int, float, str, str, str]:
    return (
        _WEIGHT[finding.severity],
        -finding.confidence,
        finding.kind.value,
        finding.subject.type,
        finding.subject.id,
    )
