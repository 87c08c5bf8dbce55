"""Which region a destination belongs to."""

from datetime import date

import pytest

from tam.domain.catalogue.load import standard
from tam.domain.catalogue.regions import Region, UnknownState
from tam.domain.readings import DEFAULTS

REGIONS = standard().common.regions
DAY = date(2026, 3, 4)


def region(country, state="", on=DAY, readings=DEFAULTS):
    return REGIONS.of(country, state, on, readings)


@pytest.mark.clause("NOTE-3")
@pytest.mark.parametrize("country", ["NO", "CH", "DE", "FI", "IE", "PT", "GR", "HR", "CY", "MT"])
def test_the_union_with_norway_and_switzerland(country):
    assert region(country) is Region.EU_NO_CH


@pytest.mark.clause("NOTE-2")
@pytest.mark.parametrize("country", ["GB", "IS", "LI", "JP", "CA", "MX", "GL", "GP", "PR", "TR"])
def test_often_taken_for_members_and_not(country):
    assert region(country) is Region.REST_OF_WORLD


@pytest.mark.clause("NOTE-3")
def test_membership_is_dated():
    assert region("GB", on=date(2020, 1, 31)) is Region.EU_NO_CH
    assert region("GB", on=date(2020, 2, 1)) is Region.REST_OF_WORLD
    assert region("HR", on=date(2013, 6, 30)) is Region.REST_OF_WORLD
    assert region("HR", on=date(2013, 7, 1)) is Region.EU_NO_CH


@pytest.mark.clause("NOTE-2")
@pytest.mark.parametrize(
    ("state", "inside"),
    [
        ("CO", True),
        ("colorado", True),
        ("DC", True),
        ("District of Columbia", True),
        ("AK", False),
        ("Hawaii", False),
        ("PR", False),
    ],
)
def test_the_continental_united_states(state, inside):
    assert (region("US", state) is Region.CONTINENTAL_US) is inside


@pytest.mark.clause("NOTE-2")
def test_alaska_counts_in_by_another_reading_and_hawaii_never():
    with_alaska = DEFAULTS.with_("A7", "with_alaska")
    assert region("US", "AK", readings=with_alaska) is Region.CONTINENTAL_US
    assert region("US", "HI", readings=with_alaska) is Region.REST_OF_WORLD


def test_there_are_48_states_and_the_district():
    assert len(REGIONS.states) == 49


def test_an_unknown_state_is_an_error():
    with pytest.raises(UnknownState, match="state: 'Ontario' is no state of the United States"):
        region("US", "Ontario")
