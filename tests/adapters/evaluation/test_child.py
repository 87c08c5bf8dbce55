"""The child by itself: what it says line by line, and what it hands to the review."""

import hashlib
import io
import json

import pytest
from packing import LINES, zipped

from tam.adapters.evaluation import child
from tam.adapters.evaluation.job import RunLimits


class Stream:
    """Standard input or output with a buffer of bytes."""

    def __init__(self, data=b""):
        self.buffer = io.BytesIO(data)


@pytest.fixture
def told(monkeypatch, tmp_path):
    """Run one job in this process, unconfined; the lines it said."""

    def tell(review, *inputs, skip=()):
        job = {
            "entry": f"standins:{review}",
            "inputs": [[str(path), name] for path, name in inputs],
            "limits": {},
            "skip": [list(place) for place in skip],
            "total": 1,
        }
        out = Stream()
        monkeypatch.setattr(child, "confine", lambda limits: None)
        monkeypatch.setattr("sys.stdin", Stream(json.dumps(job).encode()))
        monkeypatch.setattr("sys.stdout", out)
        monkeypatch.syspath_prepend(__file__.rsplit("/", 1)[0])
        assert child.main() == 0
        return [json.loads(line) for line in out.buffer.getvalue().splitlines()]

    return tell


def test_every_member_is_said_before_it_is_read(told, tmp_path):
    path = tmp_path / "stored"
    path.write_bytes(zipped(("a.log", LINES), ("b.log", LINES)))
    *said, last = told("counting", (path, "b.zip"))
    assert (said[0]["ordinal"], said[0]["path"]) == (0, "a.log")
    (bundle,) = last["document"]["bundles"]
    assert bundle["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert [member[:2] for member in bundle["members"]] == [
        ["a.log", len(LINES)],
        ["b.log", len(LINES)],
    ]


def test_a_member_to_skip_is_rejected_unread(told, tmp_path):
    path = tmp_path / "stored"
    path.write_bytes(zipped(("a.log", LINES), ("b.log", LINES)))
    last = told("counting", (path, "b.zip"), skip=[(0, 0)])[-1]
    first, second = last["document"]["bundles"][0]["members"]
    assert (first[1], first[2]) == (0, True)
    assert (second[1], second[2]) == (len(LINES), False)


def test_a_file_that_is_gone_is_a_bundle_with_a_reason(told, tmp_path):
    last = told("counting", (tmp_path / "gone", "gone.zip"))[-1]
    assert "cannot be opened" in last["document"]["bundles"][0]["refusal"]


def test_limits_are_set_and_never_raised(monkeypatch):
    asked = {}
    monkeypatch.setattr(child.resource, "setrlimit", lambda kind, both: asked.update({kind: both}))
    monkeypatch.setattr(child.resource, "getrlimit", lambda kind: (100, 100))
    monkeypatch.setattr(child.ctypes, "CDLL", lambda name: None)
    bounds = RunLimits()
    child.confine(
        {
            "memory_bytes": bounds.memory_bytes,
            "cpu_seconds": bounds.cpu_seconds,
            "files": bounds.files,
        }
    )
    assert asked[child.resource.RLIMIT_AS] == (100, 100)
    assert asked[child.resource.RLIMIT_CORE] == (0, 0)
