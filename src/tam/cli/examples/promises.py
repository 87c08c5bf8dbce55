"""Questions about promises: telephone, part, engineer, kit, repair; each asks the domain."""

from dataclasses import replace
from datetime import date, datetime

from tam.cli.examples.answer import Answer
from tam.cli.examples.gates import events_of
from tam.cli.examples.levels import FIRST, LAST, lines_of
from tam.cli.examples.question import Question, Unanswerable
from tam.domain.catalogue.terms import ClauseStatus, TargetKind
from tam.domain.entitlement.decide import decide
from tam.domain.entitlement.decision import Asked, Decision, Promise
from tam.domain.entitlement.facts import ContractFacts
from tam.domain.entitlement.moves import part_due_back, returned_part
from tam.domain.entitlement.sentences import Said

TELEPHONE, PARTS, ON_SITE = "TAM-02", "TAM-03", "TAM-04"


def decided(question: Question, clause: str, at: datetime) -> Decision:
    """The decision about one clause of the example."""
    contract = ContractFacts("", FIRST, LAST, lines_of(question))
    asked = Asked(
        contract, question.site(), None, clause, at, events_of(question), question.readings
    )
    return decide(asked, question.catalogue)


def promised(decision: Decision) -> Promise:
    """The promise of a decision; one that is not known or not given cannot be dated."""
    if decision.status is ClauseStatus.UNKNOWN:
        raise Unanswerable(f"{decision.reason.text} {likely(decision)}".strip())
    if decision.status is not ClauseStatus.INCLUDED:
        raise Unanswerable(decision.reason.text)
    return decision.promise or Promise(committed=False)


def governing(decision: Decision) -> str:
    """The level that decided, of a decision that has a promise."""
    assert decision.governing is not None  # noqa: S101  an included clause has its level
    return decision.governing.level


def likely(decision: Decision) -> str:
    """The guess for planning beside the answer unknown."""
    return " ".join(said.text for said in decision.caveats if said.code == "caveat.likely")


def answer(values: dict[str, object], *decisions: Decision) -> Answer:
    """An answer with everything its decisions lean on."""
    return Answer(
        values,
        clauses=tuple(clause for one in decisions for clause in one.clauses),
        readings=tuple(reading for one in decisions for reading in one.readings),
        caveats=tuple(said for one in decisions for said in one.caveats),
        says=tuple(said for one in decisions for said in (one.reason, *one.says, *one.remedies)),
    )


def day(value: date | None) -> str | None:
    """A day as text."""
    return None if value is None else value.isoformat()


def moment(value: datetime | None) -> str | None:
    """A moment with its offset as text."""
    return None if value is None else value.isoformat()


def answer_telephone(question: Question) -> Answer:
    """Whether a call is served, and which uplift would serve it."""
    decision = decided(question, TELEPHONE, question.need_moment("called", "at"))
    promise = promised(decision)
    values: dict[str, object] = {"covered": promise.covered}
    uplifts = [said.args[0] for said in decision.remedies if said.code == "remedy.option"]
    if uplifts:
        values["uplift_offered"] = uplifts[0]
    terms = question.catalogue.level(question.level()).clauses["telephone_support"]
    language = terms.said("language")
    if language is not None:
        values["language"] = language
    found = answer(values, decision)
    stated = tuple(Said("level.says", (name.replace("_", " "), text)) for name, text in terms.says)
    return replace(found, says=(*found.says, *stated))


def answer_parts(question: Question) -> Answer:
    """When a part ships and arrives, and whether that is promised."""
    at = started(question)
    decision = decided(question, PARTS, at)
    promise = promised(decision)
    values: dict[str, object] = {
        "committed": promise.committed,
        "ship_day": day(promise.ship_on),
        "delivery_day": day(promise.deliver_on),
        "decided_by": governing(decision),
    }
    if promise.could_ship_on is not None:
        values["could_ship_day"] = day(promise.could_ship_on)
    if promise.expected_on is not None:
        values["expected_by_day"] = day(promise.expected_on)
    if promise.ship_by is not None:
        values["shipped_by"] = moment(promise.ship_by)
    method = method_of(question, decision)
    if method is not None:
        values["method"] = method
    return answer(values, decision)


def started(question: Question) -> datetime:
    """The event a part's clock hangs on; for a kit part the day of confirmation."""
    if question.has("confirmed_on") and not question.has("released"):
        return midday(question)
    return question.need_moment("released", "diagnosed", "called")


