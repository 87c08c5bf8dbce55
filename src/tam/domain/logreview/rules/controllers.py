"""Controllers, packages, option keys, and drives lost to a partition."""

import re
from datetime import datetime

from tam.domain.logreview.findings import Draft, Kind, Proof
from tam.domain.logreview.history import History, Said, state
from tam.domain.logreview.meaning.concepts import Concept
from tam.domain.logreview.rows import ComponentRow, ControllerRow, DriveRow, KeyRow
from tam.domain.logreview.rules.common import draft, grouped, told
from tam.domain.logreview.text.levels import Level
from tam.domain.logreview.thresholds import Thresholds

_FROM = re.compile(
    r"(?:from|for|of|standing in for|acting for|instead of|duties of|role of|replaces|after)"
    r" (?:controller |failed |the )*(\S+/\w+)"
)
_OVER_TO = re.compile(
    r"(\S+/\w+)(?: \S+){0,3}? (?:fail(?:ed|s)? ?over|switched over|handed over|takeover|taken"
    r" over)(?: \S+){0,3}? (?:to|by)"
)
_TAKES = re.compile(
    r"(\S+/\w+)(?: \S+){0,2}? (?:took over|takes over|taking over|assumed \S+)(?: \S+){0,3}?"
    r" (\S+/\w+)"
)


def failovers(history: History, limits: Thresholds) -> list[Draft]:
    """A controller was taken over by another; the failed one is named."""
    found: list[tuple[str, Proof]] = []
    for _, row in history.rows(ControllerRow):
        if row.takes_over:
            found.append((row.takes_over, state(row.spot)))
        elif row.failed_over or row.taken_by:
            found.append((row.name, state(row.spot)))
    states = {name for name, _ in found}
    found += [
        (_failed(said, states), said.proof)
        for said in history.of(Concept.FAILOVER)
        if said.event.level is not Level.INFO
    ]
    return [
        draft(Kind.CONTROLLER_FAILOVER, "controller", name, proofs, 0.95)
        for name, proofs in grouped(found).items()
    ]


def _failed(said: Said, states: set[str]) -> str:
    """Which of the named controllers failed.

    The one that something was taken from, or that handed over.
    """
    names = {name.lower(): name for name in said.event.who.controllers}
    text = said.event.said
    takes = _TAKES.search(text)
    candidates = [takes[2]] if takes is not None else []
    for pattern in (_OVER_TO, _FROM):
        match = pattern.search(text)
        if match is not None:
            candidates.append(match[1])
    for candidate in candidates:
        if candidate.lower() in names:
            return names[candidate.lower()]
    known = [name for name in names.values() if name in states]
    return known[0] if known else next(iter(names.values()))


def unreachable(history: History, limits: Thresholds) -> list[Draft]:
    """A controller that does not answer, outside an update.

    By link status, or by polls missed for long.
    """
    states = grouped(
        (row.name, state(row.spot))
        for bundle, row in history.rows(ControllerRow)
        if row.connected is False and not history.updating(bundle.captured_at)
    )
    silent: dict[str, list[Said]] = {}
    back: dict[str, list[datetime]] = {}
    for said in history.of(Concept.UNREACHABLE, Concept.REACHABLE):
        name = said.event.who.controllers[0]
        if Concept.REACHABLE in said.event.concepts:
            back.setdefault(name, []).extend([said.at] if said.at else [])
        elif not _excused(history, said):
            silent.setdefault(name, []).append(said)
    said_proofs = {
        name: [said.proof for said in group]
        for name, group in silent.items()
        if name in states
        or _longest(group, back.get(name, [])) > limits.unreachable.total_seconds()
    }
    return [
        draft(
            Kind.CONTROLLER_UNREACHABLE,
            "controller",
            name,
            said_proofs.get(name, []) + states.get(name, []),
            0.9,
        )
        for name in sorted(set(states) | set(said_proofs))
    ]


def _excused(history: History, said: Said) -> bool:
    concepts = said.event.concepts
    return (
        said.event.level is Level.INFO
        or Concept.UPDATE_BEGAN in concepts
        or Concept.FAILOVER in concepts
        or history.updating(said.at)
    )


def _longest(group: list[Said], back: list[datetime]) -> float:
    """The longest stretch of silence that lines show without a word that it ended."""
    longest, start, last = 0.0, None, None
    for said in group:
        at = said.at
        if at is None:
            continue
        ended = last is not None and any(last <= moment <= at for moment in back)
        if start is None or last is None or ended or (at - last).total_seconds() > 3600:
            start = at
        last = at
        longest = max(longest, (at - start).total_seconds(), _stated(said))
    return longest


