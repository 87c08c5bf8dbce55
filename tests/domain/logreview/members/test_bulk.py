"""Lines taken many at once give what they give one by one."""

import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from logparts import sample, sink

from tam.domain.logreview.members import bulkuse, loglines, pace
from tam.domain.logreview.members.bulk import Bulk
from tam.domain.logreview.members.bulkplain import Plain
from tam.domain.logreview.members.loglines import LogLines
from tam.domain.logreview.text.lines import Text, sniff
from tam.domain.logreview.thresholds import LIMITS

STAMPS = (
    "2026-03-{d:02} {h:02}:{m:02}:{s:02}.048 ",
    "03/{d:02}/2026 {h:02}:{m:02}:{s:02} ",
    "3/{d}/2026 {h}:{m:02}:{s:02} PM ",
    "{d}.3.2026 {h}:{m:02}:{s:02} ",
    "Mar {d:2} {h:02}:{m:02}:{s:02} lcm BlueScale[8]: ",
    "Wed Mar {d:2} {h:02}:{m:02}:{s:02} 2026 ",
    "2026-03-{d:02}T{h:02}:{m:02}:{s:02}+09:00 ",
    "17723{d:02}{m:02}{s}.25 ",
    "<{d}>2026-03-{d:02} {h:02}:{m:02} ",
)
BODIES = (
    "#{n:06} Motion  I servo loop {k} bandwidth {n} Hz",
    "#{n:06} Motion  W place retry {k} of 3 at slot {n}, succeeded",
    "[I] MLM: load TE{n:04}L{k} in 10WT{n:06} mam read ok",
    "#{n:06} Action  I mount TE{n:04}L8 from slot {n} of Backup in FR1/DBA{k}/L-D{k} by Robot {k} done in {n}.4 s",
    "I robot # {k} moved a tape, done",
    "I slot {n} of partition Mirror contains TE278{k}L8",
    "Error  I FR1/DBA2/fLTO-DRV3-{k} {k}/29/0{k} power on or reset occurred",
    "Error  I FR1/DBA2/fLTO-DRV3-{k} request sense: no sense {n}",
    "Error  E drive FR2/DBA1/LTO-DRV{k} vol TE{n:04}L8 key 4 asc 53/00",
    "Event  I slot {k} queued flag cleared",
    "Event  I TapeAlert flag {n} on drive FR2/DBA1/LTO-DRV{k}",
    "Power  E fan {k} in FR2 stopped",
    "Power  I fan {k} in FR2 stopped",
    "W widget {n} is blue",
    "Door {k} opened on frame FR{k}",
    "I drive FR1/DBA1/L-D{k} loaded TE{n:04}L8 \u00e9{k}",
    "[I] MLM: load TE{n:04}L{k} in 2{n:09} mam read ok",
    "[E] MLM: load TE{n:04}L{k} in 10WT{n:06} key 4 asc 53/00",
)
OTHERS = (
    "",
    "   ",
    "\t",
    "12",
    "no time at all {n}",
    "==== trace Action ====",
    "[Motion]",
    "a" * 90,
)
PART = st.tuples(
    st.sampled_from(BODIES + OTHERS),
    st.integers(0, 9),
    st.sampled_from((0, 7, 12, 5_000, 989_926)),
    st.integers(1, 9),
    st.integers(0, 61),
)


