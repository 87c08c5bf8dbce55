"""Desk: the log review, from its material to its signature (TAM-06, TAM-07)."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tam.apps.logreview import selectors_reviews as selectors
from tam.apps.logreview import services_signing as services
from tam.apps.logreview.facts import Window, window_of
from tam.apps.logreview.selectors_figures import trends
from tam.apps.logreview.selectors_reviews import Material
from tam.apps.logreview.services_signing import Signature
from tam.apps.obligations import selectors as obligations
from tam.apps.obligations.selectors import LedgerLine
from tam.domain.logreview.outcome import Outcome
from tam.domain.obligations.duties import DutyKind
from tam.domain.principals import Role
from tam.domain.refusals import Refused
from tam.web.access import Asker, desk, require
from tam.web.bundles import grouped, lacks
from tam.web.charts import courses, lanes
from tam.web.context import moment
from tam.web.promises import explained

SIGNERS = (Role.TAM, Role.MANAGER)
SIGNED = "Signed. The promise is kept, its evidence is fixed."
EXCUSED = "Signed. Nothing could be reviewed, so the promise is excused and not kept."
MANGLED = "The page was changed on its way here; open the review again."
REVIEWS = {DutyKind.WEEKLY_LOG_REVIEW.value, DutyKind.ASL_EVALUATION.value}
OUTCOMES = (
    (Outcome.RECURRED.value, "Recurred: the fault is back"),
    (Outcome.RELATED.value, "Related: same part, other fault"),
    (Outcome.NEW.value, "New: something else is wrong"),
    (Outcome.CLEAN.value, "Clean: nothing of before is back, nothing new"),
    (Outcome.GAP.value, "Gap: days without logs"),
    (Outcome.NO_LOGS.value, "No logs: ask the customer"),
)
REOPENS = (Outcome.RECURRED.value, "Recurred: reopens its case")


class SignForm(forms.Form):
    """The outcome and the words that go with it."""

    outcome = forms.ChoiceField(label="Outcome", choices=OUTCOMES)
    remark = forms.CharField(
        label="Remark",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="What you looked at and what follows. The customer reads it.",
    )
    looked_at = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)

    def clean_looked_at(self) -> tuple[int, ...]:
        """The bundles that the page showed, so that nobody signs for what they did not see."""
        parts = self.cleaned_data["looked_at"].split()
        if not all(part.isascii() and part.isdecimal() for part in parts):
            raise forms.ValidationError(MANGLED)
        return tuple(map(int, parts))


def _form(line: LedgerLine, data: QueryDict | None = None, outcome: str = "") -> SignForm:
    """The sign-off of a review; of a case's review it says that a recurrence reopens the case."""
    form = SignForm(data, initial={"outcome": outcome})
    field = form.fields["outcome"]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrowed for the type checker
    field.choices = [REOPENS, *OUTCOMES[1:]] if line.case_id is not None else OUTCOMES
    return form


def _owed(request: HttpRequest, asker: Asker, obligation_id: int) -> LedgerLine:
    line = obligations.obligation(
        scope=asker.scope, obligation_id=obligation_id, now=moment(request)
    )
    if line is None or line.duty not in REVIEWS:
        raise Http404
    return line


def _page(
    request: HttpRequest,
    asker: Asker,
    line: LedgerLine,
    shown: tuple[Window, Material, SignForm],
) -> HttpResponse:
    window, material, form = shown
    drawn, others = courses(trends(scope=asker.scope, equipment_id=window.equipment_id))
    context = {
        "frame": "desk",
        "courses": drawn,
        "others": others,
        "lanes": lanes(material.findings, [page.line.captured_at for page in material.bundles]),
        "line": line,
        "window": window,
        "material": material,
        "groups": grouped(material.findings),
        "bundles": lacks(material.bundles),
        "compared": True,
        "form": form,
        "looked_at": " ".join(str(page.line.id) for page in material.bundles),
        "signed": selectors.signed(scope=asker.scope, obligation_id=line.id),
        "may_sign": asker.principal.may(line.account_id, *SIGNERS),
        **explained(line, asker.scope, moment(request)),
    }
    return render(request, "desk/review.html", context, status=400 if form.errors else 200)


@require_safe
@desk
def review(request: HttpRequest, asker: Asker, obligation_id: int) -> HttpResponse:
    """One review: its bundles, findings, coverage, and the sign-off."""
    line = _owed(request, asker, obligation_id)
    window = window_of(line)
    material = selectors.material(scope=asker.scope, window=window)
    form = _form(line, outcome=material.proposal.outcome.value)
    return _page(request, asker, line, (window, material, form))


@require_POST
@desk
def review_sign(request: HttpRequest, asker: Asker, obligation_id: int) -> HttpResponse:
    """Sign a review off with a remark."""
    line = _owed(request, asker, obligation_id)
    require(asker, line.account_id, *SIGNERS)
    window = window_of(line)
    material = selectors.material(scope=asker.scope, window=window)
    form = _form(line, request.POST)
    if form.is_valid():
        signature = Signature(
            outcome=Outcome(form.cleaned_data["outcome"]),
            remark=form.cleaned_data["remark"],
            bundle_ids=form.cleaned_data["looked_at"],
        )
        try:
            services.sign_review(
                obligation_id=line.id,
                signature=signature,
                signed_at=moment(request),
                by=asker.principal,
            )
        except Refused as refused:
            if selectors.signed(scope=asker.scope, obligation_id=line.id) or line.proof:
                raise
            form.add_error("outcome", f"{refused.reason} ({refused.clause})")
        else:
            messages.info(request, SIGNED if material.period.has_logs else EXCUSED)
            return redirect("desk:obligation", line.id)
    return _page(request, asker, line, (window, material, form))
