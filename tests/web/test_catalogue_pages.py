"""The catalogue at desk and portal: matrix, levels, clauses, readings, and the links to them."""

import html
import re
from importlib.resources import files

import pytest
from reviewing import weekly

from tam.domain.catalogue import load
from tam.domain.clauses import CLAUSES
from tam.domain.entitlement import availability
from tam.web import catalogue

SIDES = ("desk", "portal")


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_house(time_machine):
    time_machine.move_to("2026-03-04T10:00:00+00:00", tick=False)


@pytest.fixture
def reader(house, browser_of):
    """A page as one side reads it, entities unfolded."""
    persons = {"desk": house.representative, "portal": house.customer}

    def read(side, path, status=200):
        answer = browser_of(persons[side]).get(f"/{side}/{path}")
        assert answer.status_code == status, path
        return html.unescape(answer.content.decode())

    return read


def plain(page):
    """The words of a page's content."""
    main = page.partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def cell(page, level, key):
    """The words of one cell of the matrix."""
    row = page.partition(f">{key}<div")[2].partition("</tr>")[0]
    return plain("<main" + row.partition(f'data-label="{level}"')[2].partition("</td>")[0])


@pytest.mark.parametrize("side", SIDES)
def test_the_matrix_has_every_level_and_unknown_is_said_as_unknown(reader, side):
    page = reader(side, "levels/")
    assert page.count('<th scope="row">') == 11
    assert page.count('<td data-label="') == 110
    assert "unknown" in cell(page, "Basic", "On site parts replacement")
    assert "likely not included" in cell(page, "Basic", "On site parts replacement")
    told = cell(page, "Technical Account Management (TAM)", "Telephone support")
    assert told.startswith("> governed by base")
    assert "not touched" in cell(page, "Expedited delivery", "Web portal")
    assert f'href="/{side}/clauses/TAM-04/#four_hour_on_site"' in page
    for words in ("QuickSwap", "vendor packaging is required", "the vendor may cancel service"):
        assert words in page


def test_the_matrix_is_filtered_by_level(reader):
    page = reader("desk", "levels/?level=tam&level=asm&level=gold")
    assert page.count('<td data-label="') == 22
    assert "2 of 10 levels shown" in page
    assert 'value="asm" checked' in page


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("clause", CLAUSES)
def test_every_clause_has_its_page_with_its_sentence(reader, side, clause):
    page = plain(reader(side, f"clauses/{clause}/"))
    assert CLAUSES[clause].promise in page
    assert "evidence: described" in page


def test_a_clause_says_what_each_level_gives_its_readings_and_notes(reader):
    page = reader("portal", "clauses/TAM-04/")
    words = plain(page)
    for text in (
        "arrival within 4 hours",
        "arrival within 1 business day of the dispatch, 08:00 to 17:00",
        "50 exactly inside",
        "NOTE-6 Fifty miles",
    ):
        assert text in words
    assert 'id="four_hour_on_site"' in page
    assert 'href="/portal/readings/#A13"' in page
    assert 'href="/portal/levels/basic/"' in page


def test_parts_are_told_apart_by_kind(reader):
    page = plain(reader("desk", "clauses/TAM-03/"))
    assert "Assisted Self Maintenance (ASM): in kit" in page
    assert "by kind of part, below" in page


def test_a_note_shows_where_the_levels_speak_of_it(reader):
    page = plain(reader("desk", "clauses/NOTE-6/"))
    assert "Four Hour On Site" in page
    assert "TAM-04 On Site Parts Replacement" in page
    holidays = plain(reader("desk", "clauses/NOTE-1/"))
    assert "Friday Following Thanksgiving" in holidays.title()
    cut_offs = plain(reader("portal", "clauses/NOTE-3/"))
    assert "Today in the EU, Norway and Switzerland 29: Austria, Belgium" in cut_offs
    assert "United Kingdom" not in cut_offs.partition("Today in the EU")[2].partition("49:")[0]
    assert "the continental United States 49: Alabama" in cut_offs
    offered = plain(reader("portal", "clauses/NOTE-5/"))
    assert "Levels offered, table of Thu 1 Jan 2026 It names no level" in offered
    assert "No level states this one by itself" in plain(reader("desk", "clauses/NOTE-7/"))


