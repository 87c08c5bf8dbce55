"""What the chain covers: rows of the journal -> canonical bodies and digests."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC

from tam.apps.journal.models import Entry

FIRST = "0" * 64


@dataclass(frozen=True)
class Happening:
    """What is written down: an action on a subject (`case:17`), a sentence, its clause."""

    action: str
    subject: str
    summary: str
    account_id: int | None = None
    clause: str = ""
    data: Mapping[str, object] = field(default_factory=dict)


def digest_of(*, previous: str, body: dict[str, object]) -> str:
    """sha256 over the previous digest and the canonical JSON of the entry."""
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def body_of(*, entry: Entry) -> dict[str, object]:
    """What the digest covers."""
    return {
        "seq": entry.seq,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "user_id": entry.user_id,
        "account_id": entry.account_id,
        "action": entry.action,
        "subject": entry.subject,
        "clause": entry.clause,
        "summary": entry.summary,
        "data": entry.data,
    }
