"""The status report as PDF: same bytes, same numbers, text as text (TAM-08, T36, T40, S29)."""

import http.server
import io
import re
import threading
from dataclasses import replace
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from reporting import calm_week, case, finding, promise, review, unsettled

from tam.adapters.pdf import glyphs, render
from tam.adapters.pdf.sheet import sheet
from tam.domain.obligations.standing import Standing
from tam.domain.reports.compose import compose
from tam.domain.reports.freeze import digest, freeze

pytestmark = pytest.mark.clause("TAM-08")

MARKUP = (
    '#eval("1+1")',
    "#panic()",
    '#image("/etc/hostname")',
    '#read("../sheet.py")',
    '#import "@preview/tablex:0.0.8": *',
    "$ x^2 $ *bold* _it_ `raw` <label> @ref = Heading",
    "\\u{41} #{ while true {} }",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "<iframe src=file:///etc/hostname></iframe>",
    "{{7*7}} ${7*7} %s {0}",
    "--flag /* comment */ // comment",
)


def made(facts):
    report = compose(facts)
    return render.status_report(report, digest(freeze(report)))


def text_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"[\s\u200b]+", " ", " ".join(page.extract_text() for page in pages))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", text)


def full():
    return replace(
        calm_week(),
        cases=(case(),),
        findings=(finding(), finding("Filter is due", severity="notice", subject="frame FR1")),
        promises=(
            promise(),
            promise("Late review", late=True),
            unsettled("Missed review", Standing.OVERDUE),
            unsettled("ASL evaluation, March 2026", Standing.DUE, clause="TAM-07"),
        ),
    )


def test_the_same_report_is_the_same_bytes():
    assert made(full()) == made(full())


def test_it_is_tagged_dated_by_the_report_and_names_itself():
    pdf = PdfReader(io.BytesIO(made(full())))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"].value is True
    assert pdf.trailer["/Root"]["/Lang"] == "en-GB"
    assert pdf.metadata.title == "Status report 3, Northern Lights Research"
    assert pdf.metadata.author == "Ingrid Solberg"
    assert f"{pdf.metadata.creation_date:%Y-%m-%d}" == "2026-03-08"


def test_every_font_is_ours_and_inside():
    pdf = PdfReader(io.BytesIO(made(full())))
    for page in pdf.pages:
        for font in page["/Resources"]["/Font"].values():
            assert "Inter" in font.get_object()["/BaseFont"]


def test_numbers_and_words_are_those_of_the_frozen_content():
    report = compose(full())
    said = text_of(made(full()))
    assert report.answer in said
    assert "4 promises: 1 kept 1 kept late 1 due 1 missed" in said
    for row in report.clauses:
        numbers = (row.owed, row.kept, row.late, row.due, row.missed, row.excused)
        assert f"{row.clause} {row.title} {' '.join(map(str, numbers))}" in said
    for entry in report.promises:
        assert entry.title in said
    assert "Drive 2 fails writes" in said
    assert "proof aaaaaaaaaaaaaaaa" in said
    assert "page 1 of" in said
    assert digest(freeze(report)) in squeezed(said)


def test_an_empty_period_is_laid_out_too():
    empty = replace(calm_week(), promises=(), reviews=(), libraries=(), contracts=(), summary="")
    said = text_of(made(empty))
    assert "Nothing fell due in this period." in said
    assert "No readable log is on hand." in said
    assert "none on record" in said


def test_a_revision_shows_its_differences():
    old = compose(calm_week())
    words = sheet(old, "0" * 64)
    assert words["changes"] == []
    revised = replace(old, revision=2)
    assert "Status report 3, revision 2" in text_of(render.status_report(revised, "0" * 64))


@pytest.mark.parametrize("payload", MARKUP)
def test_markup_in_any_field_stays_text(payload):
    said = squeezed(text_of(made(poisoned(payload))))
    assert said.count(squeezed(payload)) >= 8


def poisoned(text):
    """The report with a stranger's text in every field that a person or a log can fill."""
    return replace(
        calm_week(),
        account=text,
        issued_by=text,
        summary=text,
        contracts=(text,),
        cases=(case(title=text, said_last=text, library=text, site=text),),
        promises=(promise(title=text, library=text, proof=text, settled_by=text),),
        reviews=(review(title=text, outcome=text, remark=text, signed_by=text),),
        findings=(finding(title=text, subject=text, advice=text, library=text),),
        recipients=tuple(
            replace(one, name=text, role=text, email=text) for one in calm_week().recipients
        ),
        unreached=(text,),
    )


def test_a_url_in_a_field_fetches_nothing():
    hits = []

    class Trap(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            hits.append(self.path)

    server = http.server.HTTPServer(("127.0.0.1", 0), Trap)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        canary = f"http://127.0.0.1:{server.server_port}/canary.png"
        pdf = made(poisoned(f'#image("{canary}") <img src="{canary}"> {canary}'))
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert hits == []
    assert b"/EmbeddedFile" not in pdf
    assert b"/URI" not in pdf


@pytest.mark.slow
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=60))
def test_any_text_is_laid_out(text):
    assert made(poisoned(text)).startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Łódź Ωμέγα Мир", "Łódź Ωμέγα Мир"),
        ("e\u0301", "é"),
        ("東京", "[U+6771][U+4EAC]"),
        ("a\u202eb", "a[U+202E]b"),
        ("zero\u200bwidth", "zero[U+200B]width"),
        ("bell\u0007", "bell[U+0007]"),
        ("half\ud800", "half[U+D800]"),
        ("two\nlines", "two\nlines"),
        ("\U0001f389", "[U+1F389]"),
    ],
)
def test_what_the_fonts_cannot_show_is_written_as_its_number(text, shown):
    assert glyphs.visible(text) == shown


def test_a_name_without_glyphs_does_not_stop_the_report():
    assert "[U+6771][U+4EAC]" in text_of(made(replace(calm_week(), account="東京")))


def test_both_tables_of_a_font_are_read_alike():
    font = files("tam.adapters.pdf").joinpath("fonts", glyphs.REGULAR).read_bytes()
    points = glyphs.code_points(font)
    assert {ord("A"), ord("ß"), ord("Ω"), ord("Ж"), ord("•"), ord("·")} <= points
    assert ord("東") not in points


def test_a_template_that_fails_is_an_error_that_says_so(monkeypatch):
    monkeypatch.setattr(render, "sheet", lambda report, digest: {"name": "3"})
    with pytest.raises(render.NotRendered, match="account"):
        render.status_report(compose(calm_week()), "0" * 64)
