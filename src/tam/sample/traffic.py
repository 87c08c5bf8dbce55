"""Traffic of a busy library: traces and a syslog as large as wanted, in which nothing is wrong."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

_FLUSH = 500
_HEAD, _SYSLOG_HEAD = 49, 18  # bytes of a line around its words
_DRIVES = tuple(
    f"FR{frame}/DBA{bay}/fLTO-DRV{unit}-{number}"
    for number, (frame, bay, unit) in enumerate(
        ((frame, bay, unit) for frame in (1, 2) for bay in (1, 2, 3) for unit in (1, 2)), start=1
    )
)
_SERIALS = tuple(f"10WT{150_000 + 7_919 * number}" for number in range(12))
_TAPES = tuple(f"NL{2_000 + number}L8" for number in range(320))
_PARTITIONS = ("Backup", "Archive", "Mirror")
_MOUNT = "I mount {tape} from slot {slot} of {partition}"

# What each source writes in a quiet week, with how many of a hundred or so lines are so.
TRACES: dict[str, tuple[tuple[int, str], ...]] = {
    "Action": (
        (12, f"{_MOUNT} in {{drive}} by Robot {{robot}} done in {{tenth}} s"),
        (12, "I dismount {tape} from {drive} to slot {slot} done in {tenth} s"),
        (10, "I move {n}: {tape} slot {slot} -> drive {drive} complete in {tenth} s"),
        (9, "I move request {n} queued by host changer, element {slot} to {other}"),
        (8, "I prevent medium removal set on {drive} by host {wwn}"),
        (8, "I position to element {slot} ok, {n} us"),
        (7, "I scheduler tick {n} lag {other} ms, {slot} waiting"),
        (7, "I request sense {drive} took {n} us: no sense"),
        (6, "I log sense {drive} page {hex} length {n}"),
        (6, "I initialize element status with range {slot} {other} done"),
        (5, "I TeraPack {hex} returned to home position, {tenth} s"),
        (4, "I host {wwn} logged in on {drive}"),
        (3, "I unload {drive} requested by library, tape {tape}"),
        (3, "I import of {tape} checked against {n} entries"),
    ),
    "Motion": (
        (14, "I robot {robot} horizontal seek {n} -> {more} steps, settle {slot} ms"),
        (13, "I robot {robot} vertical seek to row {slot}, following error {other} counts"),
        (12, "I servo loop {slot} bandwidth {tenth}{robot} Hz phase {more}"),
        (12, "I gripper close current {tenth} A after {other} ms"),
        (12, "I calibration target {slot} offset x {tenth} y {cent}"),
        (11, "I belt tension sample {slot} {tenth} {cent}"),
        (10, "I encoder compare delta {slot} counts at {n}"),
        (9, "I picker extend {slot} mm force {cent} N"),
        (6, "I toggle sensor edge at {n}, crc {hex}"),
        (1, "W pick retry 1 of 3 at slot {slot}, succeeded"),
    ),
    "CAN": (
        (18, "I node {slot} heartbeat ok, sequence {n}"),
        (16, "I bus load {slot} percent, {n} frames"),
        (15, "I node {slot} version query {hex}"),
        (15, "I node {slot} voltage {tenth} V, {cent} mA"),
        (13, "I FMM {robot} fifo flush done {n}"),
        (12, "I queue {slot} drained in {more} us"),
        (11, "I sync pulse {hex} drift {cent} us"),
    ),
    "MLM": (
        (15, "I load {tape} in {serial} mam read ok"),
        (15, "I {tape} read {n} MB this session"),
        (15, "I {tape} written {n} MB this session, {slot} rewrites"),
        (13, "I {tape} health green, remaining {n} MB"),
        (13, "I database checkpoint {n} in {slot} ms"),
        (11, "I quality sample {tape} {slot} percent of {more}"),
        (9, "I post scan of {tape} skipped, inside blackout"),
        (9, "I MAM read {tape} in {drive}: generation {slot}, {n} bytes"),
    ),
    "LogicalLibrary": (
        (20, "I logical library {partition} poll {n}"),
        (20, "I logical library {partition} element base {slot} of {other}"),
        (18, "I inquiry {partition} answered in {more} us for {wwn}"),
        (18, "I test unit ready {partition} good, {slot} pending"),
        (12, "I logical library {partition} host view refreshed, {hex}"),
        (12, "I mode sense page {hex} served from cache"),
    ),
    "Error": (
        (60, "I {drive} 0/00/00 no additional sense, poll {n}"),
        (20, "I {drive} 6/28/00 medium may have changed, normal after load"),
        (20, "I {drive} 1/17/01 recovered with retries, vol {tape}"),
    ),
}
_SYSLOG: tuple[tuple[int, str], ...] = (
    (14, "kernel: eth0 rx {n} tx {more}"),
    (14, "logrotate: rotated {slot} files, {n} bytes"),
    (14, "sshd[{n}]: connection closed by 10.20.9.{slot} port {more}"),
    (14, "CRON[{n}]: session opened for user root"),
    (14, "ntpd[{n}]: peer 10.20.0.{robot} reachability {slot} offset {cent} ms"),
    (14, "library[{n}]: status poll {more} ok"),
    (14, "library[{n}]: inventory unchanged {hex}"),
    (10, "snmpd[{n}]: connection from 10.20.3.{slot}, request {more}"),
)
_SHARES = {
    "Action": 24,
    "Motion": 24,
    "CAN": 17,
    "MLM": 12,
    "LogicalLibrary": 9,
    "Error": 2,
    "syslog": 12,
}


def members(host: str, until: datetime, size: int, seed: str) -> dict[str, Iterator[bytes]]:
    """Pieces of each member by its path, `size` bytes of all together; the same for a seed."""
    total = sum(_SHARES.values())
    found: dict[str, Iterator[bytes]] = {}
    for name, share in _SHARES.items():
        random = Random(f"{seed} {name}")
        path = "syslog/messages" if name == "syslog" else f"traces/{name}.txt"
        kinds = _SYSLOG if name == "syslog" else TRACES[name]
        head = _SYSLOG_HEAD + len(host) if name == "syslog" else _HEAD
        lines = _lines(random, kinds, until - timedelta(days=7), (size * share // total, head))
        found[path] = _pieces(name, host, lines, size * share // total)
    return found


def _lines(
    random: Random, kinds: tuple[tuple[int, str], ...], start: datetime, size: tuple[int, int]
) -> Iterator[tuple[datetime, int, str]]:
    """Moments and texts, spread over the week; `size` in bytes, of all and of each line's head."""
    texts = [text for _, text in kinds]
    weights = [weight for weight, _ in kinds]
    typical = sum(len(_worded(random, text)) * weight for weight, text in kinds) / sum(weights)
    pause = timedelta(days=7).total_seconds() / (size[0] / (typical + size[1]) + _FLUSH)
    at, number = start, 0
    while True:
        for text in random.choices(texts, weights, k=500):
            at += timedelta(seconds=pause * (0.2 + 1.6 * random.random()))
            number += 1
            yield at, number, _worded(random, text)


