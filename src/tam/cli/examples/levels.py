"""Questions about levels: which clause, by whom, and what may stand on what (TAM-01)."""

from datetime import date

from tam.cli.examples.answer import Answer
from tam.cli.examples.question import Question
from tam.domain.catalogue.terms import ClauseStatus, Kind
from tam.domain.entitlement.facts import LineFacts
from tam.domain.entitlement.pairing import pair
from tam.domain.entitlement.resolve import Resolution, caveats_of, resolve
from tam.domain.entitlement.sentences import Said

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)


def lines_of(question: Question) -> tuple[LineFacts, ...]:
    """The contract lines of an example: its base with options, then its add-ons.

    Without dates in the facts the lines run on every day.
    """
    starts, ends = question.day("starts_on") or FIRST, question.day("ends_on") or LAST
    base = LineFacts(
        question.level(),
        question.day("base_starts_on") or starts,
        question.day("base_ends_on") or ends,
        options=question.texts("options"),
    )
    add_ons = (
        LineFacts(
            level,
            (level == "tam" and question.day("tam_active_from")) or starts,
            (level == "tam" and question.day("tam_active_until")) or ends,
            number,
        )
        for number, level in enumerate(question.texts("add_ons"), start=2)
    )
    return (base, *add_ons)


def resolved(question: Question, clause: str) -> Resolution:
    """The level that answers a clause of the example."""
    return resolve(
        question.catalogue.key_of(clause),
        lines_of(question),
        question.day("as_of") or question.day("starts_on") or FIRST,
        question.readings,
        question.catalogue,
        question.part(),
    )


def answer_clause(question: Question) -> Answer:
    """Which status a clause has, and which level says so."""
    clause = question.need("clause").text()
    found = resolved(question, clause)
    key = question.catalogue.key_of(clause)
    values: dict[str, object] = {
        "status": found.status.value,
        "decided_by": None if found.level is None else found.level.id,
    }
    if found.status is ClauseStatus.UNKNOWN and found.terms is not None:
        values["likely"] = found.terms.likely
    ids = (clause,) if clause != key else question.catalogue.clause_ids(key)
    return Answer(
        values,
        clauses=ids,
        readings=found.readings,
        caveats=(*caveats_of(found), *by_part(found)),
        says=tuple(tried.found for tried in found.tried),
    )


def by_part(found: Resolution) -> tuple[Said, ...]:
    """A word of warning where the answer differs by kind of part."""
    if not found.splits or found.level is None:
        return ()
    return (Said("parts.by_part", (found.level.short,)),)


def answer_pairing(question: Question) -> Answer:
    """Whether an add-on may stand on a base, and what would have to change."""
    add_on = question.need("add_on").text()
    base = question.need("base" if question.has("base") else "level").text()
    found = pair(add_on, base, question.texts("options"), question.readings, question.catalogue)
    source = question.catalogue.level(add_on)
    return Answer(
        {"allowed": found.allowed, "because": found.because},
        clauses=("TAM-01",) if source.kind is not Kind.OPTION and add_on == "tam" else (),
        readings=found.readings,
        caveats=(Said("pairing.text_of", (source.short,)),) if add_on != "tam" else (),
        says=(found.reason, *found.remedies),
    )
