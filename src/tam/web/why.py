"""The page "why", the same on both sides: the answer first, then why, then the proof."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tam.apps.cases import selectors_why as reasons
from tam.apps.cases.selectors_why import Asking, Why
from tam.apps.entitlement import selectors_decisions as decisions
from tam.apps.entitlement.selectors_decisions import again
from tam.apps.estate import selectors as estate
from tam.domain.clauses import CLAUSES, clause_of
from tam.domain.clock.errors import OutOfRange
from tam.domain.entitlement.codec import to_json
from tam.domain.entitlement.decision import Decision, Difference
from tam.domain.entitlement.drawing import draw
from tam.domain.entitlement.facts import BadFacts, read_moment
from tam.domain.entitlement.render import PROMISED, promise_lines
from tam.domain.entitlement.rules import RULES
from tam.domain.principals import Scope
from tam.domain.readings import reading_of
from tam.web.access import Asker
from tam.web.context import moment
from tam.web.drawn import Picture, picture
from tam.web.requests import with_plus

ASKABLE = [
    (one.id, f"{one.id} {one.title}")
    for one in CLAUSES.values()
    if one.id in RULES or not one.id.startswith("NOTE")
]


class WhyForm(forms.Form):
    """Which machine, which clause, at which moment, with which case."""

    serial = forms.ChoiceField(label="Machine")
    clause = forms.ChoiceField(label="Clause", choices=ASKABLE)
    at = forms.CharField(
        label="Moment", max_length=40, required=False,
        help_text="With its offset, such as 2026-03-04T10:00:00+01:00; empty for now.",
    )  # fmt: skip
    case = forms.CharField(
        label="Case", max_length=20, required=False,
        help_text="A case of this machine, such as C-00002: what has happened in it counts.",
    )  # fmt: skip

    def __init__(self, asked: Mapping[str, str] | None, libraries: list[tuple[str, str]]) -> None:
        super().__init__(asked)
        field = self.fields["serial"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrowed for the type checker
        field.choices = libraries


@dataclass(frozen=True)
class Promised:
    """One date of a promise: what happens, on which day or at which moment."""

    word: str
    at: datetime | None
    on: date | None


def address_of(side: str, asking: Asking) -> str:
    """The address of an answer, which says the same whenever it is opened."""
    words = {"serial": asking.serial, "clause": asking.clause, "at": asking.at.isoformat()}
    if asking.case:
        words["case"] = asking.case
    return f"{reverse(f'{side}:why')}?{urlencode(words)}"


def answered(decision: Decision, differences: tuple[Difference, ...] = ()) -> dict[str, object]:
    """What a page says of a decision."""
    return {
        "decision": decision,
        "clause": clause_of(decision.asked.clause),
        "promised": dates(decision),
        "used": [
            (quote, reading_of(one).decision)
            for quote, one in zip(quotes(decision), decision.readings, strict=True)
        ],
        "others": [
            (one, [one.verdict.value, *(promise_lines(one.promise) if one.promise else [])])
            for one in differences
        ],
    }


def dates(decision: Decision) -> list[Promised]:
    """The dates of a promise in words."""
    found = []
    for name, verb in PROMISED.items():
        value = getattr(decision.promise, name, None)
        if isinstance(value, datetime):
            found.append(Promised(verb, value, None))
        elif value is not None:
            found.append(Promised(verb.removesuffix(", not committed,"), None, value))
    return found


def quotes(decision: Decision) -> list[str]:
    """The readings a decision leans on, as they are quoted: with the contract's own values."""
    readings = decision.asked.contract.read_by(decision.asked.readings)
    return [readings.quote(one) for one in decision.readings]


