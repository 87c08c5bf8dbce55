"""The engine's table is the whole schedule: what runs stands there, what stands there runs."""

from tree import TAM

from tam.engine.table import MANAGERS


def test_every_manager_stands_in_the_table_and_nothing_else_does() -> None:
    files = {p.stem for p in (TAM / "engine" / "managers").glob("*.py") if p.stem != "__init__"}
    assert {manager.run.__module__ for manager in MANAGERS} == {
        f"tam.engine.managers.{stem}" for stem in files
    }


def test_a_manager_has_a_name_of_its_own_and_comes_round() -> None:
    assert len({manager.name for manager in MANAGERS}) == len(MANAGERS) > 0
    assert [manager.name for manager in MANAGERS if manager.every_seconds < 1] == []
