"""Log bundles of the sample account: sent, read, and the reviews that wait for them."""

from datetime import UTC, datetime

from tam.apps.estate import selectors as estate
from tam.apps.logreview import services
from tam.apps.logreview.models import LogBundle
from tam.apps.logreview.services import Read, Upload
from tam.apps.obligations import selectors as obligations
from tam.domain.principals import Scope, system
from tam.engine.managers import planning, watching

BY = system("Dana Whitfield")
GAMMA, VAULT, DELTA, STRANGE = "4B31C86E", "FD8B808F", "C1A87F36", "8FB4572D"


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def scope_of(house):
    return Scope(frozenset({house.account}))


def library(house, serial=GAMMA):
    return estate.library_by_serial(scope=scope_of(house), serial=serial).id


def send(house, data=b"line\n", name="bundle.zip", **more):
    """A bundle handed over: bytes, name; `chosen` library, `sent` moment."""
    upload = Upload([data], name, more.get("account", house.account), more.get("chosen"))
    return services.receive_bundle(upload=upload, at=more.get("sent", house.now), by=BY)


def row(bundle_id):
    return LogBundle.unscoped.get(pk=bundle_id)


def finding(kind="drive-failing", subject=("drive", "YX10855801"), **changed):
    said = {
        "kind": kind,
        "severity": "critical",
        "subject": {"type": subject[0], "id": subject[1]},
        "count": 6,
        "first_seen": "2026-02-27T11:00:00-07:00",
        "last_seen": "2026-03-03T20:00:00-07:00",
        "confidence": 0.9,
        "title": f"{kind} {subject[1]}",
        "advice": "Replace it.",
        "evidence": [{"bundle": "b.zip", "member": "m.txt", "line": 3, "text": "hard error 4/44"}],
    }
    return said | changed


def document(bundle_id, **changed):
    """What the review says of one bundle, changed by: serial, captured, parsed, findings."""
    parsed = changed.get("parsed", 1.0)
    status = "parsed" if parsed else "opaque"
    member = {"path": "m.txt", "kind": "trace", "status": status, "bytes": 90, "lines": 3}
    bundle = {
        "name": row(bundle_id).name,
        "sha256": row(bundle_id).sha256,
        "library_serial": changed.get("serial", GAMMA),
        "captured_at": changed.get("captured", "2026-03-04T02:00:00-07:00"),
        "members": [member | {"reason": None}],
        "coverage": {"bytes": 90, "parsed": parsed, "mined": 0, "opaque": 1 - parsed},
    }
    return {
        "bundles": [bundle],
        "findings": list(changed.get("findings", [])),
        "undecided": list(changed.get("undecided", [])),
        "suppressed": [],
    }


def read(house, bundle_id, **said):
    """The bundle is read and says so much; its row afterwards."""
    figures = {row(bundle_id).sha256: said.pop("figures", {})}
    found = Read(document(bundle_id, **said), "test", figures)
    services.keep_evaluation(bundle_id=bundle_id, read=found, at=house.now, by=BY)
    return row(bundle_id)


def handed_over(house, data=b"line\n", **said):
    """A bundle sent and read at once."""
    sent = {key: said.pop(key) for key in ("chosen", "sent", "name") if key in said}
    return read(house, send(house, data, **sent).bundle_id, **said)


def weekly(house, week=1):
    """The weekly review of the sample's resolved case, by its number."""
    planning.run(house.now)
    lines = obligations.ledger(scope=scope_of(house), now=house.now, equipment_id=library(house))
    return [line for line in lines if line.duty == "weekly-log-review"][week - 1]


def monthly(house):
    """The first monthly evaluation of the library."""
    planning.run(house.now)
    lines = obligations.ledger(scope=scope_of(house), now=house.now, equipment_id=library(house))
    return next(line for line in lines if line.duty == "monthly-asl-evaluation")


PATH = "FR2/DBA1/fLTO-DRV2-2"  # the bay that the sample's resolved case names
BEFORE = {"captured": "2026-02-25T00:00:00-07:00", "sent": at("2026-02-25T08:00")}


def of_the_case(**changed):
    """The fault of the sample's resolved case, as the logs of before its fix show it."""
    line = {"bundle": "b.zip", "member": "m.txt", "line": 3, "text": f"drive {PATH} hard error"}
    seen = {"first_seen": "2026-02-22T11:00:00-07:00", "last_seen": "2026-02-25T20:00:00-07:00"}
    return finding(evidence=[line], **seen) | changed


def watch(house):
    """The engine builds the signatures of the monitored cases; how many."""
    return watching.run(house.now)
