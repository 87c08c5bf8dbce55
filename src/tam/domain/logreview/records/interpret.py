"""Every record is shown to the interpreters that its field names suit.

Which those are is remembered per shape.
"""

from collections.abc import Callable

from tam.domain.logreview.records import (
    controllers,
    cooling,
    counters,
    drives,
    library,
    media,
    messages,
    moves,
    packages,
    power,
)
from tam.domain.logreview.records.record import Record
from tam.domain.logreview.sink import Sink

Reader = Callable[[Record, Sink], None]
Suits = Callable[[Record], bool]

INTERPRETERS: tuple[tuple[str, Suits, Reader], ...] = (
    ("message", messages.suits, messages.read),
    ("drive", drives.suits, drives.read),
    ("supply", power.suits_supply, power.read_supply),
    ("feed", power.suits_feed, power.read_feed),
    ("fan", cooling.suits_fan, cooling.read_fan),
    ("heat", cooling.suits_heat, cooling.read_heat),
    ("controller", controllers.suits, controllers.read),
    ("link", controllers.suits_link, controllers.read_link),
    ("counter", counters.suits, counters.read),
    ("key", packages.suits_key, packages.read_key),
    ("component", packages.suits_component, packages.read_component),
    ("tape", media.suits, media.read),
    ("audit", moves.suits_audit, moves.read_audit),
    ("failed moves", moves.suits_place, moves.read_place),
    ("slot", moves.suits_slot, moves.read_slot),
    ("settings", library.suits_settings, library.read_settings),
    ("library", library.suits, library.read),
)
_WRAPPERS = frozenset(
    [
        "property",
        "field",
        "attribute",
        "param",
        "parameter",
        "item",
        "entry",
        "setting",
        "pair",
        "value",
        "data",
    ]
)
_SHAPES = 5_000
_WAITING = 500


class Interpreter:
    """The interpreters of one member; `understood` names those that found something to read."""

    def __init__(self, sink: Sink) -> None:
        self.sink = sink
        self.shapes: dict[tuple[str, ...], tuple[tuple[str, Reader], ...]] = {}
        self.understood: dict[str, int] = {}
        self.records = 0

    def close(self, record: Record) -> None:
        """A record is complete; it is read when the one around it is, to know where it belongs.

        A record around many others is itself no part, and those are read as they come.
        """
        self.records += 1
        if self._hoisted(record):
            return
        if record.parent is not None and len(record.parent.waiting) < _WAITING:
            record.parent.waiting.append(record)
            return
        self.read_tree(record)

    def read_tree(self, record: Record) -> None:
        """A record and those inside it that still wait."""
        stack = [record]
        while stack:
            now = stack.pop()
            self.read(now)
            stack += reversed(now.waiting)
            now.waiting = []

    def read(self, record: Record) -> None:
        """Show one record to those it suits."""
        shape = record.schema()
        readers = self.shapes.get(shape)
        if readers is None:
            readers = tuple((name, read) for name, suits, read in INTERPRETERS if suits(record))
            if len(self.shapes) < _SHAPES:
                self.shapes[shape] = readers
        for name, read in readers:
            self.understood[name] = self.understood.get(name, 0) + 1
            read(record, self.sink)

    @staticmethod
    def _hoisted(record: Record) -> bool:
        """`<property name="serial" value="X"/>` is a field of the record around it."""
        if record.parent is None or record.key not in _WRAPPERS or len(record.fields) > 3:
            return False
        name = record.field("name", "key", "id")
        value = record.field("value", "text", record.key)
        if name is None or value is None or name is value:
            return False
        record.parent.put(name.value, value.value, value.spot)
        return True

    def kind(self) -> str:
        """The word for what most of the records were."""
        return max(self.understood, key=lambda name: (self.understood[name], name), default="")
