"""The sample account with its duties planned, and a store of its own for files."""

import pytest

from tam.engine.managers import planning


@pytest.fixture
def house(house, settings, tmp_path):
    settings.TAM_BLOBS = tmp_path
    settings.TAM_SITE_URL = "https://tam.example"
    planning.run(house.now)
    return house