@pytest.mark.clause("TAM-01")
def test_a_level_says_what_it_may_be_sold_with_and_why_not(reader):
    page = plain(reader("desk", "levels/tam/"))
    assert "An add-on, version 1; how well it is known: described." in page
    assert "allowed Four Hour On Site" in page
    assert "refused Same Business Day On Site" in page
    assert "Change the base from Basic to" in page
    base = plain(reader("desk", "levels/asm_platinum/"))
    assert "ASM Platinum is a base level." in base
    assert "refused Technical Account Management (TAM)" in base
    option = plain(reader("portal", "levels/phone_uplift_24x7/"))
    assert "allowed Basic" in option
    assert "Telephone support at all hours" in option
    assert "additional charge" in option
    assert "It changes no clause." in plain(reader("portal", "levels/expedited_delivery/"))


@pytest.mark.parametrize(
    "path",
    [
        "levels/gold/",
        "levels/tam/?version=9",
        "levels/tam/?version=two",
        "levels/tam/?version=99999999999",
        "levels/tam/?on=soon",
        "clauses/TAM-99/",
        "clauses/asm/",
    ],
)
def test_what_does_not_exist_is_not_there(reader, path):
    reader("desk", path, 404)
    reader("portal", path, 404)


def test_an_older_version_can_be_read_and_a_contract_leads_to_its_own(reader, monkeypatch):
    folder = files("tam.domain.catalogue")
    texts = {
        file.name: file.read_text(encoding="utf-8") for file in folder.joinpath("levels").iterdir()
    }
    newer = texts["four_hour_on_site.yaml"].replace("amount: 4", "amount: 6")
    texts["newer.yaml"] = newer.replace("version: 1", "version: 2\nvalid_from: 2026-07-01")
    both = load.load(folder.joinpath("common.yaml").read_text(encoding="utf-8"), texts)
    monkeypatch.setattr(catalogue, "standard", lambda: both)
    assert "arrival within 6 hours" in reader("desk", "levels/four_hour_on_site/")
    for query in ("?version=1", "?on=2026-03-04"):
        page = plain(reader("desk", f"levels/four_hour_on_site/{query}"))
        assert "arrival within 4 hours" in page
        assert "Lines that start before Wed 1 Jul 2026 keep it" in page
    assert "arrival within 6 hours" in reader("desk", "levels/four_hour_on_site/?on=2026-07-01")


@pytest.mark.parametrize("side", SIDES)
def test_every_reading_has_its_switch_choice_and_who_leans_on_it(reader, side):
    page = reader(side, "readings/")
    assert page.count("the house's choice") == 43 - 1
    assert 'id="A39"' in page
    words = plain(page)
    assert "utc_plus_1 Literally one hour ahead of UTC" in words
    part = words.partition("A9 on site radius")[2].partition("A10 ")[0]
    assert "TAM-04 On Site Parts Replacement" in part
    assert "NOTE-6 Fifty miles" in part
    assert (
        "Levels Technical Account Management (TAM)"
        in words.partition("A32 ")[2].partition("A33 ")[0]
    )


def test_clause_ids_of_other_pages_lead_here(reader, house):
    weekly(house)
    account = reader("desk", f"accounts/{house.account}/")
    assert '<a href="/desk/clauses/TAM-01/">TAM-01</a>' in account
    assert '<a href="/desk/clauses/NOTE-7/">NOTE-7</a>' in account
    assert 'href="/desk/levels/four_hour_on_site/?on=' in account
    ledger = reader("portal", "owed/")
    assert '<a href="/portal/clauses/TAM-07/">TAM-07</a>' in ledger
    assert re.search(r'<a href="/portal/readings/#A18"><code>A18=28</code></a>', ledger)
    number = re.search(r'href="/desk/ledger/(\d+)/"', reader("desk", "ledger/?clause=TAM-08"))
    assert 'href="/desk/clauses/TAM-08/"' in reader("desk", f"ledger/{number[1]}/")


@pytest.mark.clause("NOTE-5")
def test_a_table_of_levels_offered_is_shown_in_words(reader, monkeypatch):
    table = availability.parse_tables(
        "schema: spectraguard-availability/1\ntables:\n  - dated: 2026-01-01\n"
        "    source: a letter\n    offered: {basic: [eu_no_ch], tam: []}\n",
        "x.yaml",
    )
    monkeypatch.setattr(catalogue, "tables", lambda: table)
    page = plain(reader("desk", "clauses/NOTE-5/"))
    assert "Basic the EU, Norway and Switzerland" in page
    assert "Technical Account Management (TAM) no region" in page
