"""Every record is shown to the interpreters that its field names suit.

Which those are is remembered per shape.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tam.domain.logreview.records import (
    controllers,
    cooling,
    counters,
    drives,
    library,
    media,
    messages,
    moves,
    operations,
    packages,
    power,
)
from tam.domain.logreview.records.record import Record
from tam.domain.logreview.sink import Sink

Reader = Callable[[Record, Sink], None]
Suits = Callable[[Record], bool]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record; `fields` are names of which it has one, None looks at every record."""

    name: str
    fields: frozenset[str] | None
    suits: Suits
    read: Reader


INTERPRETERS = (
    Kind("message", messages.FIELDS, messages.suits, messages.read),
    Kind("drive", drives.FIELDS, drives.suits, drives.read),
    Kind("supply", power.SUPPLY_FIELDS, power.suits_supply, power.read_supply),
    Kind("feed", None, power.suits_feed, power.read_feed),
    Kind("fan", cooling.FAN_FIELDS, cooling.suits_fan, cooling.read_fan),
    Kind("heat", cooling.HEAT_FIELDS, cooling.suits_heat, cooling.read_heat),
    Kind("controller", controllers.FIELDS, controllers.suits, controllers.read),
    Kind("link", controllers.LINK_FIELDS, controllers.suits_link, controllers.read_link),
    Kind("counter", counters.FIELDS, counters.suits, counters.read),
    Kind("key", packages.KEY_FIELDS, packages.suits_key, packages.read_key),
    Kind("component", packages.COMPONENT_FIELDS, packages.suits_component, packages.read_component),
    Kind("tape", media.FIELDS, media.suits, media.read),
    Kind("audit", moves.AUDIT_FIELDS, moves.suits_audit, moves.read_audit),
    Kind("failed moves", moves.PLACE_FIELDS, moves.suits_place, moves.read_place),
    Kind("move", operations.FIELDS, operations.suits, operations.read),
    Kind("slot", None, moves.suits_slot, moves.read_slot),
    Kind("settings", None, library.suits_settings, library.read_settings),
    Kind("library", None, library.suits, library.read),
)
_TELLING = frozenset(["supply", "fan", "heat", "controller", "link", "counter", "key", "component"])
KNOWN_FIELDS = frozenset(
    name for kind in INTERPRETERS if kind.name in _TELLING for name in kind.fields or ()
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
        self.shapes: dict[tuple[str, ...], tuple[Kind, ...]] = {}
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
        shape = tuple(record.fields)
        kinds = self.shapes.get(shape)
        if kinds is None:
            keys = record.fields.keys()
            kinds = tuple(
                kind for kind in INTERPRETERS if kind.fields is None or kind.fields & keys
            )
            if len(self.shapes) < _SHAPES:
                self.shapes[shape] = kinds
        for kind in kinds:
            if kind.suits(record):
                self.understood[kind.name] = self.understood.get(kind.name, 0) + 1
                kind.read(record, self.sink)

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
