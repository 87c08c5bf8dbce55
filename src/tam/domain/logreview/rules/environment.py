"""Power supplies, feeds, fans, filters, heat and doors of frames."""

from dataclasses import replace
from datetime import datetime, timedelta
from statistics import median

from tam.domain.logreview.counting import windows
from tam.domain.logreview.findings import Draft, Kind, Proof
from tam.domain.logreview.history import History, Said, state
from tam.domain.logreview.meaning.concepts import Concept
from tam.domain.logreview.rows import CounterRow, FanRow, FeedRow, HeatRow, SupplyRow
from tam.domain.logreview.rules.common import draft, grouped
from tam.domain.logreview.text.levels import Level
from tam.domain.logreview.thresholds import Thresholds


def _merged(
    kind: Kind, type_: str, said: dict[str, list[Proof]], rows: dict[str, list[Proof]]
) -> list[Draft]:
    return [
        draft(
            kind,
            type_,
            name,
            said.get(name, []) + rows.get(name, []),
            0.95 if said.get(name) and rows.get(name) else 0.85,
        )
        for name in sorted(set(said) | set(rows))
    ]


def supplies_failed(history: History, limits: Thresholds) -> list[Draft]:
    """A supply that delivers nothing though it is fed."""
    listed = {row.name for _, row in history.rows(SupplyRow)}
    said = grouped(
        (name, one.proof)
        for one in history.of(Concept.SUPPLY_FAILED)
        if one.event.who.frames
        and one.event.level is not Level.INFO
        and Concept.FEED_LOST not in one.event.concepts
        and not ((name := _supply_name(one)) in listed and one.at is None)
    )
    rows = grouped(
        (row.name, state(row.spot if row.faulted else row.output_spot))
        for _, row in history.rows(SupplyRow)
        if row.input_okay is not False and (row.faulted or row.output_okay is False)
    )
    drafts = _merged(Kind.POWER_SUPPLY_FAILED, "power-supply", said, rows)
    return [
        replace(one, count=windows(one.proofs, limits.supply_flapping) or None) for one in drafts
    ]


def _supply_name(said: Said) -> str:
    return f"{said.event.who.frames[0]}/PowerSupply{said.event.who.supplies[0]}"


def feeds_lost(history: History, limits: Thresholds) -> list[Draft]:
    """An AC feed of a frame is gone, and the supplies on it are without input."""
    said = grouped(
        (one.event.who.frames[0], one.proof)
        for one in history.of(Concept.FEED_LOST)
        if one.event.level is not Level.INFO
    )
    rows = grouped(
        (row.frame, state(row.spot)) for _, row in history.rows(FeedRow) if not row.present
    )
    unfed = grouped(
        (row.frame, state(row.output_spot))
        for _, row in history.rows(SupplyRow)
        if row.input_okay is False
    )
    for frame, proofs in unfed.items():
        if frame in rows or frame in said or not list(history.rows(FeedRow)):
            rows.setdefault(frame, []).extend(proofs)
    return _merged(Kind.POWER_FEED_LOST, "frame", said, rows)


def fans_failed(history: History, limits: Thresholds) -> list[Draft]:
    """A fan that stopped, or turns far below its peers in the same bundle."""
    said = grouped(
        (_fan_name(one), one.proof)
        for one in history.of(Concept.FAN_FAILED)
        if one.event.level is not Level.INFO
    )
    found: list[tuple[str, Proof]] = []
    for bundle in history.bundles:
        fans = [row for row in bundle.rows if isinstance(row, FanRow) and row.populated]
        speeds = [row.rpm for row in fans if row.rpm]
        usual = median(speeds) if len(speeds) >= 3 else None
        found += [(row.name, state(row.spot)) for row in fans if _fan_bad(row, usual, limits)]
    return _merged(Kind.FAN_FAILED, "fan", said, grouped(found))


def _fan_bad(row: FanRow, usual: float | None, limits: Thresholds) -> bool:
    if row.okay is False:
        return True
    if row.rpm is None:
        return False
    return row.rpm == 0 or (usual is not None and row.rpm < limits.fan_share_of_peers * usual)


def _fan_name(said: Said) -> str:
    who = said.event.who
    for fan in who.fans:
        if "/" in fan:
            return fan
    if not who.frames:
        return ""
    return f"{who.frames[0]}/FCM/Fan{int(who.fans[0])}"


def filters_due(history: History, limits: Thresholds) -> list[Draft]:
    """A filter past the interval that the device states."""
    said = grouped(
        (one.event.who.frames[0], one.proof)
        for one in history.of(Concept.FILTER_DUE)
        if one.event.level is not Level.INFO
    )
    rows = grouped(
        (row.frame, state(row.spot))
        for _, row in history.rows(CounterRow)
        if row.name == "Filter" and row.threshold <= row.value < 2**31
    )
    return _merged(Kind.FILTER_DUE, "frame", said, rows)


def frames_hot(history: History, limits: Thresholds) -> list[Draft]:
    """A frame that warns of its temperature, or is warmer than it may be."""
    said = grouped(
        (one.event.who.frames[0], one.proof)
        for one in history.of(Concept.FRAME_HOT)
        if one.event.level is not Level.INFO
    )
    found = [
        (row.frame, state(row.spot))
        for _, row in history.rows(HeatRow)
        if row.alarmed or (row.celsius is not None and limits.frame_celsius <= row.celsius < 125)
    ]
    found += [(row.frame, state(row.hot_spot)) for _, row in history.rows(SupplyRow) if row.hot]
    return _merged(Kind.FRAME_OVER_TEMPERATURE, "frame", said, grouped(found))


def doors_opened(history: History, limits: Thresholds) -> list[Draft]:
    """A frame opened again and again within half an hour."""
    opened = grouped(
        (one.event.who.frames[0], one.proof) for one in history.of(Concept.DOOR_OPENED)
    )
    drafts = []
    for frame, proofs in opened.items():
        windows = _windows(_distinct(proofs), limits)
        if windows:
            shown = [
                proof
                for proof in proofs
                if proof.at and any(begin <= proof.at <= end for begin, end in windows)
            ]
            drafts.append(draft(Kind.DOOR_OPENED_REPEATEDLY, "frame", frame, shown, 0.9))
    return drafts


def _distinct(proofs: list[Proof]) -> list[datetime]:
    """The moments at which the frame was opened.

    Copies of a message within seconds are one opening.
    """
    moments: list[datetime] = []
    told: set[str] = set()
    for proof in proofs:
        if proof.at is None:
            continue
        if not moments or proof.at - moments[-1] > _COPY or proof.source in told:
            moments.append(proof.at)
            told = set()
        told.add(proof.source)
    return moments


def _windows(moments: list[datetime], limits: Thresholds) -> list[tuple[datetime, datetime]]:
    spans = []
    for place, begin in enumerate(moments):
        inside = [at for at in moments[place:] if at - begin <= limits.door_window]
        if len(inside) >= limits.door_openings:
            spans.append((begin, inside[-1] + _COPY))
    return spans


_COPY = timedelta(seconds=15)
