"""The parsers, in one table: each rates a member's beginning, the best above the floor reads it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tam.domain.logreview.members import (
    cards,
    columns,
    csvs,
    entities,
    jsons,
    outline,
    pace,
    sglogs,
)
from tam.domain.logreview.members.aside import Aside
from tam.domain.logreview.members.loglines import LogLines
from tam.domain.logreview.members.sample import Sample
from tam.domain.logreview.members.xml import XmlReader
from tam.domain.logreview.records.interpret import Interpreter
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.lines import Encoding, Text
from tam.domain.logreview.text.spots import plain

FLOOR = 0.3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a member turned out to be, and whether it was understood."""

    kind: str
    parsed: bool


@dataclass(frozen=True, slots=True)
class Parser:
    """A way to read members: its name, its rating of a beginning, its reading."""

    name: str
    score: Callable[[Sample, Sink], float]
    read: Callable[[Sample, Text, Sink], Outcome]


_TAG = re.compile(r"^\s*<(?:\?xml|!--|!DOCTYPE|[A-Za-z_][\w:.-]*(?:\s[^<>]*)?/?>)")


def _xml_score(sample: Sample, _: Sink) -> float:
    first = next((text for text in sample.texts if text.strip()), "")
    return 0.97 if _TAG.match(first.removeprefix("\ufeff")) else 0.0


def _read_xml(sample: Sample, text: Text, sink: Sink) -> Outcome:
    interpreter = Interpreter(sink)
    encoding = None if sample.sniffed.encoding is Encoding.TEXT else "utf-8"
    reader = XmlReader(sink, interpreter, encoding)
    mined = LogLines(sink, None, sample.stem)
    alive = True
    for piece, ends in text.pieces():
        if alive:
            alive = reader.feed(piece, ends=ends)
        elif ends:
            mined.number = text.lines - 1
            mined.feed([piece])
    if alive:
        reader.finish()
    reader.abandon()
    return Outcome(_kind(interpreter, "xml"), bool(interpreter.records))


def _kind(interpreter: Interpreter, default: str) -> str:
    named = {
        "message": "system-messages",
        "drive": "drive-list",
        "supply": "library-status",
        "feed": "library-status",
        "fan": "library-status",
        "heat": "library-status",
        "controller": "controllers",
        "link": "link-status",
        "counter": "hhm",
        "key": "option-keys",
        "component": "package",
        "tape": "media",
        "audit": "audit",
        "failed moves": "library-status",
        "move": "moves",
        "slot": "inventory",
        "settings": "settings",
        "library": "manifest",
    }
    return named.get(interpreter.kind(), default)


def _csv_score(sample: Sample, _: Sink) -> float:
    """A table of lines with a time and a text of several words is a log."""
    rating = csvs.score(sample)
    return 0.5 * rating if rating and sample.stamped() >= 0.6 and csvs.is_log(sample) else rating


def _read_csv(sample: Sample, text: Text, sink: Sink) -> Outcome:
    separator = csvs.separator_of([plain(text) for text in sample.texts[:25]]) or ","
    interpreter = Interpreter(sink)
    table = csvs.Table(sink, interpreter, sample.stem, separator)
    for batch in text.batches():
        table.feed(batch)
    table.finish()
    return Outcome(_kind(interpreter, "table"), parsed=True)


def _json_score(sample: Sample, _: Sink) -> float:
    return jsons.score(sample)


def _read_json(_sample: Sample, text: Text, sink: Sink) -> Outcome:
    interpreter = Interpreter(sink)
    reader = jsons.JsonReader(sink, interpreter)
    for piece, ends in text.pieces():
        reader.feed(piece, ends=ends)
    reader.finish()
    return Outcome(_kind(interpreter, "json"), parsed=True)


def _card_score(sample: Sample, sink: Sink) -> float:
    return cards.score(sample) if sample.stamped() < 0.6 else 0.0


