"""What a very long line costs the log review, by length: `python bench/long_lines.py [LENGTH ...]`.

Each function and each parser reads lines of text that nearly matches its patterns, again and again.
The cost should grow no faster than the length; it says where it does. See bench/README.md.
"""

import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from tam.domain.logreview.meaning.amounts import seconds_in
from tam.domain.logreview.meaning.reading import is_coded, read, sayings_for
from tam.domain.logreview.meaning.templates import mask
from tam.domain.logreview.members import pagewords
from tam.domain.logreview.members.exposure import uses
from tam.domain.logreview.members.registry import PARSERS, UNKNOWN, Parser
from tam.domain.logreview.members.sample import Sample
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.headers import header, keyed
from tam.domain.logreview.text.levels import Level
from tam.domain.logreview.text.lines import Encoding, Text, cut, sniff
from tam.domain.logreview.text.spots import excerpt, plain
from tam.domain.logreview.text.stamps import Hints, detect, find_any

LENGTHS = (10_000, 70_000)
UNITS = (
    *"x1 \t-=[(</.\"'{|;,:#\x1b\x00\\",
    "a1",
    "a.",
    "a ",
    "1 ",
    "A1 ",
    "a=b ",
    "0x",
    "a=",
    "a: ",
    'a="',
    '"\\',
    "[a",
    "<a ",
    "a  ",
    "\x1b]",
    "\x1b[0",
    "mount ",
    "load TE1234L8 ",
    "page ",
    "page [",
    "a/",
    "1/",
    "1/2/",
    "1/2/3 ",
    "AB12",
    "AB12CD34",
    "key ",
    "sense ",
    "sense 3 ",
    "asc ",
    "key 4 ",
    "key 4 asc 1 ",
    "70 ",
    "70 00 ",
    "alert ",
    "tape alert 1 ",
    "TAPE_ALERT ",
    "drive ",
    "tape ",
    "robot ",
    "slot ",
    "FR1/",
    "fan ",
    "host a.",
    "12:",
    "ab:",
    "time=",
    "2026-01-01 ",
    "1.1.",
    "((((",
    "a.b.",
    "error. A",
    "aB",
    "a_",
    "2026-01-01 00:00:00 a ",
    "a;A ",
    "partition ",
    "slot 1 of A ",
    "serial ",
    "bay-",
    "-- a ",
    "12h ",
    "1.2s ",
)
STARTS = ("", "a=b ", "2026-01-01 00:00:00 ERROR ")
ENDS = ("", " fail!")
READERS: dict[str, Callable[[str], object]] = {
    "mask": mask,
    "read": lambda text: read(text, Level.ERROR),
    "sayings": lambda text: sayings_for(text, Level.ERROR),
    "coded": is_coded,
    "amounts": seconds_in,
    "uses": uses,
    "keyed": keyed,
    "header": lambda text: header("", text),
    "plain": plain,
    "excerpt": excerpt,
    "moment": lambda text: find_any(text.encode(), Hints()),
    "page": pagewords.page_of,
    "drive": lambda text: pagewords.drive_named(text, 3),
    "wish": pagewords.cleaning_wish,
    "serial": pagewords.serial_in,
}


def parsed(parser: Parser, text: str) -> None:
    """A member of three such lines, rated and read by one parser."""
    data = b"\n".join([text.encode()] * 3)
    sniffed, sink = sniff(data), Sink("bundle", Hints())
    sink.open("member")
    if sniffed.encoding is Encoding.BINARY:
        return
    lines = tuple(line for batch in cut([data], sniffed) for line in batch)
    sample = Sample("member", sniffed, lines, detect(lines, sink.hints))
    parser.score(sample, sink)
    parser.read(sample, Text(iter([data]), sniffed), sink)


def cost(function: Callable[[str], object], text: str) -> float:
    """Seconds of the processor for one call."""
    begun = process_time()
    function(text)
    return process_time() - begun


def worst(
    function: Callable[[str], object], length: int, shapes: list[tuple[str, str, str]]
) -> tuple[float, str]:
    """The dearest text of this length, and its shape."""
    found = (0.0, "")
    for start, unit, end in shapes:
        text = start + unit * (length // len(unit)) + end
        found = max(found, (cost(function, text), repr(start + unit + end)))
    return found


def main(arguments: list[str]) -> None:
    """One table: milliseconds of the dearest text, for each reader and each length."""
    lengths = [int(word) for word in arguments] or list(LENGTHS)
    shapes = list(product(STARTS, UNITS, ENDS))
    jobs = READERS | {
        f"parser {parser.name}": (lambda text, parser=parser: parsed(parser, text))
        for parser in (*PARSERS, UNKNOWN)
    }
    print(
        f"{'milliseconds':<26}" + "".join(f"{length:>10,}" for length in lengths) + "  dearest text"
    )
    for name, function in jobs.items():
        dear = [worst(function, length, shapes) for length in lengths]
        print(
            f"{name:<26}" + "".join(f"{1000 * one[0]:>10.1f}" for one in dear) + f"  {dear[-1][1]}",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
