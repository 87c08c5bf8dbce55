"""The child by itself: what it says line by line, and what it hands to the review."""

import hashlib
import io
import json
import os
import resource

import pytest
from packing import LINES, zipped

from tam.adapters.evaluation import child
from tam.adapters.evaluation import confine as confining
from tam.adapters.evaluation.confine import Clock


class Stream:
    """Standard input with a buffer of bytes."""

    def __init__(self, data):
        self.buffer = io.BytesIO(data)


@pytest.fixture
def told(monkeypatch, tmp_path):
    """Run one job in this process, unconfined; the lines it said."""

    def tell(review, *inputs, **more):
        job = {
            "entry": f"standins:{review}",
            "inputs": [[str(path), name] for path, name in inputs],
            "limits": {"cpu_seconds": 120},
            "wall_seconds": 900,
            "aside": [],
            "refused": [],
            "total": 1,
            **more,
        }
        said = tmp_path / "said"
        monkeypatch.setattr(child, "confine", lambda **_: None)
        monkeypatch.setattr(child, "own_voice", lambda: os.open(said, os.O_WRONLY | os.O_CREAT))
        monkeypatch.setattr(confining.signal, "setitimer", lambda *_: None)
        monkeypatch.setattr("sys.stdin", Stream(json.dumps(job).encode()))
        monkeypatch.syspath_prepend(__file__.rsplit("/", 1)[0])
        assert child.main() == 0
        return [json.loads(line) for line in said.read_bytes().splitlines()]

    return tell


@pytest.fixture
def two(tmp_path):
    path = tmp_path / "stored"
    path.write_bytes(zipped(("a.log", LINES), ("b.log", LINES)))
    return path, "b.zip"


def test_every_member_is_said_before_it_is_read(told, two):
    *said, judging, last = told("counting", two)
    assert [(one["ordinal"], one["path"]) for one in said] == [(0, "a.log"), (1, "b.log")]
    assert judging == {"judging": True}
    (bundle,) = last["document"]["bundles"]
    assert bundle["sha256"] == hashlib.sha256(two[0].read_bytes()).hexdigest()
    assert [member[:2] for member in bundle["members"]] == [
        ["a.log", len(LINES)],
        ["b.log", len(LINES)],
    ]


def test_a_member_set_aside_is_rejected_unread(told, two):
    last = told("counting", two, aside=[[0, 0, "It broke the reader."]])[-1]
    first, second = last["document"]["bundles"][0]["members"]
    assert first == ["a.log", 0, True, ["It broke the reader."]]
    assert second[1:3] == [len(LINES), False]


def test_a_bundle_that_breaks_everything_is_refused_as_a_whole(told, two):
    last = told("counting", two, two, refused=[[0, "It breaks the reader."]])[-1]
    first, second = last["document"]["bundles"]
    assert (first["refusal"], first["members"]) == ("It breaks the reader.", [])
    assert len(second["members"]) == 2


def test_a_file_that_is_gone_is_a_bundle_with_a_reason(told, tmp_path):
    last = told("counting", (tmp_path / "gone", "gone.zip"))[-1]
    assert "cannot be opened" in last["document"]["bundles"][0]["refusal"]


def test_without_time_nothing_is_read_and_it_is_said(told, two):
    last = told("counting", two, limits={"cpu_seconds": 0})[-1]
    (only,) = last["document"]["bundles"][0]["members"]
    assert only[2]
    assert "seconds to read" in only[3][0]


def test_limits_are_set_and_never_raised(monkeypatch):
    asked = {}
    monkeypatch.setattr(resource, "setrlimit", lambda kind, both: asked.update({kind: both}))
    monkeypatch.setattr(resource, "getrlimit", lambda kind: (100, 100))
    monkeypatch.setattr(confining.ctypes, "CDLL", lambda name: None)
    confining.confine(memory_bytes=1 << 29, file_bytes=50, files=64, cpu_seconds=120.0)
    assert asked == {
        resource.RLIMIT_AS: (100, 100),
        resource.RLIMIT_FSIZE: (50, 50),
        resource.RLIMIT_NOFILE: (64, 64),
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_CPU: (100, 100),
    }


@pytest.mark.parametrize(("refusals", "asked"), [(0, [0x40000000]), (-1, [0x40000000, 0x50000000])])
def test_the_network_is_left_with_as_little_as_that_takes(monkeypatch, refusals, asked):
    class System:
        def __init__(self):
            self.flags = []

        def prctl(self, *_):
            return 0

        def unshare(self, flags):
            self.flags.append(flags)
            return refusals

    system = System()
    monkeypatch.setattr(resource, "setrlimit", lambda *_: None)
    monkeypatch.setattr(confining.ctypes, "CDLL", lambda name: system)
    confining.confine(memory_bytes=1, file_bytes=1, files=1, cpu_seconds=1.0)
    assert system.flags == asked


def test_the_scarcer_of_cpu_and_wall_drives_the_clock(monkeypatch):
    wall, cpu = [100.0], [0.0]
    monkeypatch.setattr(confining.time, "monotonic", lambda: wall[0])
    monkeypatch.setattr(confining.time, "process_time", lambda: cpu[0])
    clock = Clock(120.0, 900.0)
    cpu[0], wall[0] = 30.0, 110.0
    assert clock.spent() == 30.0
    assert clock.share(2) == pytest.approx((84.0 - 30.0) / 2)
    wall[0] = 850.0
    assert clock.spent() == pytest.approx(100.0)
    assert clock.share(1) == 0.0
