"""Amendment, renewal, suspension, lapse and the end in sight."""

from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest

from tam.domain.catalogue.load import load, standard
from tam.domain.entitlement.changes import (
    change_level,
    check_amendment,
    check_renewal,
    end_line,
    expiry_alerts,
    lapses,
    move_end,
    move_unit,
    new_lapses,
    suspend,
    suspend_line,
)
from tam.domain.entitlement.facts import BadFacts, ContractFacts, LineFacts, Period
from tam.domain.readings import DEFAULTS

START, END = date(2026, 1, 1), date(2026, 12, 31)
BASE = LineFacts("four_hour_on_site", START, END, 1)
TAM = LineFacts("tam", START, END, 2)
CONTRACT = ContractFacts("C-1", START, END, (BASE, TAM))


@pytest.mark.clause("TAM-01")
def test_a_suspension_voids_nothing_more_than_it_takes_out():
    rest = Period(date(2026, 2, 1), date(2026, 2, 28))
    rested = suspend(CONTRACT, rest)
    assert rested.suspended == (rest,)
    assert lapses(rested, DEFAULTS, standard()) == ()
    with pytest.raises(BadFacts, match="suspended: 2026-12-01 to 2027-01-31 leaves"):
        suspend(CONTRACT, Period(date(2026, 12, 1), date(2027, 1, 31)))
    with pytest.raises(BadFacts, match="leaves the contract's dates"):
        suspend(CONTRACT, Period(date(2025, 12, 1), date(2026, 1, 31)))


@pytest.mark.clause("TAM-01")
def test_a_base_changed_to_basic_voids_tam_from_that_day():
    after = change_level(CONTRACT, 1, "basic", date(2026, 5, 1))
    assert [(line.level, line.starts_on, line.ends_on, line.number) for line in after.lines] == [
        ("four_hour_on_site", START, date(2026, 4, 30), 1),
        ("tam", START, END, 2),
        ("basic", date(2026, 5, 1), END, 3),
    ]
    (lapse,) = new_lapses(CONTRACT, after, DEFAULTS, standard())
    assert lapse.line.level == "tam"
    assert lapse.days == (Period(date(2026, 5, 1), END),)
    assert lapse.reason.text.endswith("on 2026-05-01 to 2026-12-31; it is void then.")
    assert new_lapses(after, after, DEFAULTS, standard()) == ()


@pytest.mark.parametrize(("number", "on"), [(1, START), (1, date(2027, 1, 1)), (9, END)])
def test_a_line_changes_its_level_only_inside_its_days(number, on):
    with pytest.raises(BadFacts, match="no line of this number can change its level"):
        change_level(CONTRACT, number, "basic", on)


@pytest.mark.clause("TAM-01")
def test_an_amendment_may_not_rewrite_past_days():
    today = date(2026, 5, 1)
    fine = change_level(CONTRACT, 1, "nbd_on_site_24h_phone", today)
    assert check_amendment(CONTRACT, fine, today) == ()
    rewritten = replace(CONTRACT, lines=(replace(BASE, starts_on=date(2026, 3, 1)), TAM))
    findings = check_amendment(CONTRACT, rewritten, today)
    assert {finding.field for finding in findings} == {"lines[1]"}
    assert findings[0].reason.text == "Line 1 would change what held before 2026-05-01."
    future = LineFacts("asm", date(2026, 6, 1), END, 3)
    assert check_amendment(CONTRACT, replace(CONTRACT, lines=(BASE, TAM, future)), today) == ()


def test_a_past_suspension_may_not_be_dropped():
    rested = replace(BASE, suspended=(Period(date(2026, 2, 1), date(2026, 2, 9)),))
    before = replace(CONTRACT, lines=(rested, TAM))
    assert check_amendment(before, CONTRACT, date(2026, 5, 1)) != ()
    assert check_amendment(before, CONTRACT, date(2026, 1, 15)) == ()


@pytest.mark.clause("TAM-01")
def test_a_renewal_without_a_gap_is_clean_and_a_gap_or_overlap_is_named():
    def renewed(first):
        lines = (LineFacts("four_hour_on_site", first, date(2027, 12, 31)),)
        return ContractFacts("C-2", first, date(2027, 12, 31), lines)

    assert check_renewal(CONTRACT, renewed(date(2027, 1, 1)), standard()) == ()
    (gap,) = check_renewal(CONTRACT, renewed(date(2027, 1, 11)), standard())
    assert gap.reason.text == "There are 10 days without cover between 2026-12-31 and 2027-01-11."
    (doubled,) = check_renewal(CONTRACT, renewed(date(2026, 12, 30)), standard())
    assert doubled.reason.text == "C-2 and C-1 both run on 2026-12-30 to 2026-12-31."


