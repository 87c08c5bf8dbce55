"""Whatever is done to a bundle, its review raises nothing and accounts for every member."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as given_any
from mutating import FOLDER, SEEDS, bundles, check

FOUND = sorted((FOLDER / "found").iterdir())
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


def test_every_seed_is_read():
    for seed in SEEDS[::5]:
        check(seed)


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_once_went_wrong_goes_well(path):
    check(path.read_bytes())


@pytest.mark.clause("TAM-06")
@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given_any(bundles)
def test_no_mutation_ever_breaks_the_review(data):
    check(data)


@pytest.mark.long
@settings(max_examples=30_000, deadline=None, suppress_health_check=SLOW)
@given_any(bundles)
def test_no_mutation_of_many_breaks_the_review(data):
    check(data)
