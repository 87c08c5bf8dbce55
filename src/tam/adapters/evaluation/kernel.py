"""`python -m tam.adapters.evaluation.kernel`: build the kernel that reads large logs faster.

Without a C compiler nothing is lost but speed: the same is done in Python.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tam.domain.logreview.members.kernel.native import SOURCE, built_path

SLOWER = "Large log bundles are read without it, with the same outcome, at half the speed."
FLAGS = ("-O3", "-shared", "-fPIC", "-std=c99", "-Wall", "-Wextra")


def build(compiler: str | None) -> str:
    """Build the kernel for this environment; a sentence about how it went."""
    target = built_path()
    if target.exists():
        return f"The log kernel is built: {target}."
    if compiler is None:
        return f"There is no C compiler (cc), so the log kernel is not built. {SLOWER}"
    half = target.with_suffix(f".{os.getpid()}.half")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(  # noqa: S603 - the compiler that PATH names, on a file of ours
            [compiler, *FLAGS, "-o", str(half), str(SOURCE)],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        if done.returncode == 0:
            half.replace(target)
            _sweep(target)
            return f"The log kernel was built: {target}."
        why = (done.stderr.strip().splitlines() or ["no word"])[-1]
    except (OSError, subprocess.TimeoutExpired) as problem:
        why = str(problem)
    half.unlink(missing_ok=True)
    return f"The log kernel could not be built ({why}). {SLOWER}"


def _sweep(kept: Path) -> None:
    """Kernels of earlier texts go."""
    for old in kept.parent.glob("kernel-*.so"):
        if old != kept:
            old.unlink(missing_ok=True)


def main() -> int:
    """Say how it went; a missing kernel is no failure."""
    sys.stdout.write(build(shutil.which("cc")) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
