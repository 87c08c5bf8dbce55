"""Every leaf of a bundle is read once and accounted for, whatever it holds."""

from datetime import UTC, datetime

import pytest
from logdialects import bundle
from logparts import sink

from tam.domain.logreview import extract as subject
from tam.domain.logreview import sink as sinks
from tam.domain.logreview.bundles import Bundle
from tam.domain.logreview.extract import extract
from tam.domain.logreview.facts import Event, Template
from tam.domain.logreview.leaves import Leaf, LeafEnd
from tam.domain.logreview.meaning.mentions import Mentions
from tam.domain.logreview.members.registry import Outcome, Parser
from tam.domain.logreview.text.levels import Level
from tam.domain.logreview.thresholds import Limits

NAME = "5E21C0D4 2026-03-11 05.06.07.zip"
FAN = "2026-03-04 01:02:03 E fan 3 in FR2 stopped\n"


def members(name=NAME, **files):
    data = {path.replace("__", "."): text for path, text in files.items()}
    return [
        (one.path, one.kind, one.status, one.lines) for one in extract(bundle(name, data)).members
    ]


@pytest.mark.clause("TAM-06")
def test_every_member_is_accounted_for_by_what_it_is():
    assert members(
        log__txt=FAN.encode() * 2,
        wide__txt=("\ufeff" + FAN).encode("utf-16-le"),
        chip__bin=bytes(range(256)) * 9,
        none__txt=b"",
        words__txt=b"once upon a time\n",
    ) == [
        ("log.txt", "trace", "parsed", 2),
        ("wide.txt", "trace", "parsed", 1),
        ("chip.bin", "binary", "opaque", None),
        ("none.txt", "empty", "mined", 0),
        ("words.txt", "unknown", "mined", 1),
    ]


def rejected(reasons):
    end = LeafEnd(0, "00", rejected=True, reasons=reasons)
    return Bundle(NAME, "00", 9, iter([Leaf("a.zip!/x", 0, iter([]), lambda: end)]))


@pytest.mark.parametrize(
    ("reasons", "told"),
    [((), "it was not read"), (("encrypted", "nested too deep"), "encrypted; nested too deep")],
)
def test_a_leaf_that_was_not_read_says_why(reasons, told):
    member = extract(rejected(reasons)).members[0]
    assert (member.kind, member.status, member.lines, member.reason) == (
        "unknown",
        "rejected",
        None,
        told,
    )


def test_a_reader_that_stops_is_said_and_the_rest_is_still_counted(monkeypatch):
    def broken(_sample, text, _sink):
        next(text.batches())
        raise ValueError

    parser = Parser("table", lambda _sample, _sink: 1.0, broken)
    monkeypatch.setattr(subject, "parser_for", lambda _sample, _sink: parser)
    member = extract(bundle(NAME, {"log.txt": FAN.encode() * 500})).members[0]
    assert (member.kind, member.status, member.lines) == ("unknown", "mined", 500)
    assert member.reason.startswith("the table reader stopped at line ")
    assert member.reason.endswith(": ValueError")


def test_a_reader_that_leaves_bytes_over_does_not_keep_the_leaf_from_its_end(monkeypatch):
    left = []
    blocks = (left.append(block) or block for block in [b"one\n", b"two\n"] * 40_000)
    leaf = Leaf("x.txt", 0, blocks, lambda: LeafEnd(4 * len(left), "00"))
    parser = Parser("none", lambda _sample, _sink: 1.0, lambda *_: Outcome("none", parsed=True))
    monkeypatch.setattr(subject, "parser_for", lambda _sample, _sink: parser)
    assert extract(Bundle(NAME, "00", 9, iter([leaf]))).members[0].size == 320_000


def test_odd_bytes_are_told_to_the_reader():
    data = {"log.txt": FAN.encode() + "2026-03-04 01:02:04 E Stra\u00dfe\0\n".encode("latin-1")}
    assert (
        extract(bundle(NAME, data))
        .members[0]
        .reason.startswith("contains NUL bytes; 1 lines are no UTF-8 and were read as Latin-1")
    )


def test_progress_is_told_member_by_member():
    told = []
    extract(
        bundle(NAME, {"a.txt": b"one\n", "b.txt": b""}),
        lambda path, size: told.append((path, size)),
    )
    assert told == [("a.txt", 4), ("b.txt", 0)]


@pytest.mark.clause("TAM-06")
@pytest.mark.parametrize(
    ("name", "text", "serial"),
    [
        (NAME, "Library serial: 5E21C0D4\nmade: x", "5E21C0D4"),
        (NAME, "once upon a time", "5E21C0D4"),
        ("support.zip", "Library serial: 8FB4572D\nmade: x", "8FB4572D"),
        ("support_8FB4572D.zip", "once upon a time", None),
        ("support.zip", "once upon a time", None),
        ("20260311 050607.zip", "once upon a time", None),
    ],
)
def test_the_library_is_the_one_its_members_and_its_file_name_state(name, text, serial):
    assert extract(bundle(name, {"about.txt": text.encode()})).library_serial == serial


def test_a_refused_bundle_keeps_its_refusal():
    found = extract(Bundle("x.zip", "00", 9, iter([]), refusal="it is no archive"))
    assert (found.refusal, found.members, found.captured_at) == ("it is no archive", (), None)


def test_a_name_with_a_time_dates_the_bundle():
    assert extract(bundle(NAME, {})).captured_at == datetime(2026, 3, 11, 5, 6, 7, tzinfo=UTC)


def said(made, number):
    spot = made.spot(number, "fan 3 stopped")
    return Event(frozenset(), None, Level.ERROR, "x", Mentions(), (), (), "fan 3 stopped", spot)


def test_only_so_many_events_of_a_member_are_kept_and_that_is_said_once(monkeypatch):
    monkeypatch.setattr(sinks, "LIMITS", Limits(events_per_member=2))
    made = sink()
    for number in range(1, 5):
        made.event(said(made, number))
    assert [event.spot.line for event in made.events] == [1, 2]
    assert made.reasons == ["only the first 2 telling lines were kept"]
    made.open("next.txt")
    made.event(said(made, 9))
    assert (made.events[-1].spot.line, made.reasons) == (9, [])


def test_a_sentence_is_told_once_and_only_so_much_is_hushed(monkeypatch):
    monkeypatch.setattr(sinks, "LIMITS", Limits(templates_per_member=1))
    made = sink()
    made.reason("cut")
    made.reason("cut")
    made.hush("fan 3 stopped")
    made.hush("door opened")
    assert (made.reasons, made.quiet) == (["cut"], {"fan 3 stopped"})


@pytest.mark.parametrize("order", [1, -1])
def test_one_kind_of_line_in_two_members_is_one_kind_of_its_worse_level(order):
    made = sink()
    kinds = [
        Template("a", "fan #", Level.WARNING, 2, explained=False, seen=(), kin="b"),
        Template("a", "fan #", Level.ERROR, 3, explained=True, seen=(), kin="b"),
    ]
    for kind in kinds[::order]:
        made.template(kind)
    assert made.templates["a"] == Template(
        "a", "fan #", Level.ERROR, 5, explained=True, seen=(), kin="b"
    )
