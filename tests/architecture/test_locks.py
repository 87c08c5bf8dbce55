"""What is committed: locks of names, versions, hashes; no index address, no machine path."""

import re
from pathlib import Path

import pytest
from tree import ROOT, TESTS, tracked

LOCKS = ("requirements.lock", "requirements-dev.lock")
# Written in two parts, so that this file does not find itself.
INDEX_HOSTS = re.compile(
    r"(?:py" + r"pi|files\.python" + r"hosted|registry\.np" + r"mjs|registry\.yarn" + r"pkg"
    r"|deb\.debi" + r"an|static\.crates|proxy\.gol" + r"ang)\.[a-z]{2,}",
    re.IGNORECASE,
)
MACHINE_PATHS = re.compile(r"(?:^|[^A-Za-z0-9._-])/(?:work|farm|root)/")
SHARED = re.compile(r"\.\./sha" + r"red\b")
SUFFIXES_OF_BYTES = {".woff2", ".png", ".gz", ".zip", ".otf", ".ttf", ".pdf", ".ico", ".jpg"}
CODE = (".py", ".sh", ".toml", ".yaml", ".yml", ".cfg", ".html", ".js")


def texts() -> list[tuple[Path, str]]:
    """Every tracked text with its path; vendored files come as their makers wrote them."""
    return [
        (path.relative_to(ROOT), path.read_text("utf-8", errors="replace"))
        for path in tracked()
        if path.suffix not in SUFFIXES_OF_BYTES and path.suffix != ".lock"
    ]


def packages(lock: str) -> list[str]:
    """The entries of a lock file, continuation lines joined."""
    joined = (ROOT / lock).read_text("utf-8").replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.strip() and not line.startswith("#")]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_has_a_version_and_a_hash(lock: str) -> None:
    entries = packages(lock)
    assert len(entries) > 20
    form = re.compile(
        r"^[A-Za-z0-9._-]+(\[[a-z,-]+\])?==\S+( ; .+?)?( +--hash=sha256:[0-9a-f]{64})+ *$"
    )
    assert [entry[:60] for entry in entries if not form.match(entry)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_no_address(lock: str) -> None:
    assert "://" not in (ROOT / lock).read_text("utf-8")


def test_no_file_names_the_host_of_a_package_index() -> None:
    assert [str(path) for path, text in texts() if INDEX_HOSTS.search(text)] == []


def test_no_file_names_a_path_of_one_machine() -> None:
    found = [str(path) for path, text in texts() if MACHINE_PATHS.search(text)]
    assert [path for path in found if path != "tests/architecture/test_locks.py"] == []


def test_code_and_tests_stand_alone() -> None:
    found = [str(path) for path, text in texts() if path.suffix in CODE and SHARED.search(text)]
    assert found == []


def test_the_resolver_s_own_lock_stays_out() -> None:
    assert [path.name for path in tracked() if path.name in {"uv.lock", "pylock.toml"}] == []
    assert TESTS.is_dir()
