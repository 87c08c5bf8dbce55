"""The dated tables of levels offered per region."""

from datetime import date

import pytest

from tam.domain.catalogue.entries import BadEntry
from tam.domain.entitlement.availability import parse_tables, region_of, table_on, tables
from tam.domain.entitlement.gates import Passage, region
from tam.domain.readings import DEFAULTS

TEXT = """schema: spectraguard-availability/1
tables:
  - dated: 2026-01-01
    source: a letter
    offered: {four_hour_on_site: [continental_us, eu_no_ch]}
  - dated: 2027-01-01
    source: another letter
    offered: {four_hour_on_site: [continental_us]}
"""


@pytest.mark.clause("NOTE-5")
def test_a_level_withdrawn_later_is_refused_to_new_lines_alone():
    known = parse_tables(TEXT, "x.yaml")
    first, second = (table_on(day, known) for day in (date(2026, 12, 31), date(2027, 1, 1)))
    called = "Four Hour On Site"
    assert region("four_hour_on_site", "eu_no_ch", first, called).passage is Passage.OPEN
    shut = region("four_hour_on_site", "eu_no_ch", second, called)
    assert shut.passage is Passage.SHUT
    assert shut.reason.text == (
        "Four Hour On Site is not offered in the EU, Norway and Switzerland by the table of "
        "2027-01-01."
    )
    assert shut.remedies[0].text == (
        "Four Hour On Site is offered in: the continental United States."
    )
    assert table_on(date(2025, 12, 31), known) is None


@pytest.mark.clause("NOTE-5")
def test_nothing_is_published_so_no_level_is_refused_anywhere():
    (table,) = tables()
    assert table.offered.offered == ()
    assert table_on(date(2026, 3, 4)) == table.offered


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("availability/1", "availability/2", "the schema is"),
        ("four_hour_on_site", "gold", "there is no level 'gold'"),
        ("continental_us", "europe", "'europe' is not one of eu_no_ch, continental_us"),
        ("2027-01-01", "2026-01-01", "each day once"),
        ("2027-01-01", "next year", "a day as 2026-07-07"),
        ("source: a letter", "sauce: a letter", "the key 'source' is missing"),
    ],
)
def test_a_wrong_table_is_refused_with_its_place(old, new, message):
    with pytest.raises(BadEntry, match=message):
        parse_tables(TEXT.replace(old, new, 1), "x.yaml")


@pytest.mark.clause("NOTE-2")
@pytest.mark.parametrize(
    ("country", "state", "on", "found"),
    [
        ("NO", "", date(2026, 3, 4), "eu_no_ch"),
        ("GB", "", date(2020, 1, 31), "eu_no_ch"),
        ("GB", "", date(2026, 3, 4), "rest_of_world"),
        ("IS", "", date(2026, 3, 4), "rest_of_world"),
        ("LI", "", date(2026, 3, 4), "rest_of_world"),
        ("US", "CO", date(2026, 3, 4), "continental_us"),
        ("US", "", date(2026, 3, 4), None),
    ],
)
def test_the_region_of_a_place_on_a_day(country, state, on, found):
    assert region_of(country, state, on, DEFAULTS) == found
