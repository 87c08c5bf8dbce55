"""Who asks, and whose rows they may see."""

import pytest

from tam.domain.principals import Principal, Role, system

INGRID = Principal("Ingrid", 7, frozenset({(1, Role.TAM), (2, Role.AUDITOR)}))


@pytest.mark.clause("TAM-17")
def test_a_scope_holds_the_accounts_of_the_roles_asked_for():
    assert INGRID.scope().accounts == {1, 2}
    assert INGRID.scope(Role.TAM).accounts == {1}
    assert Principal("nobody", None, frozenset()).scope().accounts == frozenset()


@pytest.mark.clause("TAM-17")
def test_a_role_counts_for_its_own_account_alone():
    assert INGRID.may(1, Role.TAM, Role.MANAGER)
    assert not INGRID.may(2, Role.TAM)


def test_the_system_acts_under_a_name():
    engine = system("engine", frozenset({4}))
    assert (engine.name, engine.user_id, engine.scope().accounts) == ("engine", None, {4})
