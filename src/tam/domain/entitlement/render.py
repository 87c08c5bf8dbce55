"""A decision in words: the sentence, the contract line, the reading, the rules tried."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from tam.domain.catalogue.terms import Hours
from tam.domain.clauses import clause_of
from tam.domain.entitlement.codec import plain
from tam.domain.entitlement.decision import Decision, Difference, Promise, Verdict
from tam.domain.entitlement.sentences import texts
from tam.domain.entitlement.whatif import Comparison
from tam.domain.readings import reading_of

PROMISED = {
    "opens_at": "opens again",
    "ship_on": "ships on",
    "could_ship_on": "could ship on, not committed,",
    "deliver_on": "is delivered on",
    "nominal_at": "runs out, counted through,",
    "ship_by": "ships by",
    "expected_on": "is expected by",
    "arrive_from": "arrives from",
    "arrive_by": "arrives by",
}


def moment(value: date | datetime) -> str:
    """A day, or a moment with its offset, as people read it."""
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return value.isoformat()


def promise_lines(promise: Promise) -> list[str]:
    """What is promised, a line for each date."""
    lines = []
    if promise.covered is not None:
        lines.append("staffed at this moment" if promise.covered else "closed at this moment")
    for name, verb in PROMISED.items():
        value = getattr(promise, name)
        if value is not None:
            lines.append(f"{verb} {moment(value)}")
    if not promise.committed:
        lines.append("not committed")
    return lines


def _head(decision: Decision) -> Iterator[str]:
    """The answer, the sentence it is about, and who decided."""
    asked = decision.asked
    clause = clause_of(asked.clause)
    yield f"{clause.id} {clause.title}: {decision.verdict.value}"
    yield f'"{clause.promise}"'
    yield decision.reason.text
    place = ", ".join(part for part in (asked.site.place, asked.site.country) if part)
    yield f"Asked for {moment(asked.at)} at {place} ({asked.site.zone})"
    governing = decision.governing
    if governing is not None:
        yield (
            f"Decided by {governing.name} (version {governing.version}, "
            f"{governing.evidence.value}), contract {asked.contract.number} line {governing.line}"
        )
        if governing.source is not None:
            yield f"Source: {governing.source}"
    if decision.window is not None:
        always = decision.window.hours is Hours.ALWAYS
        hours = "at all hours" if always else f"business window in {decision.window.zone}"
        yield f"Window: {hours}"


def _list(title: str, lines: Iterable[str]) -> str:
    """A titled list; nothing where it is empty."""
    found = "\n  ".join(dict.fromkeys(lines))
    return f"\n{title}:\n  {found}" if found else ""


def as_text(decision: Decision, differences: tuple[Difference, ...] = ()) -> str:
    """The whole decision as text for a terminal or a page."""
    readings = decision.asked.contract.read_by(decision.asked.readings)
    held = (f"{step.step}, the {step.waits_on.value} moves" for step in decision.held)
    tried = (
        f"{one.rule} {one.outcome.value.replace('_', ' ')}: {one.found.text}"
        for one in decision.tried
    )
    used = (f"{readings.quote(one)}: {reading_of(one).decision}" for one in decision.readings)
    others = (f"{one.reading}={one.value}: {_changed(one)}" for one in differences)
    versions = decision.versions
    return "".join(
        (
            "\n".join(_head(decision)),
            _list("Promise", promise_lines(decision.promise) if decision.promise else ()),
            _list("Clock waits on", held),
            _list("How the day was found", (said.text for said in decision.says)),
            _list("Charges", (f"{one.id}: {one.price}" for one in decision.charges)),
            _list("Caveats", (said.text for said in decision.caveats)),
            _list("Rules tried", tried),
            _list("Readings", used),
            _list("Under another reading", others),
            _list("What would change it", (said.text for said in decision.remedies)),
            (
                f"\nData: catalogue {versions.catalogue}, {versions.holidays}, "
                f"tzdata {versions.tzdata}"
            ),
        )
    )


def _changed(difference: Difference) -> str:
    """What another value of a reading answers."""
    return _brief(difference.verdict, difference.promise)


def _brief(verdict: Verdict, promise: Promise | None) -> str:
    """A verdict and a promise on one line."""
    return "; ".join([verdict.value, *(promise_lines(promise) if promise else ())])


def explained(decision: Decision, differences: tuple[Difference, ...] = ()) -> dict[str, object]:
    """The whole decision as plain values for JSON, each sentence in words."""
    asked = decision.asked
    clause = clause_of(asked.clause)
    readings = asked.contract.read_by(asked.readings)
    return {
        "clause": {"id": clause.id, "title": clause.title, "promise": clause.promise},
        "verdict": decision.verdict.value,
        "status": decision.status.value,
        "reason": decision.reason.text,
        "at": asked.at.isoformat(),
        "contract": asked.contract.number,
        "governing": plain(decision.governing),
        "window": plain(decision.window),
        "target": plain(decision.target),
        "promise": plain(decision.promise),
        "held": plain(decision.held),
        "says": texts(decision.says),
        "charges": plain(decision.charges),
        "caveats": texts(decision.caveats),
        "clauses": list(decision.clauses),
        "readings": [
            {"id": one, "quote": readings.quote(one), "decision": reading_of(one).decision}
            for one in decision.readings
        ],
        "other_readings": plain(differences),
        "tried": [
            {"rule": one.rule, "outcome": one.outcome.value, "found": one.found.text}
            for one in decision.tried
        ],
        "remedies": texts(decision.remedies),
        "versions": plain(decision.versions),
    }


def printed(value: object) -> str:
    """JSON as people and programs read it."""
    return json.dumps(value, indent=2, ensure_ascii=False)


def side_by_side(comparisons: Iterable[Comparison]) -> str:
    """Promises as they were and as they would have been, a block for each question."""
    blocks = []
    for one in comparisons:
        asked = one.actual.asked
        blocks.append(
            f"{asked.clause} at {moment(asked.at)}: {'differs' if one.differs else 'the same'}"
            + "".join(
                f"\n  {_level(decision)}: {_brief(decision.verdict, decision.promise)}"
                for decision in (one.actual, one.instead)
            )
        )
    return "\n".join(blocks)


def _level(decision: Decision) -> str:
    """The level that decided."""
    return "no level" if decision.governing is None else decision.governing.level
