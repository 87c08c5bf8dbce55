"""What is about time and novelty.

Clock steps, sources that fell silent, messages never seen before.
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from tam.domain.logreview.facts import ClockJump, Source, Template
from tam.domain.logreview.findings import Draft, Kind, Proof, Subject
from tam.domain.logreview.history import History, Said
from tam.domain.logreview.meaning.amounts import seconds_in
from tam.domain.logreview.meaning.concepts import Concept
from tam.domain.logreview.rules.common import draft
from tam.domain.logreview.text.stamps import Hints, find_any
from tam.domain.logreview.thresholds import Thresholds

_DAYLIGHT = 3600.0
_SLACK = 400.0
_FEW_LINES = 20

TRACES = {
    name.lower(): name
    for name in [
        "Action",
        "AutoDriveClean",
        "AutoSupport",
        "BackgroundClient",
        "CAN",
        "Connection",
        "Encryption",
        "Error",
        "EtherLib",
        "Event",
        "Geometry",
        "GPIO",
        "HHM",
        "HydraExit",
        "Initialization",
        "Inventory",
        "Kernel",
        "Lock",
        "LogicalLibrary",
        "Message",
        "MLM",
        "Motion",
        "MotionInventory",
        "MotionOptions",
        "MotionRestart1",
        "MotionRestart2",
        "PackageUpdate",
        "Pools",
        "Security",
        "SNMP",
        "WebServer",
        "syslog",
    ]
}


def clock_steps(history: History, limits: Thresholds) -> list[Draft]:
    """The library's clock jumped.

    Lines run backward in several sources at once, or a message says so.
    """
    if history.serial is None:
        return []
    proofs = [_jump_proof(jump) for jump in _backward(history, limits)]
    said = [one for one in history.of(Concept.CLOCK_CHANGED) if _moved(one, limits)]
    stepped = [proof.at for proof in proofs if proof.at is not None]
    for one in said:
        serious = one.event.level.value >= 2 or not stepped
        near = any(one.at is not None and abs(one.at - at) < timedelta(days=1) for at in stepped)
        if near or (serious and _by_library(one)):
            proofs.append(one.proof)
    if not proofs:
        return []
    return [
        draft(Kind.CLOCK_STEP, "library", history.serial, proofs, 0.9 if said and stepped else 0.75)
    ]


def _by_library(said: Said) -> bool:
    return said.event.level.value >= 2


def _moved(said: Said, limits: Thresholds) -> bool:
    """A message that states by how much, or from when to when."""
    text = said.event.spot.text
    amount = seconds_in(text)
    if amount is not None:
        return abs(amount) > limits.clock_step.total_seconds() and not _is_daylight(
            abs(amount), said.event.said
        )
    first = find_any(text.encode(), Hints())
    moments: list[datetime] = []
    rest = text
    while first is not None and len(moments) < 4:
        moments.append(first.at.replace(tzinfo=None))
        rest = rest[first.end :]
        first = find_any(rest.encode(), Hints())
    if len(moments) < 2:
        return False
    step = abs((moments[-1] - moments[-2]).total_seconds())
    return step > limits.clock_step.total_seconds()


def _is_daylight(seconds: float, said: str) -> bool:
    return "daylight" in said or "summer time" in said


def _backward(history: History, limits: Thresholds) -> list[ClockJump]:
    """Steps back that at least two sources show at one moment, or the one source that there is."""
    jumps = [
        jump
        for bundle in history.bundles
        for jump in bundle.jumps
        if jump.seconds < -limits.clock_step.total_seconds() and not _daylight_saving(jump)
    ]
    sources = {
        source.name
        for bundle in history.bundles
        for source in bundle.sources
        if source.lines > _FEW_LINES
    }
    kept = []
    for jump in jumps:
        alike = {
            other.source
            for other in jumps
            if abs(other.before - jump.before) < timedelta(hours=6)
            and abs(other.seconds - jump.seconds) < max(1800.0, 0.5 * abs(jump.seconds))
        }
        if len(alike) >= 2 or (len(sources) == 1 and jump.seconds > -86400):
            kept.append(jump)
    return kept


def _daylight_saving(jump: ClockJump) -> bool:
    """An hour back in the night of a Sunday is the end of summer time."""
    hour_back = -_DAYLIGHT - _SLACK <= jump.seconds <= -_DAYLIGHT + 3000
    return (
        hour_back
        and jump.before.weekday() in {5, 6}
        and jump.before.hour <= 4
        and jump.before.month in {3, 4, 10, 11}
    )


def _jump_proof(jump: ClockJump) -> Proof:
    return Proof(jump.after, jump.spot, jump.source)


def gaps(history: History, limits: Thresholds) -> list[Draft]:
    """A source that used to write fell silent while others go on."""
    last = history.bundles[-1]
    until = last.captured_at
    if history.serial is None or until is None:
        return []
    sources: dict[str, list[Source]] = {}
    for bundle in history.bundles:
        for source in bundle.sources:
            if source.last is not None:
                sources.setdefault(source.name.lower(), []).append(source)
    paths = {member.path for member in last.members}
    present = sorted(
        name
        for name, wrote in sources.items()
        if any(source.member in paths for source in wrote)
        or any(source.name.lower() == name for source in last.sources)
    )
    silences = {name: _silent_for(sources[name], until) for name in present}
    if sum(1 for silence in silences.values() if silence < limits.silence) < 2:
        return []
    return [
        _gap(name, sources[name])
        for name, silence in silences.items()
        if silence >= limits.silence and _was_busy(sources[name], silence)
    ]


def _gap(name: str, sources: list[Source]) -> Draft:
    newest = max(sources, key=lambda source: source.last.timestamp() if source.last else 0.0)
    proofs = (Proof(newest.last, newest.last_spot, newest.name),) if newest.last_spot else ()
    subject = Subject("component", _trace(newest.name))
    return Draft(Kind.REPORTING_GAP, subject, proofs, 0.8, count=1)


def _trace(name: str) -> str:
    """A source by the name of its trace, whatever its file adds: trace-motion.txt is Motion."""
    parts = re.split(r"[^a-z0-9]+", name.lower())
    bare = "".join(part for part in parts if part not in {"trace", "traces", "log", "logs", "trc"})
    return TRACES.get(name.lower()) or TRACES.get(bare) or name


def _silent_for(sources: list[Source], until: datetime) -> timedelta:
    return min(
        (until - source.last for source in sources if source.last is not None),
        default=timedelta.max,
    )


def _was_busy(sources: list[Source], silence: timedelta) -> bool:
    """Its own rhythm: enough lines, and no earlier silence nearly as long."""
    seconds = silence.total_seconds()
    lines = max(source.lines for source in sources)
    longest = max(source.longest_gap for source in sources)
    mean = min(source.mean_gap for source in sources)
    return lines >= _FEW_LINES and seconds > 3 * longest and seconds > 20 * mean


def never_seen(history: History, limits: Thresholds) -> list[Draft]:
    """Serious lines of a kind that no earlier bundle had and that no other rule explains."""
    if history.serial is None or len(history.bundles) < 2:
        return []
    known = set(history.bundles[0].template_ids)
    proofs: list[Proof] = []
    for bundle in history.bundles[1:]:
        for family in _families(bundle.templates):
            if family[0].kin not in known and _counts(family, limits):
                proofs += [Proof(at, spot, spot.member) for one in family for at, spot in one.seen]
        known |= bundle.template_ids
    if not proofs:
        return []
    return [draft(Kind.MESSAGE_NEVER_SEEN_BEFORE, "library", history.serial, proofs, 0.6)]


def _families(templates: Iterable[Template]) -> list[list[Template]]:
    """Kinds of lines that differ only in a named word, together."""
    found: dict[str, list[Template]] = {}
    for template in templates:
        found.setdefault(template.kin, []).append(template)
    return [found[kin] for kin in sorted(found)]


def _counts(family: list[Template], limits: Thresholds) -> bool:
    explained = any(template.explained for template in family)
    return not explained and sum(template.count for template in family) >= limits.new_messages
