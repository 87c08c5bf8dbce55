"""The desk's forms about cases."""

from collections.abc import Iterable

from django import forms

from tam.apps.cases.facts import EVENT_WORDS
from tam.domain.cases.lifecycle import WORDS, Party, State
from tam.domain.catalogue.load import standard

AUDIENCES = (("everyone", "Everyone on the case"), ("vendor", "Our people alone"))
PARTIES = (
    ("", "Nobody else: the move is ours"),
    (Party.CUSTOMER.value, "The customer"),
    (Party.PARTNER.value, "A partner"),
    (Party.CARRIER.value, "A carrier"),
)

STEPS = (
    ("", "Nothing that holds a clock"),
    *(
        (step.id, step.id.replace("_", " ").capitalize())
        for step in standard().common.steps.values()
        if step.waits_on.value == Party.CUSTOMER.value
    ),
)


class MoveForm(forms.Form):
    """To which state, who must act then, and why."""

    to = forms.ChoiceField(label="The case becomes")
    waiting_on = forms.ChoiceField(
        label="Who must act", choices=PARTIES, required=False,
        help_text="Needed when the case becomes waiting.",
    )  # fmt: skip
    step = forms.ChoiceField(
        label="What the customer must do first", choices=STEPS, required=False,
        help_text="Until it is done, the clocks of part and engineer have not started (A28).",
    )  # fmt: skip
    note = forms.CharField(
        label="Note", max_length=4000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The customer reads it.",
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, possible: Iterable[State], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # django's own open signature
        choices = [(state.value, WORDS[state]) for state in possible if state is not State.RESOLVED]
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrowed for the type checker
        field.choices = choices

    def clean(self) -> dict[str, object]:
        """A waiting case names who must act."""
        data: dict[str, object] = super().clean() or {}
        if data.get("to") == State.WAITING.value and not data.get("waiting_on"):
            self.add_error("waiting_on", "Say who must act while the case waits.")
        return data


class EventForm(forms.Form):
    """What happened, and when on the reader's clock."""

    kind = forms.ChoiceField(
        label="What happened",
        choices=[(kind.value, words.capitalize()) for kind, words in EVENT_WORDS.items()],
    )
    at = forms.DateTimeField(
        label="When", required=False, help_text="On your clock; empty for now.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )  # fmt: skip


class ResolveForm(forms.Form):
    """What was done."""

    note = forms.CharField(
        label="What was done", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The weekly reviews compare the logs with it. The customer reads it.",
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)


class NoteForm(forms.Form):
    """Something said about the case."""

    text = forms.CharField(label="Note", max_length=8000, widget=forms.Textarea(attrs={"rows": 3}))
    audience = forms.ChoiceField(label="Who may read it", choices=AUDIENCES)
