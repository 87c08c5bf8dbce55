"""The forms of the changes that a contract can have, one each."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms

from tam.apps.entitlement.selectors.pages import ContractPage
from tam.apps.entitlement.services import changing, moving
from tam.apps.entitlement.services.amending import Asked
from tam.apps.entitlement.services.moving import Move
from tam.apps.entitlement.verdicts import Verdict
from tam.apps.estate.selectors import LibraryLine
from tam.domain.catalogue.load import standard
from tam.domain.catalogue.terms import Kind
from tam.domain.entitlement.entry import WrittenLine
from tam.domain.entitlement.facts import Period
from tam.web.desk.contract_forms import Places, level_choices
from tam.web.fields import DayField


@dataclass(frozen=True)
class Ground:
    """What a change can choose from: the contract, and the places of its account."""

    page: ContractPage
    places: Places
    sites: list[tuple[str, str]]
    libraries: list[LibraryLine]


class ChangeForm(forms.Form):
    """What every change says: why."""

    why = forms.CharField(
        label="Why", max_length=500, help_text="It is kept with the change, for whoever asks."
    )
    choices: dict[str, Callable[[Ground], list[tuple[str, str]]]] = {}

    def __init__(self, *args: object, ground: Ground, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # django's own open signature
        self.nothing = False  # whether something must be chosen and there is nothing to choose
        for name, choose in self.choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrowed for the type checker
            found = choose(ground)
            field.choices = found
            self.nothing = self.nothing or (field.required and not found)
        self.order_fields([*(name for name in self.fields if name != "why"), "why"])

    def ask(self, asked: Asked) -> Verdict:
        """Ask for the change."""
        raise NotImplementedError


def _lines(ground: Ground) -> list[tuple[str, str]]:
    return [
        (str(one.number), f"{one.number}: {one.level_name}, {one.equipment or one.site}")
        for one in ground.page.lines
        if one.state != "ended"
    ]


def _lines_or_all(ground: Ground) -> list[tuple[str, str]]:
    return [("", "The whole contract"), *_lines(ground)]


def _pauses(ground: Ground) -> list[tuple[str, str]]:
    return [
        (str(one.id), f"{f'Line {one.line}' if one.line else 'The contract'}, until {one.planned}")
        for one in ground.page.pauses
        if not one.over
    ]


def _libraries(ground: Ground) -> list[tuple[str, str]]:
    """The libraries that a line names, or that stand where a line is for the whole site."""
    named = {one.equipment_id for one in ground.page.lines}
    whole = {one.site for one in ground.page.lines if one.equipment_id is None}
    return [
        (str(one.id), f"{one.name} ({one.serial}), {one.site.name}")
        for one in ground.libraries
        if one.id in named or one.site.name in whole
    ]


class AddLineForm(ChangeForm):
    """A line more."""

    level = forms.ChoiceField(label="Level")
    site = forms.ChoiceField(label="Site")
    serial = forms.ChoiceField(label="Library", required=False)
    options = forms.ChoiceField(label="Option", required=False)
    starts_on = DayField(label="First day")
    ends_on = DayField(
        label="Last day", required=False, help_text="The contract's when left empty."
    )
    choices = {
        "level": lambda _: [("", "Choose a level"), *_levels()],
        "site": lambda ground: list(ground.places.sites),
        "serial": lambda ground: list(ground.places.libraries),
        "options": lambda _: [("", "None"), *_options()],
    }

    def ask(self, asked: Asked) -> Verdict:
        said = self.cleaned_data
        line = WrittenLine(
            said["level"], said["site"], said["serial"], _iso(said["starts_on"]),
            _iso(said["ends_on"]), said["options"],
        )  # fmt: skip
        return changing.add_line(asked=asked, line=line)


class EndLineForm(ChangeForm):
    """Another last day of a line."""

    line = forms.ChoiceField(label="Line")
    last = DayField(label="Last day")
    choices = {"line": _lines}

    def ask(self, asked: Asked) -> Verdict:
        said = self.cleaned_data
        return changing.end_line(asked=asked, number=int(said["line"]), last=said["last"])


class ChangeLevelForm(ChangeForm):
    """Another level for a line, from a day on."""

    line = forms.ChoiceField(label="Line")
    level = forms.ChoiceField(label="New level")
    on = DayField(label="From")
    choices = {"line": _lines, "level": lambda _: _levels()}

    def ask(self, asked: Asked) -> Verdict:
        said = self.cleaned_data
        return changing.change_level(
            asked=asked, number=int(said["line"]), level=said["level"], on=said["on"]
        )


class MoveEndForm(ChangeForm):
    """Another last day of the contract."""

    last = DayField(
        label="New last day", help_text="Lines that end with the contract go along with it."
    )

    def ask(self, asked: Asked) -> Verdict:
        return changing.move_end(asked=asked, last=self.cleaned_data["last"])


class SuspendForm(ChangeForm):
    """Days without cover."""

    line = forms.ChoiceField(label="What", required=False)
    first = DayField(label="First day without cover")
    last = DayField(label="Last day without cover")
    choices = {"line": _lines_or_all}

    def clean(self) -> dict[str, object]:
        """The days follow each other."""
        data: dict[str, object] = super().clean() or {}
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and last < first:
            self.add_error("last", "It ends before it starts; check the two days.")
        return data

    def ask(self, asked: Asked) -> Verdict:
        said = self.cleaned_data
        number = int(said["line"]) if said["line"] else None
        days = Period(said["first"], said["last"])
        return changing.suspend(asked=asked, days=days, number=number)


class ResumeForm(ChangeForm):
    """Cover back before a suspension ends."""

    suspension = forms.ChoiceField(label="Suspension")
    on = DayField(label="First day with cover again")
    choices = {"suspension": _pauses}

    def ask(self, asked: Asked) -> Verdict:
        said = self.cleaned_data
        return changing.resume(asked=asked, suspension_id=int(said["suspension"]), on=said["on"])


class RelocateForm(ChangeForm):
    """A library at another site."""

    library = forms.ChoiceField(label="Library")
    site = forms.ChoiceField(label="New site")
    on = DayField(
        label="Day of the move", help_text="It is entered on that day; check it before at any time."
    )
    miles = forms.FloatField(
        label="Miles between the sites", required=False, min_value=0, max_value=12_451,
        help_text="Only needed where a site has no position.",
    )  # fmt: skip
    choices = {"library": _libraries, "site": lambda ground: ground.sites}

    def ask(self, asked: Asked) -> Verdict:
        said = self.cleaned_data
        move = Move(int(said["library"]), int(said["site"]), said["on"], said["miles"])
        return moving.relocate_unit(asked=asked, move=move)


def _levels() -> list[tuple[str, str]]:
    return [level for _, levels in level_choices() for level in levels]


def _options() -> list[tuple[str, str]]:
    return [(one.id, one.name) for one in standard().of_kind(Kind.OPTION)]


def _iso(day: object) -> str:
    return "" if day is None else str(day)


@dataclass(frozen=True)
class Change:
    """One kind of change: its name in the address, its words, its form."""

    name: str
    title: str
    says: str
    act: str
    form: type[ChangeForm]
    nothing: str = ""  # what to say where there is nothing to choose from


CHANGES = (
    Change(
        "add-line", "Add a line", "A level more, from a day on.", "Add the line", AddLineForm
    ),
    Change(
        "change-level", "Change a level",
        "The line ends the day before, and another level takes its place in the version of that "
        "day.", "Change the level", ChangeLevelForm,
    ),
    Change(
        "end-line", "End a line", "An add-on needs its base on every day (TAM-01).",
        "Move the end of the line", EndLineForm,
    ),
    Change(
        "move-end", "Move the end", "Lines keep the version of their level that they were sold "
        "with.", "Move the end of the contract", MoveEndForm,
    ),
    Change(
        "suspend", "Suspend", "No cover on these days, and no add-on without its base.",
        "Suspend", SuspendForm,
    ),
    Change("resume", "Resume", "Cover is back before the suspension ends.", "Resume", ResumeForm,
           "No suspension runs or is to come."),
    Change(
        "relocate", "Move a library",
        "Within 25 miles and no border the level stays; otherwise it is not guaranteed, and "
        "setting up takes up to 30 days.", "Move the library", RelocateForm,
        "No library stands where this contract covers it.",
    ),
)  # fmt: skip
