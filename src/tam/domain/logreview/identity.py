"""Which drive, cartridge, slot or host a text means.

Paths move with the bay, serial numbers with the drive.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from tam.domain.logreview.facts import BundleFacts, Event
from tam.domain.logreview.meaning.concepts import Concept
from tam.domain.logreview.meaning.mentions import Mentions
from tam.domain.logreview.rows import DrivePages, DriveRow, TapeRow

_CODE = re.compile(r"[A-Z0-9]{6}(?:L[1-9A-Z]|M8|J[A-Z0-9]|C[1-9])")
_SERIAL = re.compile(r"(?=[0-9]*+[A-Z])(?=(?:[A-Z]*+[0-9]){4})[A-Z0-9]{8,14}")
_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Stay:
    """A drive in a bay from a moment on; `sure` when a replacement was announced at that moment."""

    since: datetime
    serial: str
    sure: bool


class Identity:
    """The names of one library's parts over all of its bundles."""

    def __init__(self, bundles: Iterable[BundleFacts]) -> None:
        self.library_serials: dict[str, str] = {}
        self.serials: set[str] = set()
        self.stays: dict[str, list[Stay]] = {}
        self.tapes: set[str] = set()
        self.stems: dict[str, set[str]] = {}
        self.hosts: dict[str, str] = {}
        self.drive_hosts: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self.partitions: set[str] = set()
        self.slots: dict[int, Counter[str]] = {}
        for bundle in bundles:
            self._take(bundle)
        for stays in self.stays.values():
            stays.sort(key=lambda stay: (stay.since, stay.sure, stay.serial))

    def _take(self, bundle: BundleFacts) -> None:
        at = bundle.captured_at or _EARLIEST
        for row in bundle.rows:
            if isinstance(row, DriveRow):
                self._drive(row, at)
            elif isinstance(row, DrivePages):
                self._stay(row.path, row.drive, row.at or at, sure=False)
                self._tape(row.barcode)
            elif isinstance(row, TapeRow):
                self._tape(row.barcode)
        for slot, partition in bundle.slot_partitions:
            self.slots.setdefault(slot, Counter())[partition] += 1
            self.partitions.add(partition)
        for tape, _ in bundle.tape_mounts:
            self._tape(tape)
        for event in bundle.events:
            self._learn(event)

    def _drive(self, row: DriveRow, at: datetime) -> None:
        self._stay(row.path, row.serial, at, sure=False)
        if row.serial:
            if row.library_serial:
                self.library_serials[row.library_serial] = row.serial
            if row.host:
                self.drive_hosts[row.serial] = row.host
            self.kinds[row.serial] = row.kind
        if row.partition:
            self.partitions.add(row.partition)

    def _tape(self, code: str) -> None:
        if code and _CODE.fullmatch(code):
            self.tapes.add(code)
            self.stems.setdefault(code[:6], set()).add(code)

    def _stay(self, path: str, serial: str, at: datetime, *, sure: bool) -> None:
        if serial:
            self.serials.add(serial)
            if path:
                self.stays.setdefault(path.lower(), []).append(Stay(at, serial, sure))

    def _learn(self, event: Event) -> None:
        """A line that names a bay and one serial number says who was there.

        A host beside its port name, who it is.
        """
        for tape in event.who.tapes:
            self._tape(tape)
        paths = [name for name in event.who.drives if "/" in name]
        named = [
            name
            for name in event.who.serials
            if _SERIAL.fullmatch(name) and name not in event.who.tapes
        ]
        named = [name for name in named if name not in self.library_serials]
        if len(paths) == 1 and len(named) == 1 and event.at is not None:
            self._stay(paths[0], named[0], event.at, sure=Concept.DRIVE_REPLACED in event.concepts)

    def drive_at(self, path: str, at: datetime | None) -> str | None:
        """The drive in a bay at a moment.

        After an announced replacement the new one, before it the old one.
        """
        stays = self.stays.get(path.lower())
        if not stays:
            return None
        if at is None:
            return stays[-1].serial
        place = bisect_right([stay.since for stay in stays], at)
        if place:
            return stays[place - 1].serial
        return None if stays[0].sure else stays[0].serial

    def drive(self, who: Mentions, at: datetime | None, said: str = "") -> str | None:
        """The drive a text means, by its own serial number, the library's, its bay, its name."""
        for name in (*who.serials, *who.drives):
            if name in self.serials:
                return name
            if name in self.library_serials:
                return self.library_serials[name]
        for name in who.drives:
            found = self.drive_at(name, at)
            if found is not None:
                return found
        named = [name for name in who.drives if _SERIAL.fullmatch(name) and name not in who.tapes]
        if named:
            return named[0]
        bay = next((name for name in who.drives if name.count("/") >= 2), None)
        return bay or next(
            (self.drive_at(word, at) for word in said.split() if word in self.stays), None
        )

    def named(self, name: str, at: datetime | None = None) -> str | None:
        """The drive of one name."""
        return self.drive(Mentions(drives=(name,), serials=(name,)), at)

    def tape(self, name: str) -> str:
        """The full bar code of a name that may lack its media suffix."""
        if name in self.tapes or len(name) > 6:
            return name
        full = self.stems.get(name[:6], set())
        return next(iter(full)) if len(full) == 1 else name

    def tapes_of(self, who: Mentions) -> list[str]:
        """The cartridges that a text names."""
        found = [self.tape(name) for name in who.tapes if name not in self.serials]
        known = [name for name in found if name in self.tapes]
        return list(
            dict.fromkeys(
                known or [name for name in found if _CODE.fullmatch(name) or len(name) == 6]
            )
        )

    def partition_of(self, slot: int) -> str | None:
        """The partition that a slot belongs to."""
        counted = self.slots.get(slot)
        return min(counted, key=lambda name: (-counted[name], name)) if counted else None

    def partition(self, who: Mentions) -> str | None:
        """The partition that a text names."""
        known = {name.lower(): name for name in self.partitions}
        for name in who.partitions:
            if name.lower() in known:
                return known[name.lower()]
        return who.partitions[0] if who.partitions and not known else None
