"""Traffic of a busy library: traces and a syslog as large as wanted, in which nothing is wrong."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

_FLUSH = 4_000
_HEAD = 40
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

# Words of each source, with how many of a hundred or so lines are of that kind.
TRACES: dict[str, tuple[tuple[int, str], ...]] = {
    "Action": (
        (14, f"{_MOUNT} in {{drive}} by Robot {{robot}} done in {{tenth}} s"),
        (14, "I dismount {tape} from {drive} to slot {slot} done in {tenth} s"),
        (12, "I move {n}: {tape} slot {slot} -> drive {drive} complete in {tenth} s"),
        (10, "I move request {n} queued by host changer, element {slot} to {slot}"),
        (10, "I prevent medium removal set on {drive} by host"),
        (10, "I position to element {slot} ok"),
        (9, "I scheduler tick {n} lag {slot} ms"),
        (8, "I request sense {drive}: no sense"),
        (7, "I log sense {drive} page {hex} length {n}"),
        (6, "I initialize element status with range {slot} 49 done"),
        (5, "I TeraPack {hex} returned to home position"),
    ),
    "Motion": (
        (17, "I robot {robot} horizontal seek {slot} -> {slot} steps, settle {slot} ms"),
        (16, "I robot {robot} vertical seek to row {slot}, following error {slot} counts"),
        (14, "I servo loop {slot} bandwidth {tenth}{robot} Hz"),
        (14, "I gripper close current {tenth} A"),
        (14, "I calibration target {slot} offset x {tenth} y {tenth}"),
        (12, "I belt tension sample {slot} {tenth}"),
        (12, "I encoder compare delta {slot} counts"),
        (1, "W pick retry 1 of 3 at slot {slot}, succeeded"),
    ),
    "CAN": (
        (20, "I node {slot} heartbeat ok"),
        (18, "I bus load {slot} percent"),
        (16, "I node {slot} version query {n}"),
        (16, "I node {slot} voltage {tenth} V"),
        (15, "I FMM {robot} fifo flush done {n}"),
        (15, "I queue {slot} drained"),
    ),
    "MLM": (
        (16, "I load {tape} in {serial} mam read ok"),
        (16, "I {tape} read {n} MB this session"),
        (16, "I {tape} written {n} MB this session"),
        (14, "I {tape} health green, remaining {n} MB"),
        (14, "I database checkpoint {n}"),
        (12, "I quality sample {tape} {slot} percent"),
        (12, "I post scan of {tape} skipped, inside blackout"),
    ),
    "LogicalLibrary": (
        (26, "I logical library {partition} poll {n}"),
        (26, "I logical library {partition} element base {slot}"),
        (24, "I inquiry {partition} answered"),
        (24, "I test unit ready {partition} good"),
    ),
    "Error": (
        (60, "I {drive} 0/00/00 no additional sense, poll {n}"),
        (20, "I {drive} 6/28/00 medium may have changed, normal after load"),
        (20, "I {drive} 1/17/01 recovered with retries, vol {tape}"),
    ),
}
_SYSLOG: tuple[tuple[int, str], ...] = (
    (16, "kernel: eth0 rx {n}"),
    (16, "logrotate: rotated {slot} files"),
    (16, "sshd[{n}]: connection closed by 10.20.9.{slot} port {n}"),
    (16, "CRON[{n}]: session opened for user root"),
    (16, "ntpd[{n}]: peer 10.20.0.{robot} reachability {slot}"),
    (16, "library[{n}]: status poll {n} ok"),
    (14, "library[{n}]: inventory unchanged {hex}"),
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
        lines = _lines(random, kinds, until - timedelta(days=7), size * share // total)
        found[path] = _pieces(name, host, lines, size * share // total)
    return found


def _lines(
    random: Random, kinds: tuple[tuple[int, str], ...], start: datetime, size: int
) -> Iterator[tuple[datetime, int, str]]:
    """Moments and texts, spread over the week before the bundle is made."""
    texts = [text for _, text in kinds]
    weights = [weight for weight, _ in kinds]
    typical = sum(len(_worded(random, text)) * weight for weight, text in kinds) / sum(weights)
    pause = timedelta(days=7).total_seconds() / (size / (typical + _HEAD) + _FLUSH)
    at, number = start, 0
    while True:
        for text in random.choices(texts, weights, k=500):
            at += timedelta(seconds=pause * (0.2 + 1.6 * random.random()))
            number += 1
            yield at, number, _worded(random, text)


def _worded(random: Random, text: str) -> str:
    """A text with values of its own, each drawn apart from the others."""
    drawn = random.getrandbits(80)
    return text.format(
        tape=_TAPES[drawn % 320],
        drive=_DRIVES[(drawn >> 10) % 12],
        serial=_SERIALS[(drawn >> 10) % 12],
        partition=_PARTITIONS[(drawn >> 20) % 3],
        slot=(drawn >> 22) % 254 + 1,
        robot=(drawn >> 32) % 2 + 1,
        tenth=f"{(drawn >> 34) % 380 / 10:.1f}",
        hex=f"{(drawn >> 30) & 0xFFFFFFFF:08x}",
        n=(drawn >> 44) % 1_000_000,
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
