"""A state that a report words instead of coding it: `Power supply 2: FAULTED` under `Frame FR2`."""

import re

from tam.domain.logreview.facts import Event
from tam.domain.logreview.meaning.concepts import Concept
from tam.domain.logreview.meaning.reading import read
from tam.domain.logreview.records.record import Record
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.levels import Level

_STATES = frozenset(
    {
        Concept.SUPPLY_FAILED,
        Concept.FEED_LOST,
        Concept.FAN_FAILED,
        Concept.FAILOVER,
        Concept.UNREACHABLE,
        Concept.FRAME_HOT,
        Concept.FILTER_DUE,
    }
)
_BAD = re.compile(
    r"(?:fail|fault|not"
    r" (?:ok|okay|present|connected|responding)|lost|absent|missing|stopped|stalled|dead|down|bad|"
    r"disconnected|unreachable|taken over|failed over|overdue|due|too"
    r" (?:hot|warm)|alarm|critical|no (?:power|output|voltage|answer))",
    re.IGNORECASE,
)


def spoken_state(sink: Sink, record: Record, name: str, value: str, number: int, text: str) -> None:
    """Keep a state whose name, value and surroundings, read as one, say that a part is bad."""
    if _BAD.match(value) is None:
        return
    around = " ".join(outer.name for outer in reversed(list(record.around())[:-1]))
    reading = read(f"{around} {name} {value}".strip(), Level.UNKNOWN)
    if reading is None or not reading.concepts & _STATES:
        return
    sink.event(
        Event(
            reading.concepts & _STATES,
            None,
            Level.UNKNOWN,
            "status",
            reading.who,
            (),
            (),
            reading.said,
            sink.spot(number, text),
        )
    )
