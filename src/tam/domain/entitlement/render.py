"""A decision in words: the sentence, the contract line, the reading, the rules tried."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from tam.domain.catalogue.terms import Hours
from tam.domain.clauses import clause_of
from tam.domain.entitlement.decision import Decision, Difference, Promise
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
        return f"{value:%Y-%m-%d %H:%M} {value:%z}"
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


def _list(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A titled list; nothing where the list is empty."""
    found = list(dict.fromkeys(lines))
    if found:
        yield f"{title}:"
        yield from (f"  {line}" for line in found)


def as_text(decision: Decision, differences: tuple[Difference, ...] = ()) -> str:
    """The whole decision as text for a terminal or a page."""
    readings = decision.asked.contract.read_by(decision.asked.readings)
    held = (f"{step.step}, the {step.waits_on.value} moves" for step in decision.held)
    tried = (f"{one.rule} {one.outcome.value}: {one.found.text}" for one in decision.tried)
    used = (f"{readings.quote(one)}: {reading_of(one).decision}" for one in decision.readings)
    others = (f"{one.reading}={one.value}: {_changed(one)}" for one in differences)
    versions = decision.versions
    return "\n".join(
        (
            *_head(decision),
            *_list("Promise", promise_lines(decision.promise) if decision.promise else ()),
            *_list("Clock waits on", held),
            *_list("Charges", (f"{one.id}: {one.price}" for one in decision.charges)),
            *_list("Caveats", (said.text for said in decision.caveats)),
            *_list("Rules tried", tried),
            *_list("Readings", used),
            *_list("Under another reading", others),
            *_list("What would change it", (said.text for said in decision.remedies)),
            (
                f"Data: catalogue {versions.catalogue}, holidays {versions.holidays}, "
                f"tzdata {versions.tzdata}"
            ),
        )
    )


def _changed(difference: Difference) -> str:
    """What another value of a reading answers."""
    lines = promise_lines(difference.promise) if difference.promise else []
    return "; ".join([difference.verdict.value, *lines])