def text_of(stamp, parts):
    lines, clock = [], 0
    for body, k, n, day, move in parts:
        clock += move - 3
        known = {"k": k, "n": n, "d": day, "h": clock // 60 % 24, "m": clock % 60, "s": move}
        head = "" if body in OTHERS else stamp.format(**known)
        lines.append(head + body.format(**known))
    return "\n".join(lines)


def state(logs):
    """Everything that a reader hands over or keeps for later lines."""
    made = logs.sink
    logs.finish()
    kinds = [
        (key, kind.count, kind.source, kind.told, kind.seen, getattr(kind.look, "__name__", ""))
        for key, kind in logs.kinds.items()
    ]
    counted = (made.mounts, made.tape_mounts, made.robot_moves, made.slot_partitions)
    found = (made.events, made.sources, made.jumps, made.templates, made.quiet, made.reasons)
    mine = (logs.number, logs.stamped, logs.now, logs.syslog, logs.headed, logs.source)
    return [kinds, counted, found, mine, made.offsets, made.syslogs]


def reader(text):
    first = sample("\n".join(text.split("\n")[:60]))
    return LogLines(sink(), first.stamper, "Motion", first.habit())


def one_by_one(text):
    slow = reader(text)
    slow.feed(text.encode().split(b"\n"))
    return state(slow)


def many(text, pieces, engine=None):
    quick = reader(text)
    bulk = Bulk(quick, engine)
    lines = text.encode().split(b"\n")
    step = -(-len(lines) // pieces)
    for at in range(0, len(lines), step):
        bulk.take(b"\n".join(lines[at : at + step]))
    bulk.finish()
    return state(quick)


def alike(text, pieces):
    """With the kernel where there is one, and without it."""
    told = one_by_one(text)
    assert many(text, pieces) == told
    assert many(text, pieces, Plain()) == told
    return told


@pytest.mark.clause("TAM-06")
@given(st.sampled_from(STAMPS), st.lists(PART, min_size=1, max_size=60), st.integers(1, 4))
def test_many_at_once_give_what_they_give_one_by_one(stamp, parts, pieces):
    alike(text_of(stamp, parts), pieces)


def lines_of(body, count):
    return text_of(STAMPS[0], [(body, (n + 1) % 10, n, 1 + n % 3, 4 + n % 7) for n in range(count)])


@pytest.mark.parametrize("body", BODIES)
def test_a_kind_that_goes_on_and_on_is_read_alike(body):
    alike(lines_of(body, 400), 5)


@pytest.mark.clause("TAM-06")
def test_a_mount_that_names_no_drive_is_not_counted_among_others_that_do():
    mount = "load TE{n:04}L8 in 10WT{d:0%d} mam read ok"
    parts = [(mount % (6 if n % 5 else 3), 0, n % 40, n % 9, 4) for n in range(1, 200)]
    _, (mounts, tapes, *_), *_ = alike(text_of(STAMPS[0], parts), 3)
    assert (mounts.total(), tapes.total()) == (160, 160)


def test_a_place_that_is_told_again_in_one_block_is_known():
    parts = [(BODIES[5], 0, n % 3, 1, 4) for n in range(60)]
    alike(text_of(STAMPS[0], parts), 2)


def test_a_clock_that_changes_its_place_line_by_line_is_followed():
    lines = [f"{'x' * (n % 9)} 2026-03-04 01:{n % 60:02}:03 I ok" for n in range(200)]
    alike("\n".join(lines), 2)


def test_a_full_table_of_kinds_changes_nothing(monkeypatch):
    monkeypatch.setattr(loglines, "LIMITS", replace(LIMITS, templates_per_member=2))
    alike("\n".join(lines_of(body, 9) for body in BODIES), 3)


@pytest.mark.parametrize("body", [BODIES[3], BODIES[6]])
def test_no_room_for_more_names_changes_nothing(monkeypatch, body):
    monkeypatch.setattr(bulkuse, "KEPT", 2)
    alike(lines_of(body, 60), 3)


def test_a_large_member_is_read_both_ways(monkeypatch):
    monkeypatch.setattr(pace, "_FEW", 20_000)
    monkeypatch.setattr(pace, "_SHORT", 1_000)
    monkeypatch.delitem(sys.modules, Bulk.__module__)  # as in a process that met no large one
    text = "\n".join(lines_of(body, 90) for body in BODIES)
    quick = reader(text)
    blocks = (text.encode()[at : at + 9_000] for at in range(0, len(text.encode()), 9_000))
    pace.read(quick, Text(blocks, sniff(text.encode())))
    assert state(quick) == one_by_one(text)
