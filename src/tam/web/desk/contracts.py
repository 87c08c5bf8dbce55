"""Desk: contracts, one contract with its lines and history, and the form for a new one."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from tam.apps.entitlement.selectors import listing, pages
from tam.apps.entitlement.selectors.listing import STATES, Wanted
from tam.apps.entitlement.selectors.pages import ContractPage
from tam.apps.entitlement.services import entering
from tam.apps.entitlement.services.entering import ENTERERS
from tam.apps.entitlement.verdicts import Outcome, Verdict
from tam.apps.estate import selectors as estate
from tam.apps.estate.selectors import AccountLine
from tam.apps.journal import selectors as journal
from tam.web.access import Asker, desk, require
from tam.web.context import moment
from tam.web.desk.contract_forms import LineForm, TermsForm, places_of, spread, written_of

DAY = timedelta(days=1)
MOST_ON_PAGE = 25  # with every option ticked they fit into the fields that a form may have
NO_ROOM = (
    f"The form has room for the first {MOST_ON_PAGE} lines of this contract. Enter the renewal by "
    "a file, with all of them."
)


def numbered(text: str) -> int | None:
    """A number of an address, where it is one."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


@require_safe
@desk
def contracts(request: HttpRequest, asker: Asker) -> HttpResponse:
    """The contracts in scope, those whose end is next first."""
    asked = request.GET
    wanted = Wanted(
        account_id=numbered(asked.get("account", "")),
        state=asked.get("state", ""),
        number=asked.get("q", "")[:40],
        page=numbered(asked.get("page", "")) or 1,
    )
    context = {
        "listing": listing.listing(scope=asker.scope, today=moment(request).date(), wanted=wanted),
        "wanted": wanted,
        "states": STATES,
        "accounts": estate.accounts(scope=asker.scope),
        "may_enter": bool(asker.principal.scope(*ENTERERS).accounts),
    }
    return render(request, "desk/contracts.html", context)


def page_of(request: HttpRequest, asker: Asker, contract_id: int) -> ContractPage:
    """One contract that the asker may see."""
    today = moment(request).date()
    found = pages.contract(scope=asker.scope, contract_id=contract_id, today=today)
    if found is None:
        raise Http404
    return found


@require_safe
@desk
def contract(request: HttpRequest, asker: Asker, contract_id: int) -> HttpResponse:
    """One contract: its terms, lines, what ends when, answers with their why, changes."""
    page = page_of(request, asker, contract_id)
    ends = sorted(
        (line for line in page.lines if line.state != "ended"), key=lambda one: one.ends_on
    )
    context = {
        "page": page,
        "row": page.row,
        "ends": ends,
        "history": journal.history(scope=asker.scope, subject=f"contract:{contract_id}"),
        "may_enter": asker.principal.may(page.row.account_id, *ENTERERS),
    }
    return render(request, "desk/contract.html", context)


@dataclass
class Typed:
    """What was typed into the form of a new contract: its terms and its lines."""

    account: AccountLine
    terms: TermsForm
    lines: list[LineForm]


def _typed(asker: Asker, account: AccountLine, data: QueryDict) -> Typed:
    """The forms bound to what was sent; a line that was dropped is left out."""
    places = places_of(asker.scope, account.id)
    count = min(numbered(data.get("lines", "")) or 1, MOST_ON_PAGE)
    dropped = numbered(data.get("drop", ""))
    numbers = [number for number in range(1, count + 1) if number != dropped]
    lines = [LineForm(data, prefix=f"line-{number}", places=places) for number in numbers]
    if dropped is not None or "more" in data:
        # Numbers follow on again, so the words move to their new places.
        initials = [{name: line[name].value() for name in line.fields} for line in lines]
        if not initials or ("more" in data and len(initials) < MOST_ON_PAGE):
            initials.append({})
        lines = _lines(initials, asker, account)
    return Typed(account, TermsForm(data, contacts=places.contacts), lines)


