"""The tree as the architecture tests read it: sources, imports, marks, headings, tracked files."""

import ast
import importlib
import pkgutil
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import tam.domain

ROOT = Path(__file__).resolve().parents[2]
TAM = Path(tam.domain.__file__).resolve().parents[1]
TESTS = ROOT / "tests"
REFERENCE = ROOT / "docs" / "reference"
SOURCES = sorted(path for path in TAM.rglob("*.py") if "migrations" not in path.parts)


def inside(path: Path) -> str:
    """A source's path inside the package, as messages show it."""
    return str(path.relative_to(TAM))


def modules(package: ModuleType) -> Iterator[ModuleType]:
    """Every module of a package, imported; migrations are Django's."""
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if ".migrations" not in found.name:
            yield importlib.import_module(found.name)


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Every node of a file's syntax tree."""
    return tuple(ast.walk(ast.parse(path.read_text("utf-8"))))


@cache
def imported(path: Path) -> frozenset[str]:
    """The dotted names that a file imports, wherever in it."""
    names: set[str] = set()
    for node in nodes(path):
        match node:
            case ast.Import(names=aliases):
                names |= {alias.name for alias in aliases}
            case ast.ImportFrom(module=str(module), names=aliases):
                names |= {module} | {f"{module}.{alias.name}" for alias in aliases}
    return frozenset(names)


@cache
def marks(name: str) -> dict[str, set[str]]:
    """The literal arguments of one pytest mark, with the test files that carry each."""
    found: dict[str, set[str]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in nodes(path):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Attribute(attr="mark"), attr=attr), args=arguments
                ) if attr == name:
                    for argument in arguments:
                        if isinstance(argument, ast.Constant):  # others come from a table
                            where = str(path.relative_to(ROOT))
                            found.setdefault(str(argument.value), set()).add(where)
    return found


def headings(page: str) -> set[str]:
    """The headings of a reference page without their marks; a missing page has none."""
    path = REFERENCE / page
    if not path.exists():
        return set()
    lines = re.findall(r"^#{2,} +(.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {line.replace("`", "").strip() for line in lines}


def sections(page: str) -> dict[str, str]:
    """The text under each heading of a reference page."""
    path = REFERENCE / page
    text = path.read_text("utf-8") if path.exists() else ""
    parts = re.split(r"^#{2,} +(.+)$", text, flags=re.MULTILINE)[1:]
    return {
        title.replace("`", "").strip(): body
        for title, body in zip(parts[::2], parts[1::2], strict=True)
    }


def tracked() -> list[Path]:
    """The files of the repository; outside a clone, every file but what building leaves."""
    listed = subprocess.run(  # noqa: S603 - our own words
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0 and listed.stdout:
        paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
        return [path for path in paths if path.is_file()]
    left = {".venv", "var", "build", "dist", "__pycache__", ".git"}
    return [path for path in ROOT.rglob("*") if path.is_file() and left.isdisjoint(path.parts)]
