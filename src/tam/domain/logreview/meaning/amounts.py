"""Lengths of time that a text states."""

import re

_AMOUNT = re.compile(
    r"(?<![\w.:])([+-]?\d+(?:\.\d+)?)\s*(ms|msec|milliseconds?|s|sec|secs|seconds?|min|mins|minutes?|h|hours?|hrs?|d|days?)\b",
    re.IGNORECASE,
)
_UNITS = {
    "ms": 0.001,
    "mi": 60.0,
    "se": 1.0,
    "s": 1.0,
    "h": 3600.0,
    "ho": 3600.0,
    "hr": 3600.0,
    "d": 86400.0,
    "da": 86400.0,
}


def seconds_in(text: str) -> float | None:
    """The largest length of time that a text states, in seconds."""
    amounts = [_seconds(number, unit.lower()) for number, unit in _AMOUNT.findall(text)]
    return max(amounts, key=abs, default=None)


def _seconds(number: str, unit: str) -> float:
    if unit.startswith(("ms", "milli")):
        return float(number) * 0.001
    return float(number) * _UNITS[unit[:2] if len(unit) > 1 else unit]
