"""What cannot be read in a contract names its field and says what to write."""

from dataclasses import replace

import pytest

from tam.domain.catalogue.load import standard
from tam.domain.entitlement.entry import MOST_LINES, Entry, Written, WrittenLine, read

NO_DAY = "is no day; write year-month-day, such as 2026-03-04."
GOOD = Written(
    number=" SG-1 ",
    account="north",
    starts_on="2026-01-01",
    ends_on="2026-12-31",
    master_agreement="MSA\u200b 7",
    readings="A18=42; A9=exclusive",
    lines=(
        WrittenLine("nbd_on_site", "Oslo", "SN1", options="phone_uplift_24x7"),
        WrittenLine("tam", "Oslo", starts_on="2026-02-01", ends_on="2026-03-31"),
    ),
)


def complaints(written):
    found = read(written, standard())
    assert isinstance(found, tuple)
    return {one.field: one.reason for one in found}


@pytest.mark.clause("NOTE-7")
def test_a_contract_is_read():
    entry = read(GOOD, standard())
    assert isinstance(entry, Entry)
    assert (entry.number, entry.master_agreement) == ("SG-1", "MSA 7")
    assert entry.readings == (("monitoring_period_days", "42"), ("on_site_radius", "exclusive"))
    first, second = entry.lines
    assert (first.starts_on.isoformat(), first.options) == ("2026-01-01", ("phone_uplift_24x7",))
    assert (second.ends_on.isoformat(), second.level_version, second.serial) == (
        "2026-03-31", 1, "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", f"An empty field {NO_DAY}"),
        ("02/03/2026", f"“02/03/2026” {NO_DAY}"),
        ("2026-W05-1", f"“2026-W05-1” {NO_DAY}"),
        ("2026-01-01T00:00", f"“2026-01-01T00:00” {NO_DAY}"),
        ("\uff12026-01-01", f"“\uff12026-01-01” {NO_DAY}"),
        ("2026-02-30", "2026-02-30 is not in the calendar; check month and day."),
        ("0000-01-01", "0000-01-01 is not in the calendar; check month and day."),
        ("1999-12-31", "1999-12-31 is outside 2000-01-01 to 2100-12-31; check the year."),
        ("9999-12-31", "9999-12-31 is outside 2000-01-01 to 2100-12-31; check the year."),
    ],
)  # fmt: skip
def test_a_day_that_is_none(text, says):
    assert complaints(replace(GOOD, starts_on=text)) == {"starts_on": says}


def test_an_end_before_its_start():
    backwards = replace(GOOD.lines[1], ends_on="2026-01-15")
    assert complaints(replace(GOOD, lines=(GOOD.lines[0], backwards))) == {
        "lines[2].ends_on": "It ends on 2026-01-15, before it starts on 2026-02-01."
    }


def test_what_is_needed_and_what_is_too_long():
    found = complaints(Written(master_agreement="x" * 121))
    assert found["number"] == "Give the contract's number."
    assert found["account"].startswith("Say whose contract it is")
    assert found["master_agreement"] == "It has 121 characters; at most 120 fit."
    assert found["lines"] == "A contract has at least one line; add one."


def test_lines_that_cannot_be_read():
    lines = (
        WrittenLine(),
        WrittenLine("gold", "Oslo"),
        WrittenLine("expedited_delivery", "Oslo"),
        WrittenLine("basic", "Oslo", options="asm"),
        WrittenLine("nbd_on_site", "Oslo", options="phone_uplift_24x7 phone_uplift_24x7"),
        WrittenLine("basic", "Oslo", options="nothing"),
    )
    found = complaints(replace(GOOD, lines=lines))
    assert found["lines[1].level"] == "Name the level, such as four_hour_on_site."
    assert found["lines[1].site"] == "Name the site it is for."
    assert found["lines[2].level"].startswith("There is no level 'gold'; the levels are ")
    assert found["lines[3].level"].startswith("expedited_delivery is an option; write it among")
    assert found["lines[4].options"] == "asm is no option; give it a line of its own."
    assert found["lines[5].options"] == "phone_uplift_24x7 is named twice."
    assert found["lines[6].options"].startswith("There is no level 'nothing'")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("A99=x", "There is no reading 'A99'"),
        ("A18", "A reading is set as A2=utc_plus_1, not 'A18'."),
        ("A18=42; A18=28", "monitoring_period_days is set twice."),
    ],
)
def test_readings_that_are_none(text, says):
    assert complaints(replace(GOOD, readings=text))["readings"].startswith(says)


def test_more_lines_than_a_contract_has():
    found = complaints(replace(GOOD, lines=GOOD.lines[:1] * (MOST_LINES + 1)))
    assert found == {"lines": "A contract has at most 500 lines; split it in two."}
