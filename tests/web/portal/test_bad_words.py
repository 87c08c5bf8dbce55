"""What a customer types that misleads, each named by its row of the catalogue of bad inputs."""

import pytest
from reviewing import library, scope_of

from tam.apps.cases import selectors as cases


def titles(house):
    return {line.title for line in cases.cases(scope=scope_of(house), now=house.now)}


@pytest.fixture
def opened(house, browser_of):
    """Ask for a case of this title: the answer's status, and the titles that are new."""

    def ask(title="Drive 3 fails", **more):
        before = titles(house)
        fields = {
            "library": library(house),
            "title": title,
            "severity": "major",
            "description": "At noon.",
        } | more
        answer = browser_of(house.customer).post("/portal/cases/new/", fields)
        return answer.status_code, titles(house) - before

    return ask


@pytest.mark.parametrize("field", ["title", "description"])
def test_txf_01_a_nul_in_a_field_is_refused_and_nothing_is_stored(opened, field):
    assert opened(**{field: "drive\0 3"}) == (400, set())


@pytest.mark.parametrize("length", [201, 100_000])
def test_txf_03_a_title_beyond_its_length_is_refused_and_nothing_is_stored(opened, length):
    assert opened("x" * length) == (400, set())


def test_txf_03_a_form_of_five_megabytes_is_refused(opened):
    assert opened("x" * 5_000_000) == (413, set())


@pytest.mark.parametrize("title", ["<b & stray </para>", "{{7*7}} ${7*7}"])
def test_txf_04_a_title_of_markup_is_kept_as_its_letters(opened, title):
    assert opened(title) == (302, {title})
