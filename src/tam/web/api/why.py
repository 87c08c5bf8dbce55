"""Why: one clause of one machine at one moment, with everything the answer stands on."""

from datetime import date, datetime

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema

from tam.apps.cases import selectors_why as reasons
from tam.apps.cases.selectors_why import Asking, Why
from tam.domain.entitlement.drawing import Drawing
from tam.domain.entitlement.facts import read_moment
from tam.domain.entitlement.render import explained
from tam.web.api.auth import asking
from tam.web.context import moment
from tam.web.requests import with_plus

router = Router(tags=["why"])


class PartOut(Schema):
    """A part of the strip; `label` names the holiday or the hold, `waits_on` who holds it."""

    look: str
    since: datetime
    until: datetime
    label: str
    waits_on: str


class MarkOut(Schema):
    """A moment on the strip; of a day it is the end, and `on` the day."""

    sign: str
    at: datetime
    word: str
    on: date | None


class StripOut(Schema):
    """When the clock runs; `left_seconds` is the covered time up to the next deadline."""

    zone: str
    since: datetime
    until: datetime
    parts: list[PartOut]
    marks: list[MarkOut]
    left_seconds: int | None


class WhyOut(Schema):
    """A verdict (yes, no, unknown), and the decision with its reasons, each in words."""

    serial: str
    site: str
    zone: str
    case: str
    verdict: str
    decision: dict[str, object]
    strip: StripOut | None


class WhyIn(Schema):
    """The question; `at` is a moment with its offset, `case` the number of a case."""

    serial: str = Field(max_length=60)
    clause: str = Field(max_length=60)
    at: str = Field("", max_length=40)
    case: str = Field("", max_length=20)


@router.get("/why", response=WhyOut, url_name="why", operation_id="why")
def why(request: HttpRequest, asked: Query[WhyIn]) -> WhyOut:
    """May this machine have this clause at this moment (now, where none is given), and why."""
    now = moment(request)
    wanted = read_moment("at", with_plus(asked.at)) if asked.at else now
    question = Asking(asked.serial, asked.clause, wanted, asked.case)
    found = reasons.why(scope=asking(request).scope, asking=question, now=now)
    if found is None:
        raise Http404
    return shown(found)


def shown(found: Why) -> WhyOut:
    """An answer as it goes over the wire."""
    return WhyOut(
        serial=found.library.serial,
        site=found.library.site.name,
        zone=found.library.site.zone,
        case=found.case,
        verdict=found.decision.verdict.value,
        decision=explained(found.decision, found.differences),
        strip=None if found.drawing is None else strip(found.drawing),
    )


def strip(drawing: Drawing) -> StripOut:
    """A strip as it goes over the wire."""
    return StripOut(
        zone=drawing.zone,
        since=drawing.since,
        until=drawing.until,
        parts=[
            PartOut(
                look=one.look.value,
                since=one.since,
                until=one.until,
                label=one.label,
                waits_on=one.waits_on,
            )
            for one in drawing.parts
        ],
        marks=[
            MarkOut(sign=one.sign.value, at=one.at, word=one.word, on=one.on)
            for one in drawing.marks
        ],
        left_seconds=None if drawing.left is None else int(drawing.left.total_seconds()),
    )
