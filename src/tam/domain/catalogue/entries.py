"""A YAML text as entries that know their file, line and key, so a complaint names its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

import yaml

NULL = "tag:yaml.org,2002:null"
TRUE, FALSE = frozenset({"true", "yes", "on"}), frozenset({"false", "no", "off"})


class BadEntry(ValueError):
    """A file that cannot be read as it should; the message names file, line and key."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One node of a YAML text: its file, the path of keys that leads to it, and the node itself."""

    file: str
    path: str
    node: yaml.Node

    @property
    def line(self) -> int:
        """The line it starts on, counted from one."""
        return int(self.node.start_mark.line) + 1

    def wrong(self, reason: str) -> BadEntry:
        """The complaint about this entry, for the caller to raise."""
        place = f"{self.path}: " if self.path else ""
        return BadEntry(f"{self.file}:{self.line}: {place}{reason}")

    @property
    def is_null(self) -> bool:
        """Whether the entry is empty or `null`."""
        return self.node.tag == NULL

    @property
    def is_mapping(self) -> bool:
        """Whether the entry holds keys."""
        return isinstance(self.node, yaml.MappingNode)

    @property
    def is_list(self) -> bool:
        """Whether the entry holds items."""
        return isinstance(self.node, yaml.SequenceNode)

    def child(self, key: str, node: yaml.Node) -> "Entry":
        """An entry under this one."""
        return Entry(self.file, f"{self.path}.{key}" if self.path else key, node)

    def mapping(self) -> dict[str, "Entry"]:
        """Its entries by key; a key that is there twice is an error."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.wrong("a mapping of keys is expected here")
        found: dict[str, Entry] = {}
        for key_node, value_node in self.node.value:
            key = self.child("", key_node).text()
            if key in found:
                raise self.child(key, key_node).wrong("the key is there twice")
            found[key] = self.child(key, value_node)
        return found

    def over(self, base: "Entry") -> "Entry":
        """This mapping laid over another one; its own keys win."""
        own = self.mapping()
        pairs = [
            *((yaml.ScalarNode("", key), entry.node) for key, entry in own.items()),
            *(
                (yaml.ScalarNode("", key), entry.node)
                for key, entry in base.mapping().items()
                if key not in own
            ),
        ]
        marks = (self.node.start_mark, self.node.end_mark)
        return Entry(self.file, self.path, yaml.MappingNode(self.node.tag, pairs, *marks))

    def items(self) -> Iterator["Entry"]:
        """Its entries in order, the first under the name [1]."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.wrong("a list is expected here")
        for number, node in enumerate(self.node.value, start=1):
            yield Entry(self.file, f"{self.path}[{number}]", node)

    def text(self) -> str:
        """The plain text as written, quoted or not, so that the country `NO` stays Norway."""
        if not isinstance(self.node, yaml.ScalarNode) or self.is_null:
            raise self.wrong("a text is expected here")
        return str(self.node.value)

    def texts(self) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(item.text() for item in self.items())

    def number(self) -> int:
        """A whole number."""
        text = self.text()
        if text.isascii() and text.removeprefix("-").isdigit():
            return int(text)
        raise self.wrong(f"a whole number is expected here, not {text!r}")

    def flag(self) -> bool:
        """True or false."""
        text = self.text().lower()
        if text in TRUE:
            return True
        if text in FALSE:
            return False
        raise self.wrong(f"true or false is expected here, not {text!r}")

    def day(self) -> date:
        """A calendar day, `2026-07-07`."""
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            raise self.wrong(f"a day as 2026-07-07 is expected here, not {self.text()!r}") from None

    def time_of_day(self) -> time:
        """A time of day, `14:30`."""
        try:
            return time.fromisoformat(self.text())
        except ValueError:
            raise self.wrong(f"a time as 14:30 is expected here, not {self.text()!r}") from None


def read_entries(text: str, file: str) -> Entry:
    """The whole text as one entry; broken YAML is an error with its line."""
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as broken:
        line = broken.problem_mark.line + 1 if broken.problem_mark else 1
        raise BadEntry(f"{file}:{line}: not readable as YAML: {broken.problem}") from None
    except yaml.YAMLError as broken:
        raise BadEntry(f"{file}: not readable as YAML: {broken}") from None
    if node is None:
        raise BadEntry(f"{file}: the file is empty")
    return Entry(file, "", node)
