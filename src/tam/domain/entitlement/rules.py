"""Questions about a rule itself: is the add-on paired, is the site allowed, is it near enough."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tam.domain.catalogue.terms import ClauseTerms
from tam.domain.entitlement.availability import region_of, table_on
from tam.domain.entitlement.decision import Verdict
from tam.domain.entitlement.gates import Gate, Passage, radius, region, secure_site
from tam.domain.entitlement.resolve import Outcome
from tam.domain.entitlement.sentences import Said
from tam.domain.entitlement.view import View
from tam.domain.entitlement.wording import ON_SITE, terms_of


@dataclass(frozen=True, slots=True)
class Ruled:
    """How a rule answers, and the gate that answered where it is one."""

    verdict: Verdict
    reason: Said
    gate: Gate | None = None


VERDICTS = {
    Passage.OPEN: Verdict.YES,
    Passage.WARNS: Verdict.NO,
    Passage.SHUT: Verdict.NO,
    Passage.UNCHECKED: Verdict.UNKNOWN,
}


def paired(view: View) -> Ruled:
    """Whether Technical Account Management stands on an allowed base on this day (TAM-01)."""
    for tried in view.found.tried:
        if tried.rule == "TAM-01" and tried.outcome is not Outcome.PASSES_ON:
            holds = tried.outcome is Outcome.HOLDS
            return Ruled(Verdict.YES if holds else Verdict.NO, tried.found)
    if view.found.base is None:
        return Ruled(Verdict.NO, view.found.tried[0].found)
    return Ruled(Verdict.NO, Said("rule.no_tam", (view.on.isoformat(),)))


def _on_site(view: View) -> ClauseTerms | None:
    """The on-site clause of the active base."""
    base = view.found.base
    return None if base is None else terms_of(base, ON_SITE, view.readings, None)


def _by(gate: Gate) -> Ruled:
    """A gate as the answer of its rule."""
    return Ruled(VERDICTS[gate.passage], gate.reason, gate)


def secured(view: View) -> Ruled:
    """Whether the site's contract is the one a secure site needs (NOTE-4)."""
    return _by(secure_site(view.site, _on_site(view), view.readings))


def offered(view: View) -> Ruled:
    """Whether the level is offered in the site's region, by the table of the line's first day.

    A level withdrawn later does not end a contract that runs (NOTE-5).
    """
    base, line = view.found.base, view.found.line
    since = view.on if line is None else line.starts_on
    level, called = ("", "no level") if base is None else (base.id, base.short)
    name = region_of(view.site.country, view.site.state, view.on, view.readings)
    return _by(region(level, name or view.site.country, table_on(since), called))


def near(view: View) -> Ruled:
    """Whether the site lies inside the fifty miles (NOTE-6)."""
    return _by(radius(view.site.center, _on_site(view), view.readings))


RULES: Mapping[str, tuple[str, Callable[[View], Ruled]]] = {
    "TAM-01": ("proactive_support", paired),
    "NOTE-4": (ON_SITE, secured),
    "NOTE-5": (ON_SITE, offered),
    "NOTE-6": (ON_SITE, near),
}
"""Rule -> the clause key whose resolution it looks at, and how it answers."""
