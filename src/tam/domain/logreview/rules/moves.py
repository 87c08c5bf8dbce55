"""Failed moves of robots and at slots, motion restarts, counters near their reminder."""

from dataclasses import dataclass
from datetime import timedelta

from tam.domain.logreview.attribution import tail
from tam.domain.logreview.counting import bursts, occurrences
from tam.domain.logreview.findings import Draft, Kind, Proof, Subject
from tam.domain.logreview.history import History, Said, state
from tam.domain.logreview.meaning.concepts import Concept
from tam.domain.logreview.meaning.senses import Points, points_to
from tam.domain.logreview.rows import CounterRow, PlaceRow
from tam.domain.logreview.rules.common import draft, grouped
from tam.domain.logreview.text.levels import Level
from tam.domain.logreview.thresholds import Thresholds

_DUMP = timedelta(minutes=10)  # a restart writes many lines, over some minutes


@dataclass(frozen=True, slots=True)
class Failure:
    """A move that failed: by which robot, at which place, with which cartridge.

    Empty for unnamed.
    """

    robot: int | None
    place: str
    tape: str
    proof: Proof


def failures(history: History) -> list[Failure]:
    """Every failed move, in order of time."""
    found = []
    for said in history.said:
        event = said.event
        if event.level is Level.INFO:
            continue
        robotic = (
            any(points_to(sense) is Points.ROBOT for sense in event.senses) and event.who.robots
        )
        if Concept.MOVE_FAILED in event.concepts or robotic:
            robot = event.who.robots[0] if event.who.robots else None
            tape = said.tapes[0] if said.tapes else ""
            found.append(Failure(robot, _place(history, said), tape, said.proof))
    return found


def _place(history: History, said: Said) -> str:
    """The slot that a line names first, with its partition; else the drive."""
    who = said.event.who
    known = {name.lower() for name in history.identity.partitions}
    for name, slot in who.placed:
        if name.lower() in known or name in who.partitions:
            return f"{name}/{slot}"
    if who.slots:
        partition = history.identity.partition(who) or history.identity.partition_of(who.slots[0])
        return f"{partition}/{who.slots[0]}" if partition else str(who.slots[0])
    return said.drive or ""


def slot_failures(history: History, limits: Thresholds) -> list[Draft]:
    """One place that fails for any robot and cartridge."""
    groups: dict[str, list[Failure]] = {}
    for failure in failures(history):
        if (
            failure.place
            and "DBA" not in failure.place
            and failure.place not in history.identity.serials
        ):
            groups.setdefault(failure.place, []).append(failure)
    counted = _counted(history)
    groups = _joined(groups, counted)
    drafts = []
    for place in sorted(set(groups) | set(counted)):
        group = groups.get(place, [])
        rows = counted.get(place, [])
        times = max(
            occurrences([failure.proof for failure in group], limits.same_event),
            max((row.failures for row in rows), default=0),
        )
        if times < limits.slot_failures or not _any_partner(group, history):
            continue
        proofs = [failure.proof for failure in group] + [state(row.spot) for row in rows]
        drafts.append(
            draft(Kind.SLOT_MOVE_FAILURES, "slot", place, proofs, min(0.95, 0.65 + 0.05 * times))
        )
    return drafts


def _joined(
    groups: dict[str, list[Failure]], counted: dict[str, list[PlaceRow]]
) -> dict[str, list[Failure]]:
    """A bare slot number is the same place as that number in the only partition that has it."""
    joined: dict[str, list[Failure]] = {}
    full = {name.rsplit("/", 1)[1]: name for name in (*groups, *counted) if "/" in name}
    for name, group in groups.items():
        joined.setdefault(full.get(name, name), []).extend(group)
    return joined


def _counted(history: History) -> dict[str, list[PlaceRow]]:
    found: dict[str, list[PlaceRow]] = {}
    for _, row in history.rows(PlaceRow):
        if row.slot is not None:
            partition = row.partition or history.identity.partition_of(row.slot) or ""
            found.setdefault(f"{partition}/{row.slot}".lstrip("/"), []).append(row)
    return found


