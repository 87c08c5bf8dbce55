"""drive-failing and cartridge-failing.

Hard errors of pairs, given to the side that the partners name.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tam.domain.logreview.attribution import Exposure, Pair, Verdict, judge
from tam.domain.logreview.counting import occurrences
from tam.domain.logreview.findings import Draft, Kind, Proof, Subject
from tam.domain.logreview.history import History, Said, state
from tam.domain.logreview.meaning.alerts import DRIVE_ONLY_FLAGS, HARD_FLAGS, MEDIA_FLAGS
from tam.domain.logreview.meaning.concepts import Concept
from tam.domain.logreview.meaning.senses import Points, Sense, points_to
from tam.domain.logreview.rows import DrivePages, DriveRow, TapeRow
from tam.domain.logreview.rules.common import told
from tam.domain.logreview.text.levels import Level
from tam.domain.logreview.thresholds import Thresholds

_HARD = frozenset({Points.DRIVE, Points.MEDIA, Points.EITHER})
_SPACE = 0x11
_HARD_WORDS = re.compile(r"\bhard (?:error|failure|fault)|unrecover|uncorrect|permanent")
_ALONE = timedelta(hours=1)
_FAILED_STATES = (
    "fail",
    "fault",
    "impaired",
    "defect",
    "broken",
    "dead",
    "error",
    "out of service",
)
_RECENT_HOURS = 200


@dataclass(frozen=True, slots=True)
class Incident:
    """One line that tells of a hard error; drive or tape may be unnamed."""

    drive: str
    tape: str
    at: datetime | None
    proof: Proof
    speaks_drive: bool
    speaks_tape: bool
    hard: bool


def is_end_of_data(sense: Sense, opcode: int | None) -> bool:
    """SPACE that ran into end of data: a way to find the end, no error."""
    return (sense.key, sense.asc, sense.ascq) == (3, 0x14, 0) and opcode in {None, 0, _SPACE}


def incidents(history: History) -> list[Incident]:
    """Every line of a hard error, in order of time."""
    found = []
    for said in history.said:
        incident = _incident(said)
        if incident is not None:
            found.append(incident)
    return found


def _incident(said: Said) -> Incident | None:
    event = said.event
    if event.level is Level.INFO or Concept.MOVE_FAILED in event.concepts:
        return None
    points = {
        points_to(sense) for sense in event.senses if not is_end_of_data(sense, event.who.opcode)
    } & _HARD
    flags = set(event.flags) & HARD_FLAGS
    broken = Concept.DRIVE_BROKEN in event.concepts
    worded = bool(event.concepts & {Concept.DRIVE_ERROR, Concept.TAPE_ERROR}) or broken
    if not points and not flags and not worded:
        return None
    tape = next((name for name in said.tapes if not name.startswith("CLN")), "")
    if not said.drive and not tape:
        return None
    speaks_drive = Points.DRIVE in points or bool(flags & DRIVE_ONLY_FLAGS) or (broken and not tape)
    speaks_tape = Points.MEDIA in points or bool(flags & MEDIA_FLAGS)
    told = bool(said.drive and tape) and _HARD_WORDS.search(event.said) is not None
    hard = bool(points or flags) or broken or (told and event.level.value >= Level.ERROR.value)
    return Incident(said.drive or "", tape, said.at, said.proof, speaks_drive, speaks_tape, hard)


def failing(history: History, limits: Thresholds) -> list[Draft]:
    """Drives and cartridges that the partners name, and the pairs that need a cross test."""
    all_incidents = _without_common_cause(incidents(history), limits)
    pairs = [
        Pair(found.drive, found.tape, found.speaks_drive, found.speaks_tape)
        for found in all_incidents
        if found.drive and found.tape
    ]
    pairs += _remembered(history, {pair.left for pair in pairs})
    pairs += _alone(all_incidents)
    pairs += _by_state(history)
    exposure = Exposure(dict(history.mounts), dict(history.tape_mounts))
    verdict = judge(pairs, exposure, limits)
    drafts = [_drive(history, name, all_incidents, verdict) for name in verdict.left]
    drafts += [_tape(history, name, all_incidents, verdict) for name in verdict.right]
    return drafts + _open(verdict, all_incidents)


def _without_common_cause(found: list[Incident], limits: Thresholds) -> list[Incident]:
    """Many drives with many cartridges at once point past both.

    Such lines count against neither.
    """
    kept = []
    for incident in found:
        if incident.at is None or not (incident.drive and incident.tape):
            kept.append(incident)
            continue
        near = [
            other
            for other in found
            if other.at is not None
            and other.drive
            and other.tape
            and abs(other.at - incident.at) <= limits.wide_window
        ]
        drives, tapes = {other.drive for other in near}, {other.tape for other in near}
        if min(len(drives), len(tapes)) < limits.wide_sides:
            kept.append(incident)
    return kept


def _remembered(history: History, drives: set[str]) -> list[Pair]:
    """Recent entries of a drive's own history, for drives that lines accuse already."""
    pairs = []
    for _, pages in history.rows(DrivePages):
        drive = history.identity.named(pages.drive) or pages.drive
        if drive not in drives:
            continue
        head = max((value for name, value, _ in pages.values if name == "head hours"), default=0)
        for error in pages.history:
            points = points_to(error.sense)
            if points not in _HARD or is_end_of_data(error.sense, error.opcode) or not error.tape:
                continue
            if head and error.hours and head - error.hours > _RECENT_HOURS:
                continue
            pairs.append(
                Pair(
                    drive,
                    history.identity.tape(error.tape),
                    points is Points.DRIVE,
                    points is Points.MEDIA,
                )
            )
    return pairs


