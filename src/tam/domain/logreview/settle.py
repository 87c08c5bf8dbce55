"""Which zone each member's wall clock belongs to, and every kept time made aware."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone

from tam.domain.clock.zones import names, zone
from tam.domain.logreview.facts import ClockJump, Member, Source, Template
from tam.domain.logreview.rows import DrivePages, PlaceRow, Row
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.stamps import Hints, when

_QUARTER = 900
NO_ZONE = "states no time zone; its times are shown as +00:00"


@dataclass(frozen=True, slots=True)
class Zones:
    """Offset of the bundle and of members that differ from it.

    `timed` are members whose times were used.
    """

    offset: timedelta
    stated: bool
    members: dict[str, timedelta]
    timed: frozenset[str]

    def of(self, member: str) -> timezone:
        """The zone of a member's times."""
        return timezone(self.members.get(member, self.offset))

    def note(self, member: Member) -> Member:
        """The member with a word about its missing zone, where its times were used."""
        if self.stated or member.path not in self.timed or member.path in self.members:
            return member
        return replace(member, reason=f"{member.reason}; {NO_ZONE}" if member.reason else NO_ZONE)

    def row(self, row: Row) -> Row:
        """A row with its time made aware."""
        if isinstance(row, DrivePages) and not self.stated:
            return replace(
                row, at=None
            )  # pages state UTC; beside clocks of unknown zone that is no help
        if isinstance(row, DrivePages | PlaceRow):
            return replace(row, at=settle(row.at, row.spot.member, self))
        return row

    def jump(self, jump: ClockJump) -> ClockJump:
        """A jump with its times made aware."""
        zone = self.of(jump.spot.member)
        return replace(
            jump, before=jump.before.replace(tzinfo=zone), after=jump.after.replace(tzinfo=zone)
        )

    def source(self, source: Source) -> Source:
        """A source with its times made aware."""
        return replace(
            source,
            first=settle(source.first, source.member, self),
            last=settle(source.last, source.member, self),
        )

    def template(self, template: Template) -> Template:
        """A kind of line with its times made aware."""
        return replace(
            template,
            seen=tuple((settle(at, spot.member, self), spot) for at, spot in template.seen),
        )


def settle(at: datetime | None, member: str, zones: Zones) -> datetime | None:
    """A wall clock time in its member's zone.

    A time that states its own zone keeps it, shown in the bundle's.
    """
    if at is None:
        return None
    aware = at if at.tzinfo is not None else at.replace(tzinfo=zones.of(member))
    return aware.astimezone(timezone(zones.offset)) if zones.stated else aware


def zones_of(sink: Sink) -> Zones:
    """The bundle's zone, as stated anywhere in it, and the zones of its sources."""
    offset, stated = _bundle_offset(sink)
    members = dict(sink.offsets)
    for member in sink.syslogs - set(members):
        named = sink.library.zones.get("syslog")
        if named is not None and stated:
            members[member] = named
            continue
        shift = _shift(sink, member)
        if shift:
            members[member] = offset - shift
    timed = {
        event.spot.member
        for event in sink.events
        if event.at is not None and event.at.tzinfo is None
    }
    timed |= {source.member for source in sink.sources if source.last is not None}
    return Zones(offset, stated, members, frozenset(timed))


def _bundle_offset(sink: Sink) -> tuple[timedelta, bool]:
    if sink.library.offset is not None:
        return sink.library.offset, True
    named = _named_offset(sink)
    if named is not None:
        return named, True
    for at in sink.library.captured:
        if at.utcoffset() is not None:
            return at.utcoffset() or timedelta(0), True
    counted = Counter(
        offset for member, offset in sink.offsets.items() if member not in sink.syslogs
    )
    timed = {source.member for source in sink.sources if source.last is not None}
    if counted and (any(counted) or timed <= set(sink.offsets)):
        return min(counted, key=lambda found: (-counted[found], found)), True
    return timedelta(0), False


def _named_offset(sink: Sink) -> timedelta | None:
    """The offset of a zone given by name, at the capture."""
    at = next(iter(sink.library.captured), None) or sink.hints.captured
    if at is None or sink.library.zone_name not in names():
        return None
    return at.replace(tzinfo=zone(sink.library.zone_name)).utcoffset()


def _shift(sink: Sink, member: str) -> timedelta | None:
    """How far a syslog runs behind the same texts elsewhere, in whole quarters of an hour."""
    naive = [
        (event, event.at)
        for event in sink.events
        if event.at is not None and event.at.tzinfo is None
    ]
    others: dict[str, list[datetime]] = {}
    for event, at in naive:
        if event.spot.member not in sink.syslogs:
            others.setdefault(event.said, []).append(at)
    votes = Counter(
        quarters
        for event, here in naive
        if event.spot.member == member
        for there in others.get(event.said, ())[:50]
        if (quarters := _quarters(here, there)) is not None
    )
    if not votes:
        return None
    best = min(votes, key=lambda found: (-votes[found], abs(found)))
    return timedelta(seconds=best * _QUARTER)


def _quarters(here: datetime, there: datetime) -> int | None:
    """How many whole quarters of an hour lie between two clocks that tell of one event."""
    seconds = (there - here).total_seconds()
    quarters = round(seconds / _QUARTER)
    near = abs(seconds - quarters * _QUARTER) <= 10 and abs(quarters) <= 14 * 4
    return quarters if near else None


def captured(name: str, sink: Sink, zones: Zones) -> datetime | None:
    """When the bundle was made.

    As a member states it, else as its name does, else its last line.
    """
    stated = [
        at
        for at in sink.library.captured
        if sink.hints.captured is None or _near(at, sink.hints.captured)
    ]
    at = stated[0] if stated else when(name.replace("_", " "), Hints())
    if at is None and sink.library.captured:
        at = sink.library.captured[0]
    if at is None:
        lasts = [source.last for source in sink.sources if source.last is not None]
        at = max(lasts, default=None)
    if at is None:
        return None
    zone = timezone(zones.offset) if zones.stated else UTC
    return at.replace(tzinfo=zone) if at.tzinfo is None else at.astimezone(zone)


def _near(at: datetime, named: datetime) -> bool:
    return abs((at.replace(tzinfo=None) - named).total_seconds()) <= 26 * 3600
