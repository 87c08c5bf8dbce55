"""Desk: the real cases of an account replayed under another level of one contract line."""

from datetime import timedelta

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tam.apps.cases import selectors_whatif as replays
from tam.apps.cases.selectors_whatif import Wish
from tam.apps.entitlement import selectors as entitlement
from tam.apps.entitlement.selectors import ContractCard, LineLine
from tam.apps.estate import selectors as estate
from tam.domain.catalogue.load import standard
from tam.domain.catalogue.terms import Kind
from tam.web.access import Asker, desk
from tam.web.context import moment

YEAR = timedelta(days=365)
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
CHOICES = ("line", "level")
BRAND = "SpectraGuard "


def line_words(contract: ContractCard, line: LineLine) -> str:
    """A line as a person chooses it."""
    level, where = line.level_name.removeprefix(BRAND), line.equipment or line.site
    return f"{contract.number} line {line.number}: {level}, {where}"


class WishForm(forms.Form):
    """Which line, which other level, which days."""

    line = forms.ChoiceField(label="Contract line")
    level = forms.ChoiceField(label="Another level")
    first = forms.DateField(label="Cases opened from", widget=DAY)
    last = forms.DateField(label="Until", widget=DAY)

    def __init__(self, *args: object, contracts: list[ContractCard], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # django's own open signature
        lines = [
            (f"{contract.number}/{line.number}", line_words(contract, line))
            for contract in contracts
            for line in contract.lines
        ]
        levels = [
            (level, standard().level(level).short)
            for level in standard().ids
            if standard().level(level).kind is not Kind.OPTION
        ]
        for name, choices in (("line", lines), ("level", levels)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrowed for the type checker
            field.choices = choices

    def clean(self) -> dict[str, object]:
        """The last day is not before the first."""
        data: dict[str, object] = super().clean() or {}
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and last < first:
            self.add_error("last", f"It is before {first}, the first day.")
        return data


@require_safe
@desk
def what_if(request: HttpRequest, asker: Asker, account_id: int) -> HttpResponse:
    """Choose, and see each case as it was and as it would have been."""
    found = [one for one in estate.accounts(scope=asker.scope) if one.id == account_id]
    if not found:
        raise Http404
    contracts = entitlement.contracts(scope=asker.scope, account_id=account_id)
    today = moment(request).date()
    asked = any(name in request.GET for name in CHOICES)
    form = WishForm(
        request.GET if asked else None,
        contracts=contracts,
        initial={"first": today - YEAR, "last": today},
    )
    context: dict[str, object] = {"account": found[0], "form": form, "contracts": contracts}
    if not asked:
        return render(request, "desk/what-if.html", context)
    if not form.is_valid():
        return render(request, "desk/what-if.html", context, status=400)
    contract, _, number = form.cleaned_data["line"].rpartition("/")
    wish = Wish(
        account_id=account_id,
        contract=contract,
        line=int(number),
        level=form.cleaned_data["level"],
        first=form.cleaned_data["first"],
        last=form.cleaned_data["last"],
    )
    context["replay"] = replays.replay(scope=asker.scope, wish=wish, now=moment(request))
    context["wish"] = wish
    return render(request, "desk/what-if.html", context)
