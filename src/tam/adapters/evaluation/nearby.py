"""The lines around one line of a bundle, read by a child within limits of time and memory."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

MIB = 1024**2
SOURCE = str(Path(__file__).resolve().parents[3])
CPU_SECONDS, WALL_SECONDS, MEMORY_BYTES = 20, 30, 512 * MIB
AROUND = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a member, as it can be shown."""

    number: int
    text: str


def lines_around(path: Path, name: str, member: str, line: int) -> list[Line]:
    """Some lines before and after one line; none where they could not be read in time.

    Never raises for what lies in the bundle.
    """
    job = {
        "path": str(path),
        "name": name,
        "member": member,
        "line": line,
        "around": AROUND,
        "cpu": CPU_SECONDS,
        "memory": MEMORY_BYTES,
    }
    env = {"PYTHONPATH": SOURCE, "PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tam.adapters.evaluation.nearbychild"],
            input=json.dumps(job).encode(),
            capture_output=True,
            timeout=WALL_SECONDS,
            env=env,
            check=False,
        )
        return [Line(number, text) for number, text in json.loads(done.stdout or b"[]")]
    except (subprocess.TimeoutExpired, ValueError):
        return []
