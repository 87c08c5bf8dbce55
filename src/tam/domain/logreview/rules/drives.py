"""Cleaning, heat, firmware and links of drives."""

from collections import Counter
from datetime import datetime, timedelta

from tam.domain.logreview.counting import occurrences
from tam.domain.logreview.findings import Draft, Kind, Proof
from tam.domain.logreview.history import History, Said, state
from tam.domain.logreview.meaning.alerts import CLEANING_FLAGS, FIRMWARE_FLAGS, LINK_FLAGS
from tam.domain.logreview.meaning.concepts import Concept
from tam.domain.logreview.meaning.senses import Points, points_to
from tam.domain.logreview.rows import DrivePages, DriveRow
from tam.domain.logreview.rules.common import draft, grouped
from tam.domain.logreview.text.levels import Level
from tam.domain.logreview.text.spots import Spot
from tam.domain.logreview.thresholds import Thresholds

_HOT_FLAG = 36
_CLEANING_MEDIA = 11


def _wants(said: Said) -> bool:
    event = said.event
    return (
        Concept.CLEANING_WANTED in event.concepts
        or bool(set(event.flags) & CLEANING_FLAGS)
        or any(points_to(sense) is Points.CLEANING for sense in event.senses)
    ) and event.level is not Level.INFO


def _cleaned(said: Said) -> bool:
    event = said.event
    return (
        Concept.CLEANED in event.concepts
        or _CLEANING_MEDIA in event.flags
        or any(points_to(sense) is Points.CLEANED for sense in event.senses)
    )


def needs_cleaning(history: History, limits: Thresholds) -> list[Draft]:
    """Cleaning asked for and not done, or asked for again soon after it was done."""
    wanted = grouped((said.drive or "", said.proof) for said in history.said if _wants(said))
    done = grouped((said.drive or "", said.proof) for said in history.said if _cleaned(said))
    states, bits = _cleaning_bits(history)
    last = _last_capture(history)
    drafts = []
    for drive in sorted(set(wanted) | set(states)):
        proofs = _unmet(wanted.get(drive, []), done.get(drive, []), last, limits)
        if not proofs and not (drive in states and drive not in done):
            continue
        drafts.append(
            draft(
                Kind.DRIVE_NEEDS_CLEANING,
                "drive",
                drive,
                [*proofs, *(state(spot) for spot in bits.get(drive, []))],
                min(0.95, 0.75 + 0.05 * len(proofs)),
            )
        )
    return drafts


def _unmet(
    asked: list[Proof], done: list[Proof], last: datetime | None, limits: Thresholds
) -> list[Proof]:
    """Requests without a cleaning after them.

    After a cleaning also those that came again too soon.
    """
    cleaned = sorted(proof.at for proof in done if proof.at is not None)
    again = timedelta(hours=limits.cleaning_again_hours)
    kept = []
    for proof in asked:
        if proof.at is None:
            continue
        before = [at for at in cleaned if at < proof.at]
        after = [at for at in cleaned if at >= proof.at]
        soon = bool(before) and timedelta(hours=1) < proof.at - before[-1] <= again
        waits = not after and (last is None or last - proof.at >= limits.cleaning_grace)
        if soon or waits:
            kept.append(proof)
    return kept


def _last_capture(history: History) -> datetime | None:
    return max(
        (bundle.captured_at for bundle in history.bundles if bundle.captured_at), default=None
    )


def _cleaning_bits(history: History) -> tuple[set[str], dict[str, list[Spot]]]:
    """Drives whose newest pages still ask for cleaning, and every line of pages that asks."""
    newest: dict[str, bool] = {}
    spots: dict[str, list[Spot]] = {}
    for _, pages in history.rows(DrivePages):
        drive = history.identity.named(pages.drive) or pages.drive
        asks = [spot for name, _, spot in pages.values if name.startswith("cleaning wanted")]
        asks += [spot for flag, spot in pages.flags if flag in CLEANING_FLAGS]
        if drive:
            newest[drive] = bool(asks)
            spots.setdefault(drive, []).extend(asks)
    return {drive for drive, asks in newest.items() if asks}, spots


