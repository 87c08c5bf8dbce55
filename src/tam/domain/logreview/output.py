"""The one JSON document of a review, byte for byte the same for the same input."""

import json
from collections.abc import Mapping
from datetime import datetime

from tam.domain.logreview.facts import BundleFacts, Member
from tam.domain.logreview.findings import Finding, Subject, Suppressed
from tam.domain.logreview.judge import Review
from tam.domain.logreview.text.spots import Spot
from tam.domain.logreview.text.stamps import NO_YEAR

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None


def document(review: Review) -> dict[str, Json]:
    """The review as plain values."""
    return {
        "bundles": [_bundle(bundle) for bundle in review.bundles],
        "findings": [_finding(finding) for finding in review.findings],
        "undecided": [_finding(finding) for finding in review.undecided],
        "suppressed": [_suppressed(one) for one in review.suppressed],
    }


def canonical(found: Mapping[str, object]) -> str:
    """A document as text, with a line feed at its end."""
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _moment(at: datetime | None) -> str | None:
    """A moment as text; one whose year nobody states is unknown."""
    if at is None or at.year == NO_YEAR:
        return None
    return at.isoformat(timespec="seconds")


def _bundle(bundle: BundleFacts) -> Json:
    members = list(bundle.members)
    if bundle.refusal is not None:
        members = [
            Member(
                bundle.name, "unknown", "rejected", bundle.size, None, bundle.refusal, bundle.sha256
            )
        ]
    return {
        "name": bundle.name,
        "sha256": bundle.sha256,
        "library_serial": bundle.library_serial,
        "captured_at": _moment(bundle.captured_at),
        "members": [_member(member) for member in members],
        "coverage": coverage(members),
    }


def _member(member: Member) -> Json:
    return {
        "path": member.path,
        "kind": member.kind,
        "status": member.status,
        "bytes": member.size,
        "lines": member.lines,
        "reason": member.reason,
    }


def coverage(members: list[Member]) -> dict[str, Json]:
    """Bytes of all leaves, and the shares of them that were parsed, mined and opaque."""
    total = sum(member.size for member in members)
    shares: dict[str, Json] = {"bytes": total}
    for status in ("parsed", "mined", "opaque"):
        size = sum(member.size for member in members if member.status == status)
        shares[status] = round(size / total, 6) if total else 0.0
    return shares


def _subject(subject: Subject) -> Json:
    return {"type": subject.type, "id": subject.id}


def _finding(finding: Finding) -> Json:
    return {
        "kind": finding.kind.value,
        "severity": finding.severity.value,
        "subject": _subject(finding.subject),
        "count": finding.count,
        "first_seen": _moment(finding.first_seen),
        "last_seen": _moment(finding.last_seen),
        "confidence": finding.confidence,
        "title": finding.title,
        "advice": finding.advice,
        "evidence": [_spot(spot) for spot in finding.evidence],
    }


def _spot(spot: Spot) -> Json:
    return {"bundle": spot.bundle, "member": spot.member, "line": spot.line, "text": spot.text}


def _suppressed(one: Suppressed) -> Json:
    return {"kind": one.kind.value, "subject": _subject(one.subject), "reason": one.reason}