def _stated(said: Said) -> float:
    """`no answer for 14 min` says it in one line."""
    match = re.search(
        r"for (?:more than |over )?(\d+) ?(s|sec|seconds|min|minutes?|h|hours?)\b", said.event.said
    )
    if match is None:
        return 0.0
    return float(match[1]) * {"s": 1, "m": 60, "h": 3600}[match[2][0]]


def packages_differ(history: History, limits: Thresholds) -> list[Draft]:
    """A component not at the level of the installed package, outside staging and updates."""
    if history.serial is None:
        return []
    found: list[tuple[str, Proof]] = []
    for bundle, row in history.rows(ComponentRow):
        if row.staged and row.current != row.wanted and not history.updating(bundle.captured_at):
            found.append((row.name, state(row.spot)))
    names = {row.name for _, row in history.rows(ComponentRow)}
    said = [
        (_component(one, names), one.proof)
        for one in history.of(Concept.PACKAGE_DIFFERS)
        if one.event.level is not Level.INFO and not history.updating(one.at)
    ]
    rows, proofs = grouped(found), grouped(said)
    return [
        draft(
            Kind.PACKAGE_MISMATCH, "component", name, proofs.get(name, []) + rows.get(name, []), 0.9
        )
        for name in sorted(set(rows) | set(proofs))
    ]


def _component(said: Said, names: set[str]) -> str:
    text = said.event.said
    hits = [name for name in names if f" {' '.join(name.lower().split())} " in f" {text} "]
    if hits:
        return max(hits, key=len)
    match = re.search(
        r"component ['\"]?((?:[\w/-]+ ){0,3}?[\w/-]+)['\"]?"
        r" (?:is|at|has|runs|version|differs|not|does)",
        text,
    )
    return match[1] if match is not None and not names else ""


def keys_expire(history: History, limits: Thresholds) -> list[Draft]:
    """Dated option keys with few days left; the newest bundle decides, messages add their lines."""
    if history.serial is None:
        return []
    rows = [(bundle, row) for bundle, row in history.rows(KeyRow)]
    newest = rows[-1][0].name if rows else ""
    due = {
        row.name for bundle, row in rows if bundle.name == newest and row.days <= limits.key_days
    }
    proofs = [state(row.spot) for _, row in rows if row.name in due and row.days <= limits.key_days]
    for said in history.of(Concept.KEY_EXPIRES):
        days = re.search(r"(\d+) ?(?:days?|d)\b", said.event.said)
        if said.event.level is not Level.INFO and (days is None or int(days[1]) <= limits.key_days):
            proofs.append(said.proof)
    if not proofs:
        return []
    detail = ", ".join(sorted(name for name in due if name))
    return [draft(Kind.OPTION_KEY_EXPIRING, "library", history.serial, proofs, 0.95, detail)]


_LOST_STATES = (
    "fail",
    "fault",
    "impaired",
    "not responding",
    "no response",
    "missing",
    "lost",
    "removed",
    "offline",
    "dead",
    "unavailable",
    "silent",
    "error",
    "not present",
)


def partitions_lost(history: History, limits: Thresholds) -> list[Draft]:
    """A partition's drives failed, silent or taken out unannounced reach the limit."""
    share = history.setting("drive_share")
    limit = (share / 100 if share and share > 1 else share) or limits.partition_share
    announced = {said.drive for said in history.of(Concept.DRIVE_REMOVED, Concept.DRIVE_REPLACED)}
    found: list[tuple[str, Proof]] = []
    for bundle in history.bundles:
        groups: dict[str, list[DriveRow]] = {}
        for row in bundle.rows:
            if isinstance(row, DriveRow) and row.partition:
                groups.setdefault(row.partition, []).append(row)
        for partition, rows in groups.items():
            lost = [
                row for row in rows if _is_lost(row) and (row.serial or row.path) not in announced
            ]
            if lost and len(rows) > 1 and len(lost) >= limit * len(rows):
                found += [(partition, state(row.status_spot)) for row in lost]
    said = [
        (history.identity.partition(one.event.who) or "", one.proof)
        for one in history.of(Concept.DRIVES_LOST)
        if one.event.level is not Level.INFO
    ]
    rows_by, said_by = grouped(found), grouped(said)
    return [
        draft(
            Kind.PARTITION_DRIVE_LOSS,
            "partition",
            name,
            said_by.get(name, []) + rows_by.get(name, []),
            0.9,
        )
        for name in sorted(set(rows_by) | set(said_by))
    ]


def _is_lost(row: DriveRow) -> bool:
    return any(word in told(row.status) for word in _LOST_STATES)
