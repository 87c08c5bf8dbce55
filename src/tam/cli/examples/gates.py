"""Questions about gates and moves: may it be sold or kept, has the clock started, what moves do."""

from tam.cli.examples.answer import Answer
from tam.cli.examples.levels import resolved
from tam.cli.examples.question import Question, Unanswerable
from tam.domain.catalogue.terms import ClauseStatus
from tam.domain.entitlement.facts import Events
from tam.domain.entitlement.gates import Gate, Passage, radius, secure_site
from tam.domain.entitlement.moves import relocate
from tam.domain.entitlement.pairing import pair
from tam.domain.entitlement.resolve import Resolution, caveats_of
from tam.domain.entitlement.sentences import Said
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
    """Each add-on and option against the base, as a gate."""
    base, options = question.level(), question.texts("options")
    found = []
    for name in (*question.texts("add_ons"), *options):
        pairing = pair(name, base, options, question.readings, question.catalogue)
        passage = Passage.OPEN if pairing.allowed else Passage.SHUT
        found.append(
            Gate(pairing.because, passage, pairing.reason, pairing.readings, pairing.remedies)
        )
    return found


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
    if events.refused_steps:
        values["entitled"] = not shut
        values["charge_possible"] = bool(charges)
        values["charge"] = charges[0].price if charges else None
    if question.has("clause"):
        found = resolved(question, question.need("clause").text())
        values["entitled"] = entitled(found)
        if found.status is ClauseStatus.UNKNOWN:
            values |= {"charge_possible": True, "charge": "the work would be charged"}
    readings = [reading for gate in gates for reading in gate.readings]
    readings += ["A28"] if events.refused_steps else []
    return Answer(
        values,
        clauses=tuple(gate.clause for gate in gates if "-" in gate.clause),
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
    state = clock_state(
        found.level.id, key, events_of(question), question.readings, question.catalogue.common
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
        says=state.says,
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
