"""Controllers: failed over, taking over, connected or not."""

import re

from tam.domain.logreview.meaning.mentions import controllers_in
from tam.domain.logreview.records.record import Field, Record, flag
from tam.domain.logreview.rows import ControllerRow
from tam.domain.logreview.sink import Sink

_NAME = (
    "id",
    "controller",
    "controllerid",
    "component",
    "componentid",
    "name",
    "unit",
    "device",
    "module",
    "path",
)
_STATE = ("failoverstatus", "failoverstate", "failover", "failedover")
_FROM = (
    "failoverfrom",
    "takesoverfrom",
    "takenfrom",
    "standinfor",
    "tookoverfrom",
    "actingfor",
    "coveringfor",
)
_TO = ("failoverto", "takenoverby", "takenby", "failedoverto", "replacedby", "standin", "coveredby")
_LINK = (
    "connected",
    "connectionstatus",
    "connection",
    "link",
    "linkstatus",
    "linkstate",
    "reachable",
    "online",
    "connectionstate",
    "linkup",
)


def name_of(record: Record) -> Field | None:
    """The field that names the controller."""
    for key in _NAME:
        found = record.fields.get(key)
        if found is not None and controllers_in(found.value):
            return found
    return None


FIELDS = frozenset((*_STATE, *_FROM, *_TO))


def suits(record: Record) -> bool:
    """A controller with something about failing over."""
    return name_of(record) is not None and record.field(*_STATE, *_FROM, *_TO) is not None


def read(record: Record, sink: Sink) -> None:
    """Keep the controller's part in a takeover, if it has one."""
    name = name_of(record)
    state, taken, takes = record.field(*_STATE), record.field(*_TO), record.field(*_FROM)
    if name is None:
        return
    failed = state is not None and _failed_over(state.value)
    by = _controller(taken)
    other = _controller(takes)
    field = next(
        (
            found
            for found, real in ((taken, by), (state, failed), (takes, other))
            if found is not None and real
        ),
        name,
    )
    sink.row(ControllerRow(controllers_in(name.value)[0], failed, by, other, None, field.spot))


def _failed_over(value: str) -> bool:
    low = re.sub(r"[^a-z]", "", value.lower())
    return low in {"failedover", "yes", "true", "takenover", "failover", "active", "switchedover"}


def _controller(field: Field | None) -> str:
    found = controllers_in(field.value) if field is not None else ()
    return found[0] if found else ""


LINK_FIELDS = frozenset(_LINK)


def suits_link(record: Record) -> bool:
    """A link of a controller: itself or the component around it, and whether it is connected."""
    link = record.field(*_LINK)
    if link is None or (flag(link.value) is None and link.value.lower() not in {"lost", "no link"}):
        return False
    return any(name_of(outer) is not None for outer in record.around())


def read_link(record: Record, sink: Sink) -> None:
    """Keep whether the controller is connected."""
    link = record.field(*_LINK)
    name = next((found for outer in record.around() if (found := name_of(outer)) is not None), None)
    if link is None or name is None:
        return
    connected = flag(link.value)
    sink.row(
        ControllerRow(
            controllers_in(name.value)[0],
            failed_over=False,
            taken_by="",
            takes_over="",
            connected=bool(connected),
            spot=link.spot,
        )
    )