def over_temperature(history: History, limits: Thresholds) -> list[Draft]:
    """Flag 36, a drive at its own reference, temperature conditions that moved, messages."""
    said = [
        one
        for one in history.said
        if _HOT_FLAG in one.event.flags or Concept.DRIVE_HOT in one.event.concepts
    ]
    proofs = grouped((one.drive or "", one.proof) for one in said)
    states: dict[str, list[Proof]] = {}
    heat_hours: dict[str, int] = {}
    for _, pages in history.rows(DrivePages):
        drive = history.identity.named(pages.drive) or pages.drive
        values = {name: (value, spot) for name, value, spot in pages.values}
        now, reference = values.get("celsius"), values.get("reference celsius")
        hot = now is not None and reference is not None and 0 < reference[0] <= now[0] < 255
        if hot and now is not None:
            states.setdefault(drive, []).append(state(now[1]))
        states.setdefault(drive, []).extend(
            state(spot) for flag, spot in pages.flags if flag == _HOT_FLAG
        )
        hours = values.get("heat hours")
        if hours is not None:
            if hours[0] > heat_hours.get(drive, hours[0]) and drive in heat_hours:
                states[drive].append(state(hours[1]))
            heat_hours[drive] = hours[0]
    drafts = []
    for drive in sorted(name for name in set(proofs) | set(states) if name):
        shown = proofs.get(drive, []) + states.get(drive, [])
        if shown:
            drafts.append(
                draft(
                    Kind.DRIVE_OVER_TEMPERATURE,
                    "drive",
                    drive,
                    shown,
                    0.9 if drive in proofs else 0.8,
                )
            )
    return drafts


def firmware_mismatch(history: History, limits: Thresholds) -> list[Draft]:
    """Drives of one type at different levels in one list, unless firmware is on its way.

    Flags 34 and 58.
    """
    states: dict[str, list[Proof]] = {}
    last: dict[str, bool] = {}
    for bundle in history.bundles:
        rows = [row for row in bundle.rows if isinstance(row, DriveRow)]
        odd = {} if history.updating(bundle.captured_at) else _minority(rows)
        for row in rows:
            name = row.serial or row.path
            last[name] = name in odd
            if name in odd:
                states.setdefault(name, []).append(state(row.firmware_spot))
    said = [
        one
        for one in history.said
        if set(one.event.flags) & FIRMWARE_FLAGS or Concept.FIRMWARE_DIFFERS in one.event.concepts
    ]
    proofs = grouped((one.drive or "", one.proof) for one in said)
    drafts = []
    for drive in sorted(set(proofs) | set(states)):
        shown = proofs.get(drive, []) + (states.get(drive, []) if last.get(drive) else [])
        if shown:
            drafts.append(draft(Kind.DRIVE_FIRMWARE_MISMATCH, "drive", drive, shown, 0.9))
    return drafts


def _minority(rows: list[DriveRow]) -> dict[str, str]:
    """Drives whose level is not the one that most of their type have."""
    odd: dict[str, str] = {}
    kinds: dict[str, list[DriveRow]] = {}
    for row in rows:
        if row.kind and row.firmware and not row.changing:
            kinds.setdefault(row.kind.lower(), []).append(row)
    for group in kinds.values():
        levels = Counter(row.firmware for row in group)
        ranked = sorted(levels, key=lambda level: (levels[level], level), reverse=True)
        if len(ranked) > 1:
            odd.update(
                {row.serial or row.path: row.firmware for row in group if row.firmware != ranked[0]}
            )
    return odd


def link_errors(history: History, limits: Thresholds) -> list[Draft]:
    """Repeated trouble of one drive's host port or library link.

    All drives of a host at once are its doing.
    """
    proofs = grouped(
        (said.drive or "", said.proof)
        for said in link_events(history)
        if not together(history, said, limits)
    )
    return [
        draft(Kind.DRIVE_LINK_ERRORS, "drive", drive, shown, min(0.95, 0.65 + 0.05 * len(shown)))
        for drive, shown in proofs.items()
        if occurrences(shown, limits.same_event) >= limits.link_events
    ]


def link_events(history: History) -> list[Said]:
    """Everything that speaks of a drive's link."""
    return [
        said
        for said in history.said
        if said.drive
        and said.event.level is not Level.INFO
        and (
            set(said.event.flags) & LINK_FLAGS
            or Concept.LINK_ERROR in said.event.concepts
            or any(points_to(sense) is Points.LINK for sense in said.event.senses)
        )
    ]


def together(history: History, said: Said, limits: Thresholds) -> bool:
    """Whether at least three drives of one host spoke of their links within minutes."""
    if said.at is None:
        return False
    host = history.identity.drive_hosts.get(said.drive or "")
    drives = {
        other.drive
        for other in link_events(history)
        if other.at is not None
        and abs(other.at - said.at) <= limits.link_together
        and history.identity.drive_hosts.get(other.drive or "") == host
    }
    return len(drives) >= limits.host_drives_together
