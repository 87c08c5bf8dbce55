"""House rules that no linter knows."""

import dataclasses
import inspect
import re
from pathlib import Path

import pytest
from tree import SOURCES, TAM, imported, inside, modules

import tam.apps
import tam.domain


@pytest.mark.parametrize("path", SOURCES, ids=inside)
def test_a_file_holds_one_idea(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300


def test_domain_values_are_frozen() -> None:
    assert [
        f"{module.__name__}.{name}"
        for module in modules(tam.domain)
        for name, cls in inspect.getmembers(module, dataclasses.is_dataclass)
        if not cls.__dataclass_params__.frozen
    ] == []


def test_services_and_selectors_take_keywords_only() -> None:
    assert [
        f"{module.__name__}.{name}({parameter.name})"
        for module in modules(tam.apps)
        if module.__name__.endswith((".services", ".selectors"))
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if inspect.unwrap(function).__module__ == module.__name__ and not name.startswith("_")
        for parameter in inspect.signature(inspect.unwrap(function)).parameters.values()
        if parameter.kind is not parameter.KEYWORD_ONLY
    ] == []


def test_no_row_stamps_itself() -> None:
    stamps = re.compile(r"\bauto_now(_add)?\s*=")
    assert [inside(p) for p in SOURCES if stamps.search(p.read_text("utf-8"))] == []


def test_no_signals() -> None:
    signals = ("django.db.models.signals", "django.dispatch", "django.core.signals")
    assert [
        f"{inside(path)}: {name}"
        for path in SOURCES
        for name in imported(path)
        if name.startswith(signals)
    ] == []


def test_rows_stay_in_their_app() -> None:
    assert [
        f"{inside(path)}: {name}"
        for path in SOURCES
        for name in imported(path)
        if (rows := re.match(r"tam\.apps\.(\w+)\.models\b", name))
        and path.relative_to(TAM).parts[:2] != ("apps", rows[1])
    ] == []
