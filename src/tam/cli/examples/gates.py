"""Questions about gates and moves: may it be sold or kept, has the clock started, what moves do."""

from tam.cli.examples.answer import Answer
from tam.cli.examples.levels import lines_of, resolved
from tam.cli.examples.question import Question, Unanswerable
from tam.domain.catalogue.terms import ClauseStatus
from tam.domain.entitlement.facts import Events
from tam.domain.entitlement.gates import Gate, Passage, radius, secure_site
from tam.domain.entitlement.moves import relocate
from tam.domain.entitlement.pairing import Pairing, pair, pair_days
from tam.domain.entitlement.resolve import Resolution, caveats_of
from tam.domain.entitlement.sentences import Said
from tam.domain.entitlement.spans import in_words
from tam.domain.entitlement.steps import charges_for_refusing, clock_state
from tam.domain.entitlement.wording import ON_SITE


def events_of(question: Question) -> Events:
    """What has happened so far, from the facts."""
    return Events(
        called=question.moment("called"),
        diagnosed=question.moment("diagnosed"),
        released=question.moment("released"),
        shipped=question.moment("shipped"),
        dispatched=question.moment("dispatched"),
        confirmed_on=question.day("confirmed_on"),
        part=question.part(),
        open_steps=question.texts("open_steps"),
        refused_steps=question.texts("refused"),
    )


def pairings(question: Question) -> list[Gate]:
    """Each add-on and option against the base, on all of its days, as a gate."""
    lines = lines_of(question)
    catalogue, readings = question.catalogue, question.readings
    found = [
        as_gate(pair(name, question.level(), (), readings, catalogue))
        for name in question.texts("options")
    ]
    for line in lines[1:]:
        pairing = pair(line.level, question.level(), lines[0].options, readings, catalogue)
        days = pair_days(line, lines, readings, catalogue)
        if pairing.allowed and not days.whole:
            name = catalogue.level(line.level).short
            reason = Said("contract.add_on_alone", (name, in_words(days.void)))
            found.append(Gate(pairing.because, Passage.SHUT, reason, ("A31",)))
        else:
            found.append(as_gate(pairing))
    return found


def as_gate(pairing: Pairing) -> Gate:
    """A pairing as a gate."""
    passage = Passage.OPEN if pairing.allowed else Passage.SHUT
    return Gate(pairing.because, passage, pairing.reason, pairing.readings, pairing.remedies)


def gates_of(question: Question, on_site: Resolution) -> list[Gate]:
    """The gates that the facts speak of, in the order they are tried."""
    found = pairings(question)
    if question.has("site") and "secure" in question.need("site").mapping():
        found.append(secure_site(question.site(), on_site.terms, question.readings))
    if question.has("miles_to_center"):
        found.append(radius(question.center(), on_site.terms, question.readings))
    return found


def answer_gate(question: Question) -> Answer:
    """Whether a combination may be sold or kept, and what holds whatever else fails."""
    on_site = resolved(question, ON_SITE)
    gates = gates_of(question, on_site)
    events = events_of(question)
    charges = charges_for_refusing(events, question.catalogue.common)
    shut = [gate for gate in gates if gate.passage is Passage.SHUT]
    warned = [gate for gate in gates if gate.passage is Passage.WARNS]
    deciding = [*shut, *warned, *reversed(gates)]
    values: dict[str, object] = {"allowed": not shut}
    if deciding:
        values["because"] = deciding[0].clause
    elif charges:
        values["because"] = "TAM-05"
    values["on_site_response_promised"] = promised(on_site, gates)
    values["still_standing"] = standing(question, limited=bool(shut or warned))
    if events.refused_steps or events.open_steps:
        values |= {"entitled": not shut, "charge_possible": bool(charges)}
        values["charge"] = charges[0].price if charges else None
    elif question.has("miles_to_center"):
        values["entitled"] = entitled(on_site)
    clauses = tuple(gate.clause for gate in gates if "-" in gate.clause)
    if question.has("clause"):
        clause = question.need("clause").text()
        found = resolved(question, clause)
        clauses += question.catalogue.clause_ids(question.catalogue.key_of(clause))
        values["entitled"] = entitled(found)
        if found.status is ClauseStatus.UNKNOWN:
            values |= {"charge_possible": True, "charge": "the work would be charged"}
    readings = [reading for gate in gates for reading in gate.readings]
    readings += ["A28"] if events.refused_steps or events.open_steps else []
    return Answer(
        values,
        clauses=clauses,
        readings=(*readings, *on_site.readings),
        caveats=tuple(gate.reason for gate in (*shut, *warned)),
        says=tuple(said for gate in gates for said in (gate.reason, *gate.remedies)),
    )


def entitled(found: Resolution) -> bool | None:
    """Whether a clause is owed; None where its text is not known."""
    if found.status is ClauseStatus.UNKNOWN:
        return None
    return found.status is ClauseStatus.INCLUDED


def promised(on_site: Resolution, gates: list[Gate]) -> bool:
    """Whether an on-site response time is promised."""
    if on_site.status is not ClauseStatus.INCLUDED:
        return False
    return all(gate.passage is Passage.OPEN for gate in gates if gate.clause == "NOTE-6")


def standing(question: Question, *, limited: bool) -> list[str]:
    """The clauses that are included; without the on-site response where a gate limits it."""
    found: list[str] = []
    for key in question.catalogue.common.clause_ids:
        if key == ON_SITE and limited:
            continue
        if resolved(question, key).status is ClauseStatus.INCLUDED:
            found += question.catalogue.clause_ids(key)
    return found


def answer_clock_state(question: Question) -> Answer:
    """Whether the clock of a clause runs, else whose move it is."""
    clause = question.need("clause").text()
    key = question.catalogue.key_of(clause)
    found = resolved(question, clause)
    if found.level is None or found.status is not ClauseStatus.INCLUDED:
        raise Unanswerable(f"{clause} is {found.status.value} here, so it has no clock.")
    events, common = events_of(question), question.catalogue.common
    state = clock_state(found.level.id, key, events, question.readings, common)
    charged = (
        Said("step.charge", (one.id, one.price)) for one in charges_for_refusing(events, common)
    )
    return Answer(
        {
            "started": state.started,
            "waits_on": None if state.waits_on is None else state.waits_on.value,
            "because": state.because,
        },
        clauses=question.catalogue.clause_ids(key),
        readings=(*found.readings, "A28"),
        caveats=caveats_of(found),
        says=(*state.says, *charged),
    )


def answer_relocation(question: Question) -> Answer:
    """What a move does to the level."""
    miles = question.number("moved_miles")
    if miles is None:
        raise Unanswerable("The fact 'moved_miles' is missing.")
    found = relocate(
        miles,
        border_crossed=question.flag("border_crossed"),
        common=question.catalogue.common,
    )
    return Answer(
        {
            "level_guaranteed": found.level_guaranteed,
            "setup_days_max": found.setup_days_max,
            "check_again": list(found.check_again),
        },
        clauses=("NOTE-6",),
        readings=found.readings,
        caveats=(Said("move.source", (question.catalogue.common.relocation.source,)),),
        says=found.says,
    )
