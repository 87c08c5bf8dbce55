"""One question -> one explained decision, as a pure function of its facts (TAM-01 to TAM-19)."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from tam.domain.catalogue.load import Catalogue, standard
from tam.domain.catalogue.terms import ClauseStatus
from tam.domain.clock.holidays import HOLIDAYS_VERSION
from tam.domain.clock.zones import TZDATA_VERSION
from tam.domain.entitlement.codec import from_json
from tam.domain.entitlement.decision import (
    Asked,
    Decision,
    Difference,
    Governing,
    Promise,
    Verdict,
    Versions,
    Window,
)
from tam.domain.entitlement.gates import Gate, Passage, radius, secure_site
from tam.domain.entitlement.lifeline import promise_loaner
from tam.domain.entitlement.on_site import promise_arrival
from tam.domain.entitlement.parts import promise_part
from tam.domain.entitlement.resolve import Outcome, Resolution, caveats_of
from tam.domain.entitlement.rules import RULES
from tam.domain.entitlement.sentences import Said
from tam.domain.entitlement.situation import NO_DATES, Promised, Situation
from tam.domain.entitlement.steps import (
    HELD_CLAUSES,
    ChargeDue,
    Held,
    charges_for_refusing,
    held_by,
)
from tam.domain.entitlement.telephone import cover
from tam.domain.entitlement.view import View, look
from tam.domain.entitlement.wording import (
    LIFELINE,
    ON_SITE,
    PARTS,
    REMOTE,
    TELEPHONE,
    terms_of,
)
from tam.domain.readings import reading_of

PROMISES: Mapping[str, Callable[[Situation], Promised]] = {
    TELEPHONE: cover,
    REMOTE: cover,
    PARTS: promise_part,
    ON_SITE: promise_arrival,
    LIFELINE: promise_loaner,
}
WAITING = Promised(reason=Said("decision.held"))
REASONS = {
    ClauseStatus.INCLUDED: (Verdict.YES, "decision.yes"),
    ClauseStatus.NOT_INCLUDED: (Verdict.NO, "decision.no"),
    ClauseStatus.UNKNOWN: (Verdict.UNKNOWN, "decision.unknown"),
    ClauseStatus.GOVERNED_BY_BASE: (Verdict.UNKNOWN, "decision.unknown"),
}

STATUSES = {verdict: status for status, (verdict, _) in reversed(REASONS.items())}


def decide(asked: Asked, catalogue: Catalogue | None = None) -> Decision:
    """The answer to a question with everything it stands on; the same question, the same bytes."""
    catalogue = catalogue or standard()
    if asked.clause in RULES:
        return _by_rule(asked, catalogue)
    view = look(asked, catalogue)
    held = _held(view, catalogue)
    gates = _gates(view)
    promised = _promised(view, catalogue, held, gates)
    return _written(view, catalogue, held, gates, promised)


def _by_rule(asked: Asked, catalogue: Catalogue) -> Decision:
    """The answer to a question about a rule for all levels."""
    key, rule = RULES[asked.clause]
    view = look(asked, catalogue, key)
    ruled = rule(view)
    gates = () if ruled.gate is None else (ruled.gate,)
    written = _written(view, catalogue, (), gates, Promised(reason=ruled.reason))
    return replace(
        written,
        verdict=ruled.verdict,
        status=STATUSES[ruled.verdict],
        target=None,
        window=None,
        charges=(),
        caveats=view.caveats,
        tried=tuple(one for one in written.tried if one.outcome is not Outcome.DECIDES),
    )


def _held(view: View, catalogue: Catalogue) -> tuple[Held, ...]:
    """The open steps that hold the clock, where the clause is included at all."""
    found, events = view.found, view.asked.events
    if found.status is not ClauseStatus.INCLUDED or found.level is None:
        return ()
    return held_by(found.level.id, view.key, events, view.readings, catalogue.common)


def _gates(view: View) -> tuple[Gate, ...]:
    """The gates that bear on the clause: the secure site on any, the fifty miles on site."""
    gates: tuple[Gate, ...] = ()
    base = view.found.base
    if view.site.secure and base is not None:
        on_site = terms_of(base, ON_SITE, view.readings, None)
        gates += (secure_site(view.site, on_site, view.readings),)
    if view.key == ON_SITE and view.found.status is ClauseStatus.INCLUDED:
        gates += (radius(view.site.center, view.found.terms, view.readings),)
    return gates


def _promised(
    view: View, catalogue: Catalogue, held: tuple[Held, ...], gates: tuple[Gate, ...]
) -> Promised:
    """What is promised, where the clause is included, no step is open and no gate limits it."""
    found = view.found
    if found.level is None or found.terms is None or found.status is not ClauseStatus.INCLUDED:
        return NO_DATES
    if held:
        return WAITING
    promise = PROMISES.get(view.key)
    if promise is None:
        return NO_DATES
    far = next((gate for gate in gates if gate.clause == "NOTE-6"), None)
    if far is not None and far.passage is Passage.SHUT:
        return Promised(verdict=Verdict.NO, reason=far.reason)
    if far is not None and far.passage is Passage.WARNS:
        return Promised(Promise(committed=False))
    situation = Situation(
        found.level,
        view.key,
        found.terms,
        view.site,
        view.asked.at,
        view.asked.events,
        view.readings,
        catalogue,
    )
    return promise(situation)


def _written(
    view: View,
    catalogue: Catalogue,
    held: tuple[Held, ...],
    gates: tuple[Gate, ...],
    promised: Promised,
) -> Decision:
    """Everything put together."""
    found = view.found
    verdict, code = REASONS[found.status]
    if promised.verdict is not Verdict.YES:
        verdict = promised.verdict
    name = "" if found.level is None else found.level.short
    asked_steps = view.asked.events.open_steps or view.asked.events.refused_steps
    steps = ("A28",) if asked_steps and view.key in HELD_CLAUSES else ()
    limits = tuple(gate.reason for gate in gates if gate.passage is not Passage.OPEN)
    readings = (*view.leaned, *found.readings, *promised.readings, *steps)
    return Decision(
        asked=view.asked,
        verdict=verdict,
        status=found.status,
        reason=promised.reason or (Said(code, (name,)) if name else found.tried[0].found),
        governing=_governing(found),
        window=_window(view),
        target=None if found.terms is None else found.terms.target,
        promise=promised.promise,
        held=held,
        gates=gates,
        charges=_charges(view, catalogue),
        caveats=_once(*view.caveats, *caveats_of(found), *promised.caveats, *limits),
        says=promised.says,
        readings=tuple(
            dict.fromkeys((*readings, *(one for gate in gates for one in gate.readings)))
        ),
        tried=found.tried,
        remedies=_once(
            *found.remedies,
            *promised.remedies,
            *(said for gate in gates if gate.passage is not Passage.OPEN for said in gate.remedies),
        ),
        versions=Versions(catalogue.version, HOLIDAYS_VERSION, TZDATA_VERSION),
    )


def _once(*said: Said) -> tuple[Said, ...]:
    """Each sentence once, in order."""
    return tuple(dict.fromkeys(said)) if len(said) > 1 else said


def _governing(found: Resolution) -> Governing | None:
    """The level and the line that decided."""
    if found.level is None or found.line is None:
        return None
    level = found.level
    evidence = level.evidence if found.terms is None else found.terms.evidence
    return Governing(level.id, level.version, level.name, evidence, level.source, found.line.number)


def _window(view: View) -> Window | None:
    """When the clause is served, where its text says so."""
    terms = view.found.terms
    if terms is None or terms.hours is None:
        return None
    return Window(terms.hours, view.site.zone, terms.calendar)


def _charges(view: View, catalogue: Catalogue) -> tuple[ChargeDue, ...]:
    """What the customer may have to pay in this situation."""
    terms = view.found.terms
    charges: tuple[ChargeDue, ...] = ()
    if view.asked.events.refused_steps:
        charges = charges_for_refusing(view.asked.events, catalogue.common)
    if terms is None:
        return charges
    if view.key == ON_SITE and terms.status is not ClauseStatus.INCLUDED:
        charges += (ChargeDue("on_site_work", "on-site work would be charged"),)
    return charges + tuple(ChargeDue(one.id, one.price) for one in terms.charges)


def differences(decision: Decision, catalogue: Catalogue | None = None) -> tuple[Difference, ...]:
    """What each reading the answer leans on would change it to under its other values."""
    found = []
    for key in decision.readings:
        reading = reading_of(key)
        now = decision.asked.contract.read_by(decision.asked.readings).value(key)
        for value, means in ((reading.default, reading.decision), *reading.alternatives):
            if value == now or reading.switches[0].unit is not None:
                continue
            other = decide(_under(decision.asked, key, value), catalogue)
            answer = (other.verdict, other.status, other.promise)
            if answer != (decision.verdict, decision.status, decision.promise):
                found.append(Difference(key, value, means, *answer))
    return tuple(found)


def _under(asked: Asked, key: str, value: str) -> Asked:
    """The same question under another value of a reading, whoever set the present one."""
    switch = reading_of(key).switch
    own = tuple(
        (name, setting) for name, setting in asked.contract.readings if name not in {key, switch}
    )
    contract = replace(asked.contract, readings=own) if asked.contract.readings else asked.contract
    return replace(asked, contract=contract, readings=asked.readings.instead(key, value))


def replay(text: str, catalogue: Catalogue | None = None) -> tuple[Decision, Decision]:
    """A stored decision, and the same question decided again; equal while the data are the same."""
    stored = from_json(Decision, text)
    return stored, decide(stored.asked, catalogue)