def _worded(random: Random, text: str) -> str:
    """A text with values of its own, each drawn apart from the others."""
    drawn = random.getrandbits(200)
    return text.format(
        tape=_TAPES[drawn % 320],
        drive=_DRIVES[(drawn >> 10) % 12],
        serial=_SERIALS[(drawn >> 10) % 12],
        partition=_PARTITIONS[(drawn >> 20) % 3],
        slot=(drawn >> 22) % 254 + 1,
        robot=(drawn >> 32) % 2 + 1,
        other=(drawn >> 34) % 387 + 1,
        tenth=f"{(drawn >> 44) % 380 / 10:.1f}",
        cent=f"{(drawn >> 54) % 9_000 / 100:.2f}",
        hex=f"{(drawn >> 70) & 0xFFFFFFFF:08x}",
        wwn=f"5000e1{(drawn >> 105) % 8:04x}{(drawn >> 108) % 4:06x}",
        n=(drawn >> 120) % 1_000_000,
        more=(drawn >> 150) % 100_000,
    )


def _pieces(
    name: str, host: str, lines: Iterator[tuple[datetime, int, str]], size: int
) -> Iterator[bytes]:
    """The lines in the dialect of their source, some thousand at a time."""
    done, held = 0, [] if name == "syslog" else [f"# trace {name} of {host}\n"]
    for at, number, words in lines:
        if name == "syslog":
            held.append(f"{at:%b} {at.day:2} {at:%H:%M:%S} {host} {words}\n")
        else:
            milli = at.microsecond // 1_000
            held.append(
                f"{at:%Y-%m-%d %H:%M:%S}.{milli:03} #{number % 1_000_000:06} {name:15} {words}\n"
            )
        if len(held) >= _FLUSH:
            piece = "".join(held).encode()
            done, held = done + len(piece), []
            yield piece
            if done >= size:
                return
