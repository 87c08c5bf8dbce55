"""Components, rendered: words beside shapes, strangers' text escaped, times exact."""

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from django import forms
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler

from tam.domain.cases.lifecycle import Party
from tam.domain.obligations.standing import Standing

NOW = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
FRAME = {"now": NOW, "reader_zone": "America/Denver"}
NASTY = "<script>alert(1)</script>\" onmouseover='x' {{ now }} {% now 'Y' %}"


class Text(HTMLParser):
    """The words a reader sees, blanks folded, and the names of the elements."""

    def __init__(self):
        super().__init__()
        self.words, self.names, self.attributes = [], [], []

    def handle_data(self, data):
        self.words += data.split()

    def handle_starttag(self, name, attributes):
        self.names.append(name)
        self.attributes += attributes


def shown(source, **values):
    request = RequestFactory().get("/desk/cases/?state=open&page=3")
    context = RequestContext(request, FRAME | values)
    context["request"] = request
    # Isolated components see what context processors gave: stand in for `tam.web.context.page`.
    context.dicts[0].update(FRAME)
    template = Template(CottonCompiler().process(source))
    with context.bind_template(template):
        context.dicts[context._processors_index].update(FRAME | {"request": request})
        return template.nodelist.render(context)


def read(source, **values):
    text = Text()
    text.feed(shown(source, **values))
    return text


def words(source, **values):
    return " ".join(read(source, **values).words)


@pytest.mark.parametrize("standing", list(Standing))
def test_a_state_is_a_word_and_a_shape(standing):
    text = read('<c-state :state="standing" />', standing=standing)
    assert text.words == [standing.value]
    assert ("aria-hidden", "true") in text.attributes
    assert "use" in text.names


def test_kept_late_is_kept_with_a_mark():
    assert words('<c-state state="kept" :late="late" />', late=True) == "kept late"
    assert words('<c-state state="kept" :late="late" />', late=False) == "kept"


def test_a_severity_is_a_word_and_a_shape():
    assert words('<c-severity severity="critical" />') == "critical"


def test_a_moment_is_written_for_the_reader_and_exact_for_machines():
    at = datetime(2026, 11, 26, 21, 30, tzinfo=UTC)
    text = read('<c-when :at="at" word="due" site="Europe/Oslo" />', at=at)
    exact = "Thu 26 Nov 2026 14:30:00 America/Denver, 21:30:00 UTC"
    assert " ".join(text.words) == f"due tomorrow 14:30 (22:30 in Oslo) , exactly {exact}"
    assert ("datetime", "2026-11-26T21:30:00+00:00") in text.attributes
    assert ("title", exact) in text.attributes


def test_no_moment_is_said_so():
    assert words('<c-when :at="at" />', at=None) == "none"
    assert words('<c-day :on="on" />', on=None) == "none"


def test_a_day_is_counted_from_the_today_of_its_zone():
    on = date(2026, 11, 26)
    assert words('<c-day :on="on" word="due" />', on=on) == "due tomorrow"
    assert words('<c-day :on="on" zone="Pacific/Auckland" />', on=on) == "today"
    assert words('<c-day :on="on" />', on=date(2026, 12, 4)) == "Fri 4 Dec , in 9 days"


def test_whose_move_it_is_depends_on_who_reads():
    assert words('<c-move :party="party" />', party=Party.CUSTOMER) == "customer's move"
    assert words('<c-move :party="party" side="portal" />', party=Party.CUSTOMER) == "your move"
    assert words('<c-move :party="party" side="portal" />', party=Party.VENDOR) == "our move"


def test_why_opens_sentence_clause_contract_and_readings():
    text = read(
        '<c-why about="the due day" sentence="Weekly." clause="TAM-06" contract="Line 2"'
        ' :readings="readings"><a href="/x">log</a></c-why>',
        readings=["A18=28", "A2=weekly"],
    )
    assert text.names[:2] == ["details", "summary"]
    assert " ".join(text.words) == (
        "why? the due day Weekly. Clause TAM-06 Contract Line 2 Readings A18=28 , A2=weekly log"
    )


def test_evidence_of_a_stranger_is_text_and_nothing_else():
    source = '<c-evidence bundle="{{ b }}" member="{{ m }}" :line="n" text="{{ t }}" />'
    text = read(source, b=NASTY, m=NASTY, n=7, t=NASTY)
    assert "script" not in text.names
    assert all(not name.startswith("on") for name, _ in text.attributes)
    assert " ".join(text.words).count("<script>alert(1)</script>") == 3
    assert "{{ now }}" in " ".join(text.words)


