"""Readers of log members tried alone: what each hands over, record by record."""

from tam.domain.logreview.members.sample import Sample
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.lines import sniff
from tam.domain.logreview.text.stamps import Hints, detect


class Records:
    """Takes the place of the interpreter and keeps every record as it closes."""

    def __init__(self):
        self.closed = []

    def close(self, record):
        self.closed.append(record)

    @property
    def shown(self):
        """Name and values of each record."""
        return [
            (one.name, {key: field.value for key, field in one.fields.items()})
            for one in self.closed
        ]

    @property
    def lines(self):
        """The number of the line each record stands on."""
        return [one.spot.line for one in self.closed]


def sink(member="m.txt", captured=None):
    """An empty place for findings, open at one member."""
    made = Sink("b.zip", Hints(captured))
    made.open(member)
    return made


def rows(text):
    """The lines of a text as bytes."""
    return text.encode().split(b"\n")


def sample(text, path="m.txt"):
    """The beginning of a member."""
    lines = rows(text)
    return Sample(path, sniff(text.encode()), tuple(lines), detect(lines, Hints()))
