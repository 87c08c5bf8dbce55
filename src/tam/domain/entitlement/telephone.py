"""Is somebody there at this moment: telephone and remote troubleshooting (TAM-02, TAM-05; A29)."""

from dataclasses import replace

from tam.domain.catalogue.terms import Hours, Kind
from tam.domain.clock.timer import next_open
from tam.domain.entitlement.calendars import CLOSES, VENDOR_ZONE, leans
from tam.domain.entitlement.decision import Promise, Verdict
from tam.domain.entitlement.sentences import Said
from tam.domain.entitlement.situation import Promised, Situation

OPEN = Promise(committed=True, covered=True)


def cover(situation: Situation) -> Promised:
    """Whether a call at this moment is served; a closed line says when it opens, what is sold."""
    if situation.terms.hours is Hours.ALWAYS:
        return Promised(OPEN, ("A29", *situation.terms.readings))
    called = situation.events.called or situation.at
    site = situation.site
    if situation.readings.holds("A29", "vendor"):
        site = replace(site, zone=VENDOR_ZONE)
    local = called.astimezone(site.tz)
    days = replace(situation, site=site).days(local.year)
    leaned = leans(days, local.date(), local.date())
    edge = ("A33",) if local.time() == CLOSES else ()
    readings = ("A29", *situation.terms.readings, *leaned.readings, *edge)
    if days.covers(called):
        return Promised(OPEN, readings, leaned.says)
    opens_at = next_open(days.spec, called)
    return Promised(
        promise=Promise(committed=True, covered=False, opens_at=opens_at),
        readings=readings,
        says=leaned.says,
        remedies=tuple(Said("remedy.option", (option,)) for option in uplifts(situation)),
        verdict=Verdict.NO,
        reason=Said("telephone.closed", (local.isoformat(), opens_at.isoformat())),
    )


def uplifts(situation: Situation) -> tuple[str, ...]:
    """The options that open this clause at all hours on this level."""
    return tuple(
        option.id
        for option in situation.catalogue.of_kind(Kind.OPTION)
        if option.option is not None
        and situation.level.id in option.option.applies_to
        and situation.key in option.clauses
    )
