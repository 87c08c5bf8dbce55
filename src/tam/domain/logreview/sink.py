"""Where parsers put what they find of one bundle.

It keeps what fits and says when something did not.
"""

from collections import Counter
from datetime import datetime, timedelta

from tam.domain.logreview.facts import ClockJump, Event, Source, Template
from tam.domain.logreview.rows import Row
from tam.domain.logreview.text.spots import Spot, excerpt
from tam.domain.logreview.text.stamps import Hints
from tam.domain.logreview.thresholds import LIMITS


class Library:
    """Identity of the library and of the capture, as far as a bundle states them."""

    def __init__(self) -> None:
        self.serials: Counter[str] = Counter()
        self.names: Counter[str] = Counter()
        self.models: Counter[str] = Counter()
        self.captured: list[datetime] = []
        self.offset: timedelta | None = None
        self.zone_name = ""
        self.zones: dict[str, timedelta] = {}


class Sink:
    """One bundle's findings-to-be, member by member."""

    def __init__(self, bundle: str, hints: Hints) -> None:
        self.bundle = bundle
        self.hints = hints
        self.library = Library()
        self.events: list[Event] = []
        self.rows: list[Row] = []
        self.jumps: list[ClockJump] = []
        self.sources: list[Source] = []
        self.templates: dict[str, Template] = {}
        self.settings: dict[str, float] = {}
        self.mounts: Counter[str] = Counter()
        self.tape_mounts: Counter[str] = Counter()
        self.robot_moves: Counter[int] = Counter()
        self.slot_partitions: dict[int, str] = {}
        self.syslogs: set[str] = set()
        self.quiet: set[str] = set()
        self.offsets: dict[str, timedelta] = {}
        self.large = False
        self.line_bytes = 0
        self.member = ""
        self.reasons: list[str] = []
        self._room = LIMITS.events_per_member

    def open(self, member: str) -> None:
        """Begin the next member."""
        self.member = member
        self.reasons = []
        self._room = LIMITS.events_per_member

    def spot(self, line: int, text: str) -> Spot:
        """The place of a line of the present member."""
        return Spot(self.bundle, self.member, line, excerpt(text))

    def reason(self, sentence: str) -> None:
        """A sentence about the present member for its reader, once."""
        if sentence not in self.reasons:
            self.reasons.append(sentence)

    def event(self, event: Event) -> None:
        """Keep an event while there is room."""
        self._room -= 1
        if self._room >= 0:
            self.events.append(event)
        elif self._room == -1:
            self.reason(f"only the first {LIMITS.events_per_member} telling lines were kept")

    def hush(self, said: str) -> None:
        """Remember what a source calls informational, for copies of it that carry no level."""
        if len(self.quiet) < LIMITS.templates_per_member:
            self.quiet.add(said)

    def row(self, row: Row) -> None:
        """Keep a row of a list."""
        self.rows.append(row)

    def template(self, found: Template) -> None:
        """Add a kind of line; the same kind in two members is one."""
        known = self.templates.get(found.id)
        if known is None:
            self.templates[found.id] = found
            return
        self.templates[found.id] = Template(
            known.id,
            known.masked,
            known.level if known.level.value >= found.level.value else found.level,
            known.count + found.count,
            known.explained or found.explained,
            (known.seen + found.seen)[:50],
            known.kin,
        )
