"""Records of single moves: one that failed is read like a line that says so."""

from tam.domain.logreview.facts import Event
from tam.domain.logreview.meaning.concepts import Concept
from tam.domain.logreview.meaning.mentions import mentions
from tam.domain.logreview.meaning.senses import senses
from tam.domain.logreview.records.messages import moment
from tam.domain.logreview.records.record import Record
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.levels import Level
from tam.domain.logreview.text.words import words

_STATUS = ("overallstatus", "movestatus", "result", "outcome", "status")
_FROM = ("source", "from", "src")
_TO = ("destination", "to", "dst", "dest")
_ROBOT = ("firstrobot", "robot", "robotnumber", "transporter")
_SENSE = ("overallsense", "sense", "senseinfo", "lastsenseinfo")
_FAILED = ("fail", "error", "abort")
FIELDS = frozenset(_STATUS)


def suits(record: Record) -> bool:
    """A move has a source, a destination, and an outcome."""
    return (
        "move" in record.key
        and record.field(*_FROM) is not None
        and record.field(*_TO) is not None
        and record.field(*_STATUS) is not None
    )


def read(record: Record, sink: Sink) -> None:
    """Keep a move that failed, with its robot, its places and its sense data."""
    status = record.field(*_STATUS)
    if status is None or not any(word in status.value.lower() for word in _FAILED):
        return
    robot, sense = record.get(*_ROBOT), record.get(*_SENSE)
    text = (
        f"move failed robot {robot.lower().removeprefix('robot').strip()} "
        f"from {record.get(*_FROM)} to {record.get(*_TO)} "
        f"partition {record.get('partition')} sense {sense}"
    )
    ended = Record("end", status.spot)
    ended.put("time", record.get("endtime", "starttime", "time", "at"), status.spot)
    sink.event(
        Event(
            frozenset({Concept.MOVE_FAILED}),
            moment(ended, sink.hints),
            Level.ERROR,
            "moves",
            mentions(text),
            senses(text),
            (),
            words(text),
            status.spot,
        )
    )
