"""The reference says what the code has: settings, finding kinds, managers, commands."""

import argparse
import ast
import re
import tomllib

import pytest
from tree import ROOT, SOURCES, headings, nodes, sections

from tam.cli.main import COMMANDS, parser_of
from tam.domain.logreview.findings import Kind
from tam.domain.logreview.members.registry import PARSERS, UNKNOWN
from tam.engine.table import MANAGERS
from tam.web.api.urls import api

DEPENDENCIES = ROOT / "docs" / "adr" / "0005-dependencies.md"
READERS = {"env", "environ"}  # environ.Env of the settings, os.environ
NOT_OURS = {"DJANGO_SETTINGS_MODULE", "PATH"}


def settings_read() -> set[str]:
    """The names of the environment that the code reads: `env.str("TAM_DATA")`, `environ["X"]`."""
    names = set()
    for path in SOURCES:
        for node in nodes(path):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=reader), args=[ast.Constant(value=name), *_]
                ):
                    pass
                case ast.Subscript(value=reader, slice=ast.Constant(value=name)):
                    pass
                case _:
                    continue
            word = reader.attr if isinstance(reader, ast.Attribute) else getattr(reader, "id", "")
            if word in READERS and isinstance(name, str) and name not in NOT_OURS:
                names.add(name)
    return names


def test_every_setting_has_a_heading_and_every_heading_is_read() -> None:
    assert headings("settings.md") == settings_read()


def test_every_parser_has_a_heading_and_every_heading_is_a_parser() -> None:
    assert headings("parsers.md") == {parser.name for parser in (*PARSERS, UNKNOWN)}


def test_every_manager_has_a_heading_and_every_heading_a_manager() -> None:
    assert headings("managers.md") == {manager.name for manager in MANAGERS}


def test_every_command_has_a_heading_and_every_heading_a_command() -> None:
    assert headings("commands.md") == {f"tam {name}" for name in COMMANDS}


def words_of(action: argparse.Action) -> list[str]:
    """How a person writes an option, one of its choices, or what stands in its place."""
    if action.option_strings:
        return [word for word in action.option_strings if word not in {"-h", "--help"}]
    return [str(one) for one in action.choices or [action.metavar or action.dest]]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_stands_under_its_heading(name: str) -> None:
    page = sections("commands.md").get(f"tam {name}", "")
    words = [word for action in parser_of(name)._actions for word in words_of(action)]
    assert [word for word in words if f"`{word}" not in page] == []


def test_every_address_of_the_api_has_a_heading_and_every_such_heading_an_address() -> None:
    schema = api.get_openapi_schema()
    known = {
        f"{method.upper()} {path}" for path, ways in schema["paths"].items() for method in ways
    }
    said = {line for line in headings("api.md") if "/api/v1/" in line}
    assert said == known | {"GET /api/v1/openapi.json"}


def test_every_finding_kind_has_a_heading() -> None:
    assert sorted({kind.value for kind in Kind} - headings("findings.md")) == []


def test_every_library_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    reasons = re.findall(r"`([a-z0-9-]+)`", DEPENDENCIES.read_text("utf-8"))
    assert sorted({re.match(r"[a-z0-9-]+", line)[0] for line in wanted} - set(reasons)) == []