@pytest.mark.clause("NOTE-7")
def test_a_renewal_takes_a_newer_version_and_says_so():
    folder = files("tam.domain.catalogue")
    texts = {
        file.name: file.read_text(encoding="utf-8") for file in folder.joinpath("levels").iterdir()
    }
    newer = texts["tam.yaml"].replace("version: 1", "version: 2\nvalid_from: 2027-01-01", 1)
    catalogue = load(
        folder.joinpath("common.yaml").read_text(encoding="utf-8"), texts | {"tam.2.yaml": newer}
    )
    year = date(2027, 1, 1), date(2027, 12, 31)
    lines = (LineFacts("four_hour_on_site", *year), LineFacts("tam", *year, 2))
    (finding,) = check_renewal(CONTRACT, ContractFacts("C-2", *year, lines), catalogue)
    assert finding.field == "lines[2].level"
    assert finding.reason.text == "tam is taken in version 2; the old contract had version 1."


def test_lines_near_their_end_are_alerted_under_the_tightest_threshold():
    def alerts(today):
        return [
            (alert.line.level, alert.days_left, alert.threshold)
            for alert in expiry_alerts(CONTRACT, date.fromisoformat(today))
        ]

    assert alerts("2026-10-01") == []
    assert alerts("2026-10-02") == [("four_hour_on_site", 90, 90), ("tam", 90, 90)]
    assert alerts("2026-12-24")[0] == ("four_hour_on_site", 7, 7)
    assert alerts("2026-12-31")[0] == ("four_hour_on_site", 0, 7)
    assert alerts("2027-01-01") == []
    (first, _) = expiry_alerts(CONTRACT, date(2026, 12, 30))
    assert first.reason.text == "The line four_hour_on_site ends on 2026-12-31, in 1 days."


def test_a_running_suspension_may_end_early():
    before = suspend_line(CONTRACT, 1, Period(date(2026, 5, 1), date(2026, 7, 31)))
    shorter = suspend_line(CONTRACT, 1, Period(date(2026, 5, 1), date(2026, 6, 30)))
    assert check_amendment(before, shorter, date(2026, 6, 15)) == ()
    assert check_amendment(before, shorter, date(2026, 7, 15)) != ()


def test_a_line_that_is_not_there_and_days_outside_a_line_are_named():
    with pytest.raises(BadFacts, match=r"lines\[9\]: the contract C-1 has no such line"):
        end_line(CONTRACT, 9, date(2026, 5, 1))
    with pytest.raises(BadFacts, match="leaves the dates of line 1"):
        suspend_line(CONTRACT, 1, Period(date(2025, 5, 1), date(2026, 7, 31)))
    with pytest.raises(BadFacts, match="leaves the dates of line 1"):
        suspend_line(CONTRACT, 1, Period(date(2026, 5, 1), date(2027, 7, 31)))


def test_the_lines_that_end_with_a_contract_move_with_its_end():
    short = replace(CONTRACT.lines[1], ends_on=date(2026, 3, 31))
    moved = move_end(replace(CONTRACT, lines=(CONTRACT.lines[0], short)), date(2027, 6, 30))
    assert [line.ends_on for line in moved.lines] == [date(2027, 6, 30), date(2026, 3, 31)]
    cut = move_end(CONTRACT, date(2026, 6, 30))
    assert {line.ends_on for line in cut.lines} == {date(2026, 6, 30)}


def test_the_lines_of_a_machine_go_along_from_the_day_it_moves():
    lines = (
        LineFacts("four_hour_on_site", START, END, 1, unit="u1", site="s1"),
        LineFacts("tam", date(2026, 8, 1), END, 2, unit="u1", site="s1"),
        LineFacts("asm", START, date(2026, 3, 31), 3, unit="u1", site="s1"),
        LineFacts("basic", START, END, 4, unit="u2", site="s1"),
    )
    contract = ContractFacts("C-1", START, END, lines, "MSA")
    moved = move_unit(contract, "u1", "s2", date(2026, 6, 1))
    assert [(one.number, one.site, one.starts_on, one.ends_on) for one in moved.lines] == [
        (1, "s1", START, date(2026, 5, 31)),
        (2, "s2", date(2026, 8, 1), END),
        (3, "s1", START, date(2026, 3, 31)),
        (4, "s1", START, END),
        (5, "s2", date(2026, 6, 1), END),
    ]
    assert move_unit(moved, "u1", "s2", date(2026, 6, 1)) == moved
