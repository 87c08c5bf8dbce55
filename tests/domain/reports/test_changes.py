"""A revision lists what differs (TAM-08, T38)."""

from dataclasses import replace
from datetime import date

import pytest
from reporting import at, case, finding, promise, unsettled

from tam.domain.cases.lifecycle import Party
from tam.domain.obligations.standing import Standing
from tam.domain.refusals import Refused
from tam.domain.reports.changes import changes, revised, said
from tam.domain.reports.compose import compose
from tam.domain.reports.content import Change

pytestmark = pytest.mark.clause("TAM-08")


def test_late_data_is_listed_entry_by_entry(calm):
    old = compose(
        replace(
            calm,
            cases=(case(), case("C-00002", title="Gone")),
            promises=(unsettled("Library log review, week 1", Standing.OVERDUE),),
        )
    )
    new = compose(
        replace(
            calm,
            revision=2,
            as_of=at(9),
            summary="A review came late.",
            cases=(case(waiting_on=Party.CARRIER), case("C-00003")),
            promises=(promise("Library log review, week 1", late=True, settled_at=at(8)),),
            findings=(finding(),),
        )
    )
    found = revised(old, new).changes
    assert Change("Report", "remark", "A quiet week.", "A review came late.") in found
    assert Change("Cases", "C-00001: waiting on", "vendor", "carrier") in found
    assert Change("Cases", "C-00002", "in the report", "not in the report") in found
    assert Change("Cases", "C-00003", "not in the report", "in the report") in found
    key = "Library log review, week 1, gamma-4"
    assert Change("Promises", f"{key}: state", "missed", "kept late") in found
    assert Change("Promises", f"{key}: settled at", "nothing", "2026-03-08 12:00 UTC") in found
    assert [one.where for one in found if one.where == "Findings"] == ["Findings"]
    gone = "Library log review, week 1 was due on 7 March 2026 and is not done."
    assert Change("Not done", gone, "in the report", "not in the report") in found
    came = "Library log review, week 1 was due on 7 March 2026 and was done 1 day late."
    assert Change("Not done", came, "not in the report", "in the report") in found


def test_growing_a_day_older_is_no_difference(calm):
    old = compose(replace(calm, cases=(case(),)))
    new = compose(replace(calm, revision=2, as_of=at(9), cases=(case(),)))
    assert old.cases[0].age_days != new.cases[0].age_days
    assert changes(old, new) == ()


def test_a_revision_without_a_difference_is_refused(calm):
    with pytest.raises(Refused, match="Nothing differs from revision 1"):
        revised(compose(calm), compose(replace(calm, revision=2, as_of=at(9))))


def test_an_entry_about_the_whole_account_goes_by_its_title(calm):
    old = compose(replace(calm, promises=(unsettled("Report", Standing.DUE, library=""),)))
    assert "Report" in [one.what for one in changes(old, compose(replace(calm, promises=())))]


def test_the_name_says_which_revision_it_is(calm):
    assert compose(replace(calm, revision=2)).name == "3, revision 2"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "nothing"),
        ("", "nothing"),
        (True, "yes"),
        (False, "no"),
        (7, "7"),
        (date(2026, 3, 4), "4 March 2026"),
    ],
)
def test_values_are_said_in_words(value, words):
    assert said(value) == words