def _alone(found: list[Incident]) -> list[Pair]:
    """Drive-only evidence without a cartridge: each occurrence weighs as one partner."""
    pairs = []
    by_drive: dict[str, list[Proof]] = {}
    for incident in found:
        if incident.drive and not incident.tape and incident.speaks_drive:
            by_drive.setdefault(incident.drive, []).append(incident.proof)
    for drive, proofs in by_drive.items():
        pairs += [
            Pair(drive, f"\0{number}", speaks_left=True)
            for number in range(occurrences(proofs, _ALONE))
        ]
    return pairs


def _by_state(history: History) -> list[Pair]:
    """A drive that the library itself lists as failed, unless it was taken out on purpose."""
    pairs = []
    for row in failed_rows(history):
        pairs += [Pair(row.serial or row.path, f"\1{side}", speaks_left=True) for side in "ab"]
    return pairs


def _is_failed(row: DriveRow) -> bool:
    return any(word in told(row.status) for word in _FAILED_STATES)


def failed_rows(history: History) -> list[DriveRow]:
    """Rows of drives in a failed state whose removal nobody announced."""
    announced = {said.drive for said in history.of(Concept.DRIVE_REMOVED, Concept.DRIVE_REPLACED)}
    found = []
    for _, row in history.rows(DriveRow):
        if _is_failed(row) and row.serial not in announced:
            found.append(row)
    return found


def _drive(history: History, name: str, found: list[Incident], verdict: Verdict) -> Draft:
    mine = [one for one in found if one.drive == name and one.tape not in verdict.right]
    proofs = [one.proof for one in mine]
    tapes = sorted({one.tape for one in mine if one.tape})
    speaks = any(one.speaks_drive for one in mine)
    for _, row in history.rows(DriveRow):
        if (row.serial or row.path) == name and _is_failed(row):
            proofs.append(state(row.status_spot))
    proofs += _page_proofs(history, name, set(tapes))
    confidence = min(0.98, 0.6 + 0.07 * len(tapes) + (0.1 if speaks else 0))
    detail = f"with {len(tapes)} different cartridges" if len(tapes) > 1 else "by its own evidence"
    return Draft(
        Kind.DRIVE_FAILING,
        Subject("drive", name),
        tuple(proofs),
        confidence,
        detail,
        _count(mine) or None,
    )


def _page_proofs(history: History, drive: str, tapes: set[str]) -> list[Proof]:
    proofs = []
    for _, pages in history.rows(DrivePages):
        if (history.identity.named(pages.drive) or pages.drive) != drive:
            continue
        proofs += [
            state(error.spot)
            for error in pages.history
            if points_to(error.sense) in _HARD and history.identity.tape(error.tape) in tapes
        ][:2]
    return proofs


def _tape(history: History, name: str, found: list[Incident], verdict: Verdict) -> Draft:
    mine = [one for one in found if one.tape == name and one.drive not in verdict.left]
    drives = sorted({one.drive for one in mine if one.drive})
    speaks = any(one.speaks_tape for one in mine)
    proofs = [one.proof for one in mine]
    for _, row in history.rows(TapeRow):
        if row.barcode == name and row.health.lower() in {
            "red",
            "poor",
            "bad",
            "failed",
            "critical",
            "impaired",
        }:
            proofs.append(state(row.spot))
    confidence = min(0.98, 0.6 + 0.07 * len(drives) + (0.1 if speaks else 0))
    return Draft(
        Kind.CARTRIDGE_FAILING,
        Subject("cartridge", name),
        tuple(proofs),
        confidence,
        f"in {len(drives)} different drives",
        _count(mine) or None,
    )


def _count(found: Iterable[Incident]) -> int:
    """Occurrences pair by pair; lines that name one side only are copies of those."""
    groups: dict[tuple[str, str], list[Proof]] = {}
    for one in found:
        groups.setdefault((one.drive, one.tape), []).append(one.proof)
    whole = {pair: proofs for pair, proofs in groups.items() if all(pair)}
    return sum(
        occurrences(proofs, Thresholds().same_event) for proofs in (whole or groups).values()
    )


def _open(verdict: Verdict, found: list[Incident]) -> list[Draft]:
    """Pairs that nobody explains: a cross test decides."""
    drafts = []
    for pair in verdict.open_pairs:
        alone = pair.right.startswith("\0")
        mine = [
            one
            for one in found
            if one.drive == pair.left
            and (one.tape == pair.right or (alone and not one.tape and one.speaks_drive))
        ]
        if not any(one.hard for one in mine):
            continue
        tape_only = pair.speaks_right and not pair.speaks_left
        kind = Kind.CARTRIDGE_FAILING if tape_only else Kind.DRIVE_FAILING
        subject = Subject("cartridge", pair.right) if tape_only else Subject("drive", pair.left)
        detail = (
            f"drive {pair.left} and cartridge {pair.right}" if not alone else f"drive {pair.left}"
        )
        drafts.append(
            Draft(
                kind,
                subject,
                tuple(one.proof for one in mine),
                0.4,
                detail,
                _count(mine) or None,
                undecided=True,
            )
        )
    return drafts