def _any_partner(group: list[Failure], history: History) -> bool:
    """Not one cartridge alone: a label or a shell goes with its cartridge, a slot stays."""
    robots = {failure.robot for failure in group if failure.robot}
    tapes = {failure.tape for failure in group if failure.tape}
    named = sum(1 for failure in group if failure.tape)
    return len(robots) > 1 or len(tapes) != 1 or named * 2 < len(group)


def robot_failures(history: History, limits: Thresholds) -> list[Draft]:
    """One robot that fails at many places, more than its peer does for as many moves."""
    bad_slots = {found.subject.id for found in slot_failures(history, limits)}
    groups: dict[int, list[Failure]] = {}
    for failure in failures(history):
        if failure.robot is not None and failure.place not in bad_slots:
            groups.setdefault(failure.robot, []).append(failure)
    totals = {
        robot: occurrences([failure.proof for failure in group], limits.same_event)
        for robot, group in groups.items()
    }
    drafts = []
    for robot, group in sorted(groups.items()):
        places = {failure.place for failure in group if failure.place}
        if len(places) < limits.robot_places or not _above_peers(robot, totals, history, limits):
            continue
        proofs = [failure.proof for failure in group]
        name = f"Robot {robot}"
        detail = f"at {len(places)} different places"
        drafts.append(
            draft(
                Kind.ROBOT_MOVE_FAILURES,
                "robot",
                name,
                proofs,
                min(0.95, 0.6 + 0.05 * len(places)),
                detail,
            )
        )
    return drafts


def _above_peers(robot: int, totals: dict[int, int], history: History, limits: Thresholds) -> bool:
    moves = history.robot_moves
    robots = set(moves) | set(totals)
    if len(robots) < 2:
        return True
    total_moves = sum(moves.values())
    share = moves[robot] / total_moves if moves[robot] and total_moves else 1 / len(robots)
    return tail(totals[robot], sum(totals.values()), share) <= limits.exposure_p


def motion_restarts(history: History, limits: Thresholds) -> list[Draft]:
    """The motion system restarted by itself; each restart counts."""
    robots = sorted(set(history.robot_moves)) or [1]
    said = [one for one in history.of(Concept.MOTION_RESTART) if not history.updating(one.at)]
    named = {robot for one in said for robot in one.event.who.robots}
    fallback = named.pop() if len(named) == 1 else (robots[0] if len(robots) == 1 else None)
    proofs = grouped((_robot_of(one, fallback), one.proof) for one in said)
    return [
        Draft(
            Kind.MOTION_RESTART,
            Subject("robot", name),
            tuple(shown),
            0.9,
            count=bursts(shown, _DUMP),
        )
        for name, shown in proofs.items()
    ]


def _robot_of(said: Said, fallback: int | None) -> str:
    robots = said.event.who.robots
    if robots:
        return f"Robot {robots[0]}"
    if fallback is not None:
        return f"Robot {fallback}"
    source = said.event.source.lower()
    return (
        f"Robot {source[-1]}" if source.startswith("motionrestart") and source[-1].isdigit() else ""
    )


def axis_near(history: History, limits: Thresholds) -> list[Draft]:
    """Travel or moves near the reminder that the device itself states."""
    rows = [row for _, row in history.rows(CounterRow) if row.name != "Filter"]
    robots = {row.robot for row in rows if row.robot}
    only = robots.pop() if len(robots) == 1 else ""
    states = grouped(
        (_axis(row.robot or only, row.name), state(row.spot))
        for row in rows
        if row.value >= limits.axis_share * row.threshold and row.value < 2**31
    )
    said = grouped(
        (
            _axis(
                f"Robot {one.event.who.robots[0]}" if one.event.who.robots else only,
                one.event.who.axes[0],
            ),
            one.proof,
        )
        for one in history.of(Concept.AXIS_NEAR)
        if one.event.level is not Level.INFO
    )
    return [
        draft(
            Kind.AXIS_NEAR_THRESHOLD, "axis", name, said.get(name, []) + states.get(name, []), 0.9
        )
        for name in sorted(set(said) | set(states))
    ]


def _axis(robot: str, name: str) -> str:
    return f"{robot}/{name}" if robot else name
