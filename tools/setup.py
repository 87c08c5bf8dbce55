"""Build `.venv` from a hash-locked list, saying what it does; the second call is instant.

Standard library only: it runs before anything is installed.
    python3 tools/setup.py run    what the product needs
    python3 tools/setup.py dev    the same and the tools of `make test` and `make check`
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
LISTS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
OLDEST = (3, 11)


def stop(sentence: str) -> None:
    """End with a sentence that says what to do."""
    sys.exit(f"setup: {sentence}")


def check_machine() -> None:
    """Say plainly what this machine lacks."""
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        stop(f"Python 3.11 or newer is needed, python3 is {found}. Install it and try again.")
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        stop("Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv.")


def stamp_of(kind: str) -> Path:
    """The file whose existence says that the list in its present form is installed."""
    bytes_ = b"".join((ROOT / name).read_bytes() for name in (LISTS[kind], "pyproject.toml"))
    bytes_ += f"{sys.version_info[:2]} {ROOT}".encode()
    return VENV / f".ready-{kind}-{hashlib.sha256(bytes_).hexdigest()[:16]}"


def call(*command: str) -> None:
    """Run one command; its output is shown only if it fails."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        stop(
            f"`{command[0]}` failed, its own words are above. Nothing but .venv was touched; "
            "mend the cause and run the same command again."
        )


def has_pip(python: str) -> bool:
    """Whether an environment has pip of its own; one that uv made has none."""
    done = subprocess.run([python, "-c", "import pip"], capture_output=True, check=False)  # noqa: S603 - our own words
    return done.returncode == 0


def install(kind: str) -> None:
    """Create the environment if it is not there, then bring it to the list."""
    uv = shutil.which("uv")
    python = str(VENV / "bin" / "python")
    if not Path(python).exists() or not (uv or has_pip(python)):
        if uv:
            call(uv, "venv", "-q", "--clear", "--python", sys.executable, str(VENV))
        else:
            call(sys.executable, "-m", "venv", "--clear", str(VENV))
    pip = (
        [uv, "pip", "install", "-q", "--python", python]
        if uv
        else [python, "-m", "pip", "install", "-q"]
    )
    binary = ["--no-build"] if uv else ["--only-binary=:all:"]
    call(*pip, *binary, "--require-hashes", "-r", LISTS[kind])
    call(*pip, "--no-deps", "--no-build-isolation", "--editable", ".")


def kernel() -> None:
    """Build what reads large logs faster, once for each text of it; nothing is lost without it."""
    text = (ROOT / "src/tam/domain/logreview/members/kernel/kernel.c").read_bytes()
    asked = VENV / f".kernel-{hashlib.sha256(text).hexdigest()[:16]}"
    if asked.exists():
        return
    for old in VENV.glob(".kernel-*"):
        old.unlink()
    call(str(VENV / "bin" / "python"), "-m", "tam.adapters.evaluation.kernel")
    asked.touch()


def main(kind: str) -> None:
    """Bring `.venv` to the list of this kind, with progress."""
    check_machine()
    stamp = stamp_of(kind)
    if not stamp.exists():
        fill(kind, stamp)
    kernel()


def fill(kind: str, stamp: Path) -> None:
    """Install what the list names."""
    began = time.monotonic()
    count = sum(1 for line in (ROOT / LISTS[kind]).read_text().splitlines() if "==" in line)
    sys.stdout.write(
        f"Setting up .venv: {count} packages, checked by hash (about half a minute) ... "
    )
    sys.stdout.flush()
    os.environ.pop("PYTHONPATH", None)
    install(kind)
    for old in VENV.glob(f".ready-{kind}-*"):
        old.unlink()
    stamp.touch()
    if kind == "dev":
        stamp_of("run").touch()
    sys.stdout.write(f"done in {time.monotonic() - began:.0f} s\n")


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in LISTS:
        stop("say `run` or `dev`")
    main(sys.argv[1])
