"""From a bundle to its facts: every leaf read once, accounted for, and dropped."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain

from tam.domain.logreview.bundles import Bundle
from tam.domain.logreview.facts import BundleFacts, Member
from tam.domain.logreview.leaves import Leaf
from tam.domain.logreview.members.registry import Outcome, parser_for
from tam.domain.logreview.members.sample import Sample
from tam.domain.logreview.settle import captured, settle, zones_of
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.blocks import Blocks
from tam.domain.logreview.text.lines import Encoding, Text, cut, sniff
from tam.domain.logreview.text.stamps import Hints, detect, when
from tam.domain.logreview.thresholds import LIMITS
from tam.domain.logreview.years import give_years

_HEAD = 64 * 1024
_SAMPLE_LINES = 300
_LARGE = 1024 * 1024
_WHOLE = frozenset({"xml", "json"})  # read without regard to lines
_NAME_SERIAL = re.compile(
    r"(?<![A-Za-z0-9])(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{6,12}(?![A-Za-z0-9])"
)
_READING_ERRORS = (
    ValueError,
    LookupError,
    ArithmeticError,
    RecursionError,
    TypeError,
    AttributeError,
)

Progress = Callable[[str, int], None]


def extract(bundle: Bundle, on_progress: Progress | None = None) -> BundleFacts:
    """Read one bundle to its end; bad members are said and lose nothing of the others."""
    moment = when(_spaced(bundle.name), Hints())
    sink = Sink(bundle.name, Hints(moment.replace(tzinfo=None) if moment else None))
    sink.large = bundle.size > _LARGE
    members = []
    for leaf in bundle.leaves:
        members.append(_member(leaf, sink))
        if on_progress is not None:
            on_progress(leaf.path, members[-1].size)
    return _facts(bundle, sink, members)


def _spaced(name: str) -> str:
    return name.replace("_", " ")


def _member(leaf: Leaf, sink: Sink) -> Member:
    sink.open(leaf.path)
    if sink.hints.captured is None:
        named = when(_spaced(leaf.path), Hints())
        sink.hints = Hints(named.replace(tzinfo=None) if named else None)
    head, blocks = _head(leaf.blocks)
    sniffed = sniff(head)
    for sentence in sniffed.reasons:
        sink.reason(sentence)
    outcome, blocks = None, Blocks(blocks, sniffed)
    text = Text(blocks, sniffed)
    if sniffed.encoding is not Encoding.BINARY:
        lines = [line for batch in cut([head], sniffed) for line in batch][:_SAMPLE_LINES]
        sample = Sample(leaf.path, sniffed, tuple(lines), detect(lines, sink.hints))
        outcome = _read(sample, text, blocks, sink)
    for _ in blocks:
        pass
    end = leaf.end()
    reason = "; ".join([*sink.reasons, *end.reasons]) or None
    if end.size == 0 and not end.rejected:
        return Member(leaf.path, "empty", "mined", 0, 0, reason or "the file is empty", end.sha256)
    if end.rejected:
        return Member(
            leaf.path,
            "unknown",
            "rejected",
            end.size,
            None,
            reason or "it was not read",
            end.sha256,
        )
    if outcome is None:
        return Member(leaf.path, "binary", "opaque", end.size, None, reason, end.sha256)
    status = "parsed" if outcome.parsed else "mined"
    return Member(leaf.path, outcome.kind, status, end.size, text.lines, reason, end.sha256)


def _read(sample: Sample, text: Text, blocks: Blocks, sink: Sink) -> Outcome:
    parser = parser_for(sample, sink)
    outcome = Outcome("unknown", parsed=False)
    try:
        outcome = parser.read(sample, text, sink)
    except _READING_ERRORS as error:
        sink.reason(
            f"the {parser.name} reader stopped at line {text.lines}: {type(error).__name__}"
        )
        for _ in text.batches():
            pass
    if blocks.long and parser.name not in _WHOLE:
        sink.reason(
            f"lines longer than {LIMITS.line_bytes:,} bytes were read up to there: {blocks.long}"
        )
    if text.odd_lines:
        sink.reason(f"{text.odd_lines} lines are no UTF-8 and were read as Latin-1")
    return outcome


def _head(blocks: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The first bytes of a stream, and the stream as if untouched."""
    taken: list[bytes] = []
    size = 0
    for block in blocks:
        taken.append(block)
        size += len(block)
        if size >= _HEAD:
            break
    return b"".join(taken)[:_HEAD], chain(taken, blocks)


def _facts(bundle: Bundle, sink: Sink, members: list[Member]) -> BundleFacts:
    give_years(sink)
    zones = zones_of(sink)
    return BundleFacts(
        name=bundle.name,
        sha256=bundle.sha256,
        size=bundle.size,
        library_serial=_serial(bundle.name, sink.library.serials),
        library_name=_most(sink.library.names),
        model=_most(sink.library.models),
        captured_at=captured(bundle.name, sink, zones),
        zone_stated=zones.stated,
        members=tuple(zones.note(member) for member in members),
        events=tuple(
            replace(event, at=settle(event.at, event.spot.member, zones)) for event in sink.events
        ),
        rows=tuple(zones.row(row) for row in sink.rows),
        jumps=tuple(zones.jump(jump) for jump in sink.jumps),
        sources=tuple(zones.source(source) for source in sink.sources),
        templates=tuple(zones.template(sink.templates[key]) for key in sorted(sink.templates)),
        settings=tuple(sorted(sink.settings.items())),
        mounts=tuple(sorted(sink.mounts.items())),
        tape_mounts=tuple(sorted(sink.tape_mounts.items())),
        robot_moves=tuple(sorted(sink.robot_moves.items())),
        slot_partitions=tuple(sorted(sink.slot_partitions.items())),
        template_ids=frozenset(template.kin for template in sink.templates.values()),
        quiet=frozenset(sink.quiet),
        refusal=bundle.refusal,
    )


def _serial(name: str, seen: Counter[str]) -> str | None:
    """The serial number that most members state, one that the file is named by first."""
    in_name = [
        token for token in _NAME_SERIAL.findall(name.replace("_", " ")) if not token.isdigit()
    ]
    named = [serial for serial in seen if serial in in_name]
    if named:
        return named[0]
    if seen:
        return _most(seen)
    return in_name[0] if in_name and when(_spaced(name), Hints()) is not None else None


def _most(seen: Counter[str]) -> str | None:
    return min(seen, key=lambda text: (-seen[text], text)) if seen else None