def why_page(request: HttpRequest, asker: Asker, side: str) -> HttpResponse:
    """Ask about a machine of one's own, and read the answer."""
    libraries = [
        (one.serial, f"{one.name}, {one.model} {one.serial}, {one.site.name}")
        for one in estate.libraries(scope=asker.scope)
    ]
    named = _named(request.GET.get("serial", ""), [serial for serial, _ in libraries])
    asked = {**request.GET.dict(), "serial": named} if "clause" in request.GET else None
    form = WhyForm(asked, libraries)
    form.initial["serial"] = named
    context: dict[str, object] = {"form": form, "frame": f"{side}.html", "side": side}
    if asked is not None and form.is_valid():
        found = _found(form, asker.scope, moment(request))
        if found is not None:
            context |= answered(found.decision, found.differences)
            context |= {"why": found, "picture": picture(found.drawing)}
            context["link"] = request.build_absolute_uri(address_of(side, _asking(found)))
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, "why.html", context, status=status)


def _named(said: str, serials: list[str]) -> str:
    """The serial number as it is written, whatever its case; one that is not there is a 404."""
    found = {one.casefold(): one for one in serials} | {"": ""}
    if said.casefold() not in found:
        raise Http404
    return found[said.casefold()]


def _asking(found: Why) -> Asking:
    asked = found.decision.asked
    return Asking(found.library.serial, asked.clause, asked.at, found.case)


def _found(form: WhyForm, scope: Scope, now: datetime) -> Why | None:
    """The answer, or the error beside its field."""
    words = form.cleaned_data
    try:
        at = read_moment("at", with_plus(words["at"])) if words["at"] else now
        asking = Asking(words["serial"], words["clause"], at, words["case"])
        found = reasons.why(scope=scope, asking=asking, now=now)
    except BadFacts as wrong:
        name, _, message = str(wrong).partition(": ")
        form.add_error(name if name in form.fields else "at", message or name)
        return None
    except OutOfRange as wrong:
        form.add_error("at", str(wrong))
        return None
    if found is None:
        raise Http404
    return found


def stored_page(request: HttpRequest, asker: Asker, decision_id: int, side: str) -> HttpResponse:
    """A decision as it was stored, and whether it comes out the same today."""
    line = decisions.stored_decision(scope=asker.scope, decision_id=decision_id)
    if line is None:
        raise Http404
    decision = line.decision
    text = to_json(decision)
    context = {
        **answered(decision),
        "line": line,
        "subject": in_words(line.subject),
        "again": again(text=text, digest=line.digest).value,
        "picture": picture(draw(decision, moment(request))),
        "frame": f"{side}.html",
        "side": side,
    }
    return render(request, "why.html", context)


def in_words(subject: str) -> str:
    """What rests on a stored decision, as people say it."""
    kind, _, rest = subject.partition(":")
    match kind:
        case "line":
            return f"contract line {rest.partition('/')[2]}"
        case "case":
            return "a case, as it was opened or went on"
        case _:
            return "a promise of the ledger"


@dataclass(frozen=True)
class Clock:
    """One promise that runs while a case is open, ready to show."""

    why: Why
    title: str
    picture: Picture | None
    url: str

    @property
    def promised(self) -> list[Promised]:
        """Its dates."""
        return dates(self.why.decision)

    @property
    def readings(self) -> list[str]:
        """The readings it leans on, as they are quoted."""
        return quotes(self.why.decision)

    @property
    def contract(self) -> str:
        """The contract line that decided."""
        governing = self.why.decision.governing
        if governing is None:
            return ""
        number = self.why.decision.asked.contract.number
        return f"{number}, line {governing.line}, {governing.name}"


def clocks(scope: Scope, case_id: int, now: datetime, side: str) -> list[Clock]:
    """The promises of an open case with their strips."""
    return [
        Clock(
            one,
            clause_of(one.decision.asked.clause).title,
            picture(one.drawing),
            address_of(side, Asking(one.library.serial, one.decision.asked.clause, now, one.case)),
        )
        for one in reasons.clocks(scope=scope, case_id=case_id, now=now)
    ]