def midday(question: Question) -> datetime:
    """Noon at the site on the day of confirmation."""
    on = question.need("confirmed_on").day()
    return datetime(on.year, on.month, on.day, 12, tzinfo=question.site().tz)


def method_of(question: Question, decision: Decision) -> str | None:
    """How a part travels, where the level says so."""
    level = question.catalogue.level(governing(decision))
    return level.clauses["parts_replacement"].said("method")


def answer_shipment(question: Question) -> Answer:
    """When a part ships that is counted from its diagnosis."""
    diagnosed = question.need_moment("diagnosed")
    decision = decided(question, PARTS, diagnosed)
    promise = promised(decision)
    if decision.target is None or decision.target.kind is not TargetKind.SHIPMENT:
        raise Unanswerable(
            f"{governing(decision)} does not count the shipment of a part from its diagnosis."
        )
    values = {"nominal": moment(promise.nominal_at), "shipped_by": moment(promise.ship_by)}
    return answer(dict(values), decision)


def answer_kit(question: Question) -> Answer:
    """When used kit parts are replenished."""
    asked = question.with_fact("part", "in_kit")
    decision = decided(asked, PARTS, midday(question))
    promise = promised(decision)
    if decision.target is None or decision.target.kind is not TargetKind.EXPECTED_DELIVERY:
        raise Unanswerable("No level of the contract stocks a parts kit.")
    values = {"expected_by_day": day(promise.expected_on), "guarantee": promise.committed}
    return answer(dict(values), decision)


def answer_on_site(question: Question) -> Answer:
    """When an engineer arrives, and whether that is promised."""
    decision = decided(question, ON_SITE, question.need_moment("dispatched"))
    promise = promised(decision)
    values: dict[str, object] = {"certain": promise.committed}
    if promise.arrive_from is not None:
        values["arrival_from"] = moment(promise.arrive_from)
    values["arrival_by"] = moment(promise.arrive_by)
    if decision.held:
        values |= {"waits_on": decision.held[0].waits_on.value, "because": decision.held[0].step}
    return answer(values, decision)


def answer_repair(question: Question) -> Answer:
    """The day before which no repair can start: engineer and part are two promises."""
    engineer = decided(question, ON_SITE, question.need_moment("dispatched"))
    part = decided(question, PARTS, question.need_moment("released", "diagnosed"))
    arrives, delivered = promised(engineer), promised(part)
    if delivered.deliver_on is None:
        raise Unanswerable("No delivery day of the part is promised, so no start of a repair is.")
    arrival = arrives.arrive_from or arrives.arrive_by
    if arrival is None or not arrives.committed:
        raise Unanswerable("No arrival of an engineer is promised, so no start of a repair is.")
    waits_on = "part" if delivered.deliver_on > arrival.date() else "engineer"
    values: dict[str, object] = {
        "not_before_day": day(max(delivered.deliver_on, arrival.date())),
        "waits_on": waits_on,
        "arrival_from": moment(arrives.arrive_from),
        "arrival_by": moment(arrives.arrive_by),
        "delivery_day": day(delivered.deliver_on),
    }
    found = answer(values, engineer, part)
    return replace(found, says=(*found.says, Said("repair.later")))


def answer_returned(question: Question) -> Answer:
    """Whether a failed part came back in time, counted in business days or by its date."""
    entry, common = question.need("returned_on_business_day"), question.catalogue.common
    due_on = due_back(question)
    if "-" in entry.text():
        if due_on is None:
            raise Unanswerable("The fact 'replacement_received_day_0' is missing.")
        limit = common.returned_parts.due_business_days
        number = limit if entry.day() <= due_on else limit + 1
    else:
        number = entry.number()
    found = returned_part(number, due_on, common)
    values: dict[str, object] = {"in_time": found.in_time, "customer_owes": found.customer_owes}
    if due_on is not None:
        values["due_day"] = day(due_on)
    source = Said("return.source", (common.returned_parts.source,))
    return Answer(values, caveats=(source,), says=found.says)


def due_back(question: Question) -> date | None:
    """The last day in time for a failed part, where the site and the day of receipt are known."""
    if not question.has("site") or not question.has("replacement_received_day_0"):
        return None
    received = question.need("replacement_received_day_0").day()
    return part_due_back(question.site(), received, question.readings, question.catalogue.common)