def _lines(initials: list[dict[str, object]], asker: Asker, account: AccountLine) -> list[LineForm]:
    places = places_of(asker.scope, account.id)
    return [
        LineForm(initial=initial, prefix=f"line-{number}", places=places)
        for number, initial in enumerate(initials, 1)
    ]


def _show(
    request: HttpRequest, typed: Typed, verdict: Verdict | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "account": typed.account,
        "form": typed.terms,
        "lines": typed.lines,
        "verdict": verdict,
        "told": spread(verdict, typed.terms, typed.lines) if verdict else [],
        "most": MOST_ON_PAGE,
    }
    return render(request, "desk/contract-new.html", context, status=status)


def _choose(request: HttpRequest, known: dict[str, AccountLine], status: int) -> HttpResponse:
    return render(
        request, "desk/contract-account.html", {"accounts": known.values()}, status=status
    )


@require_http_methods(["GET", "POST"])
@desk
def contract_new(request: HttpRequest, asker: Asker) -> HttpResponse:
    """Write a contract down, see what the clauses say, enter it."""
    known = entering.accounts_of(asker.principal)
    if not known:
        raise Http404
    data = request.POST if request.method == "POST" else request.GET
    account = known.get(data.get("account", next(iter(known)) if len(known) == 1 else ""))
    if account is None:
        return _choose(request, known, 400 if request.method == "POST" else 200)
    if request.method != "POST":
        places = places_of(asker.scope, account.id)
        typed = Typed(account, TermsForm(contacts=places.contacts), _lines([{}], asker, account))
        return _show(request, typed)
    typed = _typed(asker, account, request.POST)
    if "more" in request.POST or "drop" in request.POST:
        return _show(request, typed)
    return _enter(request, asker, typed)


def _enter(request: HttpRequest, asker: Asker, typed: Typed) -> HttpResponse:
    verdict = entering.enter_contract(
        written=written_of(typed.account, typed.terms, typed.lines),
        at=moment(request),
        by=asker.principal,
        dry_run="enter" not in request.POST,
    )
    if verdict.outcome in {Outcome.ENTERED, Outcome.UNCHANGED}:
        again = verdict.outcome is Outcome.UNCHANGED
        said = "was entered before, just so" if again else "is entered"
        messages.info(request, f"Contract {verdict.number} {said}.")
        return redirect("desk:contract", verdict.contract_id)
    return _show(request, typed, verdict, 200 if verdict.stands else 400)


@require_safe
@desk
def contract_renew(request: HttpRequest, asker: Asker, contract_id: int) -> HttpResponse:
    """The form for the contract that follows another one, with its terms and lines filled in."""
    page = page_of(request, asker, contract_id)
    require(asker, page.row.account_id, *ENTERERS)
    accounts = entering.accounts_of(asker.principal).values()
    account = next(one for one in accounts if one.id == page.row.account_id)
    typed = Typed(
        account,
        TermsForm(initial=_next_terms(page), contacts=places_of(asker.scope, account.id).contacts),
        _lines(_next_lines(page)[:MOST_ON_PAGE], asker, account),
    )
    if len(_next_lines(page)) > MOST_ON_PAGE:
        messages.warning(request, NO_ROOM)
    return _show(request, typed)


def _next_terms(page: ContractPage) -> dict[str, object]:
    row = page.row
    return {
        "follows": row.number,
        "starts_on": row.ends_on + DAY,
        "ends_on": _year_on(row.ends_on),
        "master_agreement": page.master_agreement,
        "contact": page.contact.rpartition(", ")[2],
        "readings": "; ".join(page.readings),
    }


def _next_lines(page: ContractPage) -> list[dict[str, object]]:
    """The lines that ran to the end; each takes the newest version of its level."""
    running = [line for line in page.lines if line.ends_on == page.row.ends_on]
    return [
        {
            "level": line.level,
            "site": line.site,
            "serial": line.serial,
            "options": line.option_ids,
        }
        for line in running or page.lines
    ]


def _year_on(day: date) -> date:
    """The same day a year later; the last of February for a leap day."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
