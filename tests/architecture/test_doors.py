"""Every address of the site stands in the authorisation matrix, and nothing else does."""

from collections.abc import Iterator

import yaml
from django.urls import URLPattern, URLResolver, get_resolver
from tree import TESTS

from tam.domain.principals import Role

MATRIX = TESTS / "security" / "authz.yaml"
METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}
ANYBODY = {"anonymous", "anyone", "authenticated"}  # a page before or beside the roles

Route = tuple[str, frozenset[str]]


def routes(resolver: URLResolver | None = None, spaces: tuple[str, ...] = ()) -> Iterator[Route]:
    """The name of every address with the objects it names, from Django's own table."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inside = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from routes(entry, inside)
        elif isinstance(entry, URLPattern):
            names = entry.pattern.converters or entry.pattern.regex.groupindex
            yield ":".join((*spaces, entry.name or str(entry.pattern))), frozenset(names)


def matrix() -> dict[str, dict]:
    """The entries of the matrix; without the file there are none, and every address is missing."""
    return yaml.safe_load(MATRIX.read_text("utf-8")) if MATRIX.exists() else {}


ROUTES = dict(routes())


def test_every_address_stands_in_the_matrix() -> None:
    assert sorted(ROUTES.keys() - matrix().keys()) == []


def test_every_entry_of_the_matrix_has_an_address() -> None:
    assert sorted(matrix().keys() - ROUTES.keys()) == []


def test_no_two_addresses_share_a_name() -> None:
    names = [name for name, _ in routes()]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def complaints(name: str, entry: dict) -> Iterator[str]:
    """What an entry does not say, or says of things that do not exist."""
    methods, allowed = set(entry.get("methods", ())), {str(who) for who in entry.get("allow", ())}
    if not methods or methods - METHODS:
        yield f"{name}: methods {sorted(methods)}"
    if not allowed or allowed - ANYBODY - {role.value for role in Role}:
        yield f"{name}: allow {sorted(allowed)}"
    if set(entry.get("objects") or {}) != ROUTES.get(name, set()):
        yield f"{name}: objects {entry.get('objects')}, the address has {sorted(ROUTES[name])}"


def test_an_entry_says_methods_objects_and_who_may() -> None:
    known = {name: entry for name, entry in matrix().items() if name in ROUTES}
    assert [line for name, entry in known.items() for line in complaints(name, entry)] == []
