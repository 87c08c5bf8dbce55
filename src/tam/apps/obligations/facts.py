"""Rows of the ledger -> the values the domain judges."""

import hashlib
import json

from tam.apps.obligations.models import Evidence, Obligation
from tam.domain.obligations.standing import ObligationFacts


def evidence_digest(*, said: dict[str, object]) -> str:
    """sha256 over the canonical JSON of what a piece of evidence says."""
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def subject_of(*, key: tuple[str, str, str]) -> str:
    """How a duty is named before and after it has a row: by what makes it the same for ever."""
    return f"obligation:{'/'.join(key)}"


def obligation_facts(row: Obligation, evidence: list[Evidence]) -> ObligationFacts:
    """One obligation with its proof; the earliest proof of each kind counts."""
    kept = [one.at for one in evidence if one.kind == Evidence.Kind.KEPT]
    excused = [one.at for one in evidence if one.kind == Evidence.Kind.EXCUSED]
    return ObligationFacts(
        opens_on=row.opens_on,
        by=row.by,
        zone=row.zone,
        kept_at=min(kept, default=None),
        excused_at=min(excused, default=None),
    )
