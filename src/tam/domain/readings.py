"""The readings A1 to A39: every ambiguity of the service description as a named switch.

An answer that leans on a reading quotes its id. A contract may set a switch for itself; its value
wins over the house's and is quoted as such (`A18=42 by contract`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType

import yaml

Value = str | int | bool


class UnknownReading(ValueError):
    """A reading, switch or value that does not exist; the message says which are allowed."""


@dataclass(frozen=True, slots=True)
class Switch:
    """One switch: its name, its default, and either the other values it knows or a whole number.

    `alternatives` are (value, meaning) pairs. `unit` is set for a number, at least `least`.
    """

    name: str
    default: str
    alternatives: tuple[tuple[str, str], ...] = ()
    unit: str | None = None
    least: int = 0

    def check(self, value: Value) -> str:
        """The value in its one spelling; a value the switch does not know is an error."""
        text = str(value).lower() if isinstance(value, bool) else str(value).strip()
        if self.unit is not None:
            return self._number(text)
        known = (self.default, *(name for name, _ in self.alternatives))
        if text in known:
            return text
        raise UnknownReading(f"{self.name} takes {' or '.join(known)}, not {text!r}.")

    def _number(self, text: str) -> str:
        """A whole number inside its bounds, without leading zeros."""
        if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:
            number = int(text)
            if number >= self.least:
                return str(number)
        raise UnknownReading(
            f"{self.name} takes a whole number of {self.unit}, at least {self.least}, not {text!r}."
        )


MOST_DIGITS = 5  # 99,999 days are 273 years: beyond any contract


@dataclass(frozen=True, slots=True)
class Reading:
    """One decided ambiguity: its id, the decision in a sentence, and its switch or switches."""

    id: str
    decision: str
    switches: tuple[Switch, ...]

    @property
    def switch(self) -> str:
        """The name of its first switch."""
        return self.switches[0].name

    @property
    def default(self) -> str:
        """The default of its first switch."""
        return self.switches[0].default

    @property
    def alternatives(self) -> tuple[tuple[str, str], ...]:
        """The other values of its first switch, each with what it means."""
        return self.switches[0].alternatives


def _switch(name: str, entry: Mapping[str, object]) -> Switch:
    """A switch from its entry in the table."""
    alternatives = entry.get("alternatives", {})
    unit, least = entry.get("unit"), entry.get("least", 0)
    assert isinstance(alternatives, dict)  # noqa: S101  the table is ours and tested
    assert isinstance(least, int)  # noqa: S101  the table is ours and tested
    pairs = tuple((str(value), str(meaning)) for value, meaning in alternatives.items())
    return Switch(name, str(entry["default"]), pairs, None if unit is None else str(unit), least)


def _load() -> dict[str, Reading]:
    """The table beside this module."""
    text = files("tam.domain").joinpath("readings.yaml").read_text(encoding="utf-8")
    table = yaml.safe_load(text)
    del table["schema"]
    return {
        reading_id: Reading(
            reading_id,
            entry["decision"],
            (
                _switch(entry["switch"], entry),
                *(_switch(more["switch"], more) for more in entry.get("also", ())),
            ),
        )
        for reading_id, entry in table.items()
    }


READINGS: Mapping[str, Reading] = MappingProxyType(_load())
_SWITCHES = {switch.name: switch for reading in READINGS.values() for switch in reading.switches}
SWITCH_NAMES = frozenset(_SWITCHES)
_OWNER = {switch.name: reading for reading in READINGS.values() for switch in reading.switches}


def reading_of(key: str) -> Reading:
    """The reading of an id (`A2`) or of a switch name (`central_european_time`)."""
    reading = READINGS.get(key) or _OWNER.get(key)
    if reading is None:
        raise UnknownReading(
            f"There is no reading {key!r}; the readings are A1 to A39 or the name of a switch."
        )
    return reading


def _name(key: str) -> str:
    """The switch name behind an id or a switch name."""
    return key if key in _SWITCHES else reading_of(key).switch


class Readings:
    """One frozen value for every switch; equal values are equal and hash alike."""

    __slots__ = ("_contract", "_hash", "_values")

    _values: Mapping[str, str]
    _contract: frozenset[str]
    _hash: int

    def __init__(self, values: Mapping[str, str], contract: frozenset[str] = frozenset()) -> None:
        """Values by switch name, already checked; use `DEFAULTS` and its methods instead."""
        object.__setattr__(self, "_values", MappingProxyType(dict(values)))
        object.__setattr__(self, "_contract", contract)
        object.__setattr__(self, "_hash", hash((tuple(values.items()), contract)))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"readings are frozen; use with_() instead of setting {name}")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Readings):
            return NotImplemented
        return self._values == other._values and self._contract == other._contract

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"Readings({', '.join(self.changed()) or 'defaults'})"

    def value(self, key: str) -> str:
        """The value of a reading's first switch, or of a switch by name."""
        return self._values[_name(key)]

    def number(self, key: str) -> int:
        """The value of a numeric switch."""
        return int(self._values[_name(key)])

    def holds(self, key: str, value: str) -> bool:
        """Whether the switch has this value."""
        return self._values[_name(key)] == value

    def with_(self, key: str, value: Value) -> "Readings":
        """These readings with one house value changed; a contract's own value still wins."""
        name = _name(key)
        checked = _SWITCHES[name].check(value)
        if name in self._contract:
            return self
        return Readings({**self._values, name: checked}, self._contract)

    def by_contract(self, values: Mapping[str, Value]) -> "Readings":
        """These readings with a contract's own values, which win and are quoted as such."""
        checked = {_name(key): _SWITCHES[_name(key)].check(value) for key, value in values.items()}
        return Readings({**self._values, **checked}, self._contract.union(checked))

    def instead(self, key: str, value: Value) -> "Readings":
        """What another value would mean, whoever set the present one; for comparing answers."""
        name = _name(key)
        return Readings(
            {**self._values, name: _SWITCHES[name].check(value)}, self._contract - {name}
        )

    def quote(self, key: str) -> str:
        """How an answer quotes a reading: `A2`, `A2=utc_plus_1`, `A18=42 by contract`."""
        reading = reading_of(key)
        name = _name(key)
        label = reading.id if name == reading.switch else name
        if name in self._contract:
            return f"{label}={self._values[name]} by contract"
        if self._values[name] != _SWITCHES[name].default:
            return f"{label}={self._values[name]}"
        return label

    def changed(self) -> tuple[str, ...]:
        """The quotes of every switch that is not at its default or is the contract's own."""
        return tuple(
            self.quote(name)
            for name, switch in _SWITCHES.items()
            if name in self._contract or self._values[name] != switch.default
        )

    def contract_values(self) -> dict[str, str]:
        """The values the contract set, by switch name."""
        return {name: self._values[name] for name in _SWITCHES if name in self._contract}

    def house_values(self) -> dict[str, str]:
        """The values the house changed from the defaults, by switch name."""
        return {
            name: self._values[name]
            for name, switch in _SWITCHES.items()
            if name not in self._contract and self._values[name] != switch.default
        }


DEFAULTS = Readings({name: switch.default for name, switch in _SWITCHES.items()})


def parse_setting(text: str) -> tuple[str, str]:
    """A reading and its value from `A2=utc_plus_1`; both are checked."""
    key, equals, value = text.partition("=")
    if not equals or not key.strip() or not value.strip():
        raise UnknownReading(f"A reading is set as A2=utc_plus_1, not {text!r}.")
    name = _name(key.strip())
    return name, _SWITCHES[name].check(value.strip())


def parse_settings(texts: Iterable[str], start: Readings = DEFAULTS) -> Readings:
    """Readings with each `A2=utc_plus_1` applied in turn."""
    readings = start
    for text in texts:
        readings = readings.with_(*parse_setting(text))
    return readings
