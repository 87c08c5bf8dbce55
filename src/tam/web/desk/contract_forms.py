"""The form of a new contract: it only carries words, every rule about them is the service's."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.forms.utils import ErrorDict

from tam.apps.entitlement.verdicts import Kind, Point, Verdict, number_of
from tam.apps.estate import selectors as estate
from tam.apps.estate.selectors import AccountLine
from tam.apps.people import selectors as people
from tam.domain.catalogue.load import standard
from tam.domain.catalogue.terms import Kind as LevelKind
from tam.domain.entitlement.entry import Written, WrittenLine
from tam.domain.principals import Scope

Choices = Sequence[tuple[str, str]]
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


@dataclass(frozen=True)
class Places:
    """What can be chosen for an account."""

    sites: Choices
    libraries: Choices
    contacts: Choices


def places_of(scope: Scope, account_id: int) -> Places:
    """The sites, libraries and contacts of an account, as choices."""
    sites = estate.sites(scope=scope, account_id=account_id)
    libraries = estate.libraries(scope=scope, account_id=account_id)
    contacts = people.contacts(scope=scope, account_id=account_id)
    return Places(
        sites=[("", "Choose a site"), *((one.name, f"{one.name}, {one.country}") for one in sites)],
        libraries=[
            ("", "The whole site"),
            *((one.serial, f"{one.name} ({one.serial}), {one.site.name}") for one in libraries),
        ],
        contacts=[
            ("", "Every contact of the account"),
            *((one.email, f"{one.name}, {one.email}") for one in contacts),
        ],
    )


def level_choices() -> list[tuple[str, Choices]]:
    """The levels that a line may have, bases first."""
    kinds = ((LevelKind.BASE, "Base levels"), (LevelKind.ADD_ON, "Add-ons"))
    return [
        (word, [(one.id, one.name) for one in standard().of_kind(kind)]) for kind, word in kinds
    ]


class Words(forms.Form):
    """A form that passes on what was typed, as it was typed."""

    use_required_attribute = False

    def full_clean(self) -> None:
        """Nothing is judged here: what is wrong is said by the service, the same at every door."""
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, object] = {}

    def words(self, name: str) -> str:
        """What stands in a field."""
        value = self[name].value()
        if isinstance(value, list):
            return " ".join(str(one) for one in value)
        return "" if value is None else str(value)


class TermsForm(Words):
    """The terms of a contract."""

    number = forms.CharField(label="Contract number", help_text="As it stands on the contract.")
    starts_on = forms.CharField(label="First day", widget=DAY)
    ends_on = forms.CharField(label="Last day", widget=DAY, help_text="It is covered too.")
    master_agreement = forms.CharField(
        label="Master Services Agreement", required=False,
        help_text="The agreement and its version, which govern the contract (NOTE-7).",
    )  # fmt: skip
    contact = forms.ChoiceField(
        label="Contract contact", required=False,
        help_text="Who hears of the contract's end, beside the representative.",
    )  # fmt: skip
    follows = forms.CharField(
        label="It follows contract", required=False,
        help_text="The number of the contract that it renews.",
    )  # fmt: skip
    readings = forms.CharField(
        label="Readings of its own", required=False,
        help_text="Where the contract settles an ambiguity itself, such as A18=42; others as the "
        "house reads them.",
    )  # fmt: skip

    def __init__(self, *args: object, contacts: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # django's own open signature
        _choose(self, "contact", contacts)


class LineForm(Words):
    """One line: a level on a site or a library."""

    level = forms.ChoiceField(label="Level")
    site = forms.ChoiceField(label="Site")
    serial = forms.ChoiceField(label="Library", required=False)
    options = forms.MultipleChoiceField(
        label="Options",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )
    starts_on = forms.CharField(
        label="First day", required=False, widget=DAY, help_text="The contract's when left empty."
    )
    ends_on = forms.CharField(
        label="Last day", required=False, widget=DAY, help_text="The contract's when left empty."
    )

    def __init__(self, *args: object, places: Places, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # django's own open signature
        _choose(self, "level", [("", "Choose a level"), *level_choices()])
        _choose(self, "site", places.sites)
        _choose(self, "serial", places.libraries)
        options = [(one.id, one.name) for one in standard().of_kind(LevelKind.OPTION)]
        _choose(self, "options", options)


def _choose(form: forms.Form, name: str, choices: Sequence[tuple[str, str | Choices]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrowed for the type checker
    field.choices = choices


def written_line(form: LineForm) -> WrittenLine:
    """A line as it was typed."""
    return WrittenLine(
        level=form.words("level"),
        site=form.words("site"),
        serial=form.words("serial"),
        starts_on=form.words("starts_on"),
        ends_on=form.words("ends_on"),
        options=form.words("options"),
    )


def written_of(account: AccountLine, terms: TermsForm, lines: Sequence[LineForm]) -> Written:
    """A contract as it was typed."""
    return Written(
        number=terms.words("number"),
        account=account.slug,
        starts_on=terms.words("starts_on"),
        ends_on=terms.words("ends_on"),
        master_agreement=terms.words("master_agreement"),
        follows=terms.words("follows"),
        contact=terms.words("contact"),
        readings=terms.words("readings"),
        lines=tuple(written_line(line) for line in lines),
    )


@dataclass(frozen=True)
class Told:
    """A point with the control it belongs to: its id in the page, its words."""

    anchor: str
    label: str
    point: Point


def spread(verdict: Verdict, terms: forms.Form, lines: Sequence[forms.Form]) -> list[Told]:
    """Put each point beside its field, and list all with where they belong."""
    told = []
    for point in verdict.points:
        number = number_of(point.field)
        form = terms if number is None or number > len(lines) else lines[number - 1]
        name = point.field.rpartition(".")[2]
        known = name in form.fields
        if known and point.kind is not Kind.WARNS:
            said = f"{point.text} ({point.clause})" if point.clause else point.text
            form.errors.setdefault(name, form.error_class()).append(said)
        place = f"Line {number}" if number else ""
        label = str(form.fields[name].label).lower() if known else ""
        told.append(
            Told(
                anchor=form[name].id_for_label if known else "",
                label=", ".join(words for words in (place, label) if words),
                point=point,
            )
        )
    return sorted(told, key=lambda one: one.point.kind is Kind.WARNS)