def _read_cards(sample: Sample, text: Text, sink: Sink) -> Outcome:
    interpreter = Interpreter(sink)
    reader = cards.Cards(sink, interpreter, sample.stem)
    aside = Aside(sink, sample)
    for batch in text.batches():
        reader.feed(aside.without(batch))
    reader.finish()
    aside.finish()
    return Outcome(_kind(interpreter, "names-and-values"), parsed=True)


def _outline_score(sample: Sample, _: Sink) -> float:
    return outline.score(sample) if sample.stamped() < 0.6 else 0.0


def _read_outline(sample: Sample, text: Text, sink: Sink) -> Outcome:
    interpreter = Interpreter(sink)
    reader = outline.Outline(sink, interpreter, sample.stem)
    aside = Aside(sink, sample)
    for batch in text.batches():
        reader.feed(aside.without(batch))
    reader.finish()
    aside.finish()
    return Outcome(_kind(interpreter, "names-and-values"), parsed=True)


def _column_score(sample: Sample, _: Sink) -> float:
    return columns.score(sample) if sample.stamped() < 0.6 else 0.0


def _read_columns(sample: Sample, text: Text, sink: Sink) -> Outcome:
    interpreter = Interpreter(sink)
    reader = columns.Columns(sink, interpreter, sample.stem)
    for batch in text.batches():
        reader.feed(batch)
    return Outcome(_kind(interpreter, "table"), parsed=True)


def _entity_score(sample: Sample, _: Sink) -> float:
    return entities.score(sample) if sample.stamped() < 0.3 else 0.0


def _read_entities(sample: Sample, text: Text, sink: Sink) -> Outcome:
    interpreter = Interpreter(sink)
    reader = entities.Entities(sink, interpreter)
    aside = Aside(sink, sample)
    for batch in text.batches():
        reader.feed(aside.without(batch))
    aside.finish()
    return Outcome(_kind(interpreter, "names-and-values"), parsed=True)


def _page_score(sample: Sample, _: Sink) -> float:
    return sglogs.score(sample)


def _read_pages(sample: Sample, text: Text, sink: Sink) -> Outcome:
    reader = sglogs.SgLogs(sink, sample.path)
    for batch in text.batches():
        reader.feed(batch)
    reader.finish()
    return Outcome("drive-pages", bool(reader.drives))


def _line_score(sample: Sample, sink: Sink) -> float:
    share = sample.stamped()
    return 0.4 + 0.4 * share if share >= 0.3 else 0.0


def _read_lines(sample: Sample, text: Text, sink: Sink) -> Outcome:
    reader = LogLines(sink, sample.stamper, sample.stem, sample.habit())
    pace.read(reader, text)
    reader.finish()
    parsed = reader.headed or 0 < reader.number <= 2 * reader.stamped + 2
    parsed = parsed and (reader.headed or reader.stamped > 0)
    syslog = sink.member in sink.syslogs
    kind = "syslog" if syslog else ("trace" if parsed else "unknown")
    return Outcome(kind, parsed)


PARSERS = (
    Parser("xml", _xml_score, _read_xml),
    Parser("drive-pages", _page_score, _read_pages),
    Parser("json", _json_score, _read_json),
    Parser("table", _csv_score, _read_csv),
    Parser("log-lines", _line_score, _read_lines),
    Parser("columns", _column_score, _read_columns),
    Parser("entities", _entity_score, _read_entities),
    Parser("outline", _outline_score, _read_outline),
    Parser("names-and-values", _card_score, _read_cards),
)
UNKNOWN = Parser("unknown", lambda _sample, _sink: 0.0, _read_lines)


def parser_for(sample: Sample, sink: Sink) -> Parser:
    """The parser that rates the sample best; the one for unknown text below the floor."""
    rated = [(parser.score(sample, sink), -rank, parser) for rank, parser in enumerate(PARSERS)]
    best = max(rated, key=lambda entry: entry[:2])
    return best[2] if best[0] >= FLOOR else UNKNOWN