@pytest.mark.parametrize(
    "source",
    [
        '<c-state state="{{ t }}" />',
        '<c-why sentence="{{ t }}" clause="{{ t }}" />',
        '<c-empty title="{{ t }}">{{ t }}</c-empty>',
        '<c-fact name="{{ t }}">{{ t }}</c-fact>',
        '<c-card title="{{ t }}">{{ t }}</c-card>',
        '<c-table caption="{{ t }}"><tr><td>{{ t }}</td></tr></c-table>',
        '<c-stat value="{{ t }}" word="{{ t }}" href="{{ t }}" />',
        '<c-note tone="{{ t }}">{{ t }}</c-note>',
        '<c-crumb href="{{ t }}">{{ t }}</c-crumb>',
        '<c-search value="{{ t }}" label="{{ t }}" />',
        '<c-progress url="{{ t }}" text="{{ t }}" again="{{ t }}" />',
        '<c-event by="{{ t }}" title="{{ t }}" audience="{{ t }}">{{ t }}</c-event>',
        '<c-when word="{{ t }}" :at="at" site="{{ t }}" />',
        '<c-evidence bundle="{{ t }}" member="{{ t }}" line="{{ t }}" text="{{ t }}" />',
        '<c-severity severity="{{ t }}" />',
        '<c-move party="{{ t }}" />',
    ],
)
@pytest.mark.parametrize("dynamic", [False, True], ids=["written", "handed over"])
def test_no_component_lets_markup_through(source, dynamic):
    if dynamic:  # `:title="t"` hands the value itself over, where `title="{{ t }}"` is escaped
        source = re.sub(r' (\w+)="{{ t }}"', r' :\1="t"', source)
    text = read(source, t=NASTY, at=NOW)
    assert "script" not in text.names
    assert all(not name.startswith("on") for name, _ in text.attributes)


def test_coverage_says_its_numbers_as_text():
    text = words(
        '<c-coverage :parsed="a" :mined="b" :opaque="c" :rejected="d" />',
        a=812_300, b=99_100, c=20_000, d=1_234,
    )  # fmt: skip
    assert text == (
        "parsed 87.1 % (812.3 kB) mined 10.6 % (99.1 kB) opaque 2.1 % (20.0 kB) "
        "rejected 0.1 % (1.2 kB)"
    )


def test_a_heading_keeps_the_filter_and_drops_the_page_number():
    text = read('<c-th key="due" order="due">Due</c-th>')
    assert ("href", "?state=open&order=-due") in text.attributes
    assert ("aria-sort", "ascending") in text.attributes
    assert "a" not in read("<c-th>Due</c-th>").names


def test_progress_polls_and_has_a_link_for_readers_without_script():
    text = read('<c-progress url="/p/" :percent="40" text="Reading 3 of 9" again="/again/" />')
    assert ("hx-get", "/p/") in text.attributes
    assert ("value", "40") in text.attributes
    assert ("href", "/again/") in text.attributes
    assert "value" not in dict(read('<c-progress url="/p/" text="Waiting" />').attributes)


class Sample(forms.Form):
    title = forms.CharField(help_text="In one line.")
    note = forms.CharField(required=False)
    agree = forms.BooleanField(label="Logs may leave")


def test_a_field_has_its_label_above_help_before_and_error_beside():
    form = Sample({"title": ""})
    text = read('<c-field :field="form.title" />', form=form)
    assert " ".join(text.words) == "Title In one line. This field is required."
    assert text.names.index("label") < text.names.index("input")
    assert ("aria-describedby", "id_title_helptext id_title_error") in text.attributes
    assert ("aria-invalid", "true") in text.attributes


def test_what_the_field_is_described_by_is_there():
    text = read('<c-field :field="form.title" />', form=Sample({"title": ""}))
    ids = {value for name, value in text.attributes if name == "id"}
    assert {"id_title_helptext", "id_title_error"} <= ids


def test_a_field_that_may_stay_empty_says_so():
    assert words('<c-field :field="form.note" />', form=Sample()) == "Note (optional)"


def test_errors_on_top_lead_to_their_fields():
    text = read('<c-errors :form="form" />', form=Sample({}))
    assert ("href", "#id_title") in text.attributes
    assert "2 things need another look" in " ".join(text.words)
    assert read('<c-errors :form="form" />', form=Sample()).words == []


def test_a_page_without_a_moment_is_a_fault_of_ours():
    with pytest.raises(KeyError):
        Template("{% written at %}").render(Context({"at": NOW}))
