"""Who the engine is in the journal, and what it may see: every account."""

from tam.apps.estate import selectors as estate
from tam.domain.principals import Principal, system


def engine() -> Principal:
    """The engine as a named principal over all accounts."""
    return system("engine", estate.account_ids())
