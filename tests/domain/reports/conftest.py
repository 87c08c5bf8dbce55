"""The facts that most of these tests begin with."""

import pytest
from reporting import calm_week


@pytest.fixture
def calm():
    """A week in which everything was kept and nothing is open."""
    return calm_week()
