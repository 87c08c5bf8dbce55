"""A made-up log bundle of a library, with known faults and with what only looks like one."""

import io
import zipfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from tam.domain.clock.zones import zone
from tam.sample import traffic

DRIVE, HEALTHY = "YX10855801", "10WT742120"
PATH = "FR2/DBA1/fLTO-DRV2-2"
TAPES = ("NL2812L8", "NL2810L8", "NL2836L8", "NL2960L9")


@dataclass(frozen=True)
class Of:
    """The library a bundle is of, when it was made, and the zone of its clock."""

    serial: str
    name: str
    model: str
    at: datetime
    zone: str

    @property
    def local(self) -> datetime:
        """The capture on the library's own clock."""
        return self.at.astimezone(zone(self.zone))

    @property
    def file_name(self) -> str:
        """Hardware id, date and time, as libraries name them."""
        return f"{self.serial} {self.local:%Y-%m-%d %H.%M.%S}.zip"


def _manifest(of: Of) -> str:
    offset = f"{of.local:%z}"
    return (
        f"library {of.name}\nserial {of.serial}\nmodel {of.model}\n"
        f"captured {of.local:%Y-%m-%d %H:%M:%S}\nutc offset {offset[:3]}:{offset[3:]}\n"
    )


def _failures(of: Of) -> list[tuple[datetime, str]]:
    """When the bad drive failed with which tape, over the last week."""
    return [(of.local - timedelta(hours=20 * (6 - n)), TAPES[n % len(TAPES)]) for n in range(6)]


def _messages(of: Of) -> str:
    rows = [
        (at, "Error", f"Drive {PATH} reported a hard error while using {tape}.", "Contact support.")
        for at, tape in _failures(of)
    ]
    rows.append((of.local - timedelta(hours=3), "Informational", "Partition Backup is online.", ""))
    body = "".join(
        f"  <message>\n    <number>{6000 + number}</number>\n    <severity>{severity}</severity>\n"
        f"    <date><month>{at.month}</month><day>{at.day}</day><year>{at.year}</year></date>\n"
        f"    <time><hour>{at.hour}</hour><minute>{at.minute}</minute>"
        f"<second>{at.second}</second></time>\n"
        f"    <notification>{words}</notification>\n    <remedy>{remedy}</remedy>\n  </message>\n"
        for number, (at, severity, words, remedy) in enumerate(reversed(rows))
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<systemMessages>\n{body}</systemMessages>\n'


def _alerts(of: Of) -> str:
    return "".join(
        f"{at:%Y-%m-%d %H:%M:%S} drive {DRIVE} TapeAlert[55]: Loading failure (volume {tape})\n"
        for at, tape in _failures(of)
    )


def _drives() -> str:
    rows = (
        ("FR1/DBA1/fLTO-DRV1-1", HEALTHY, "03AA06B6D3", "GREEN"),
        (PATH, DRIVE, "014DFDCD58", "YELLOW"),
    )
    body = "".join(
        f"  <drive>\n    <ID>{path}</ID>\n    <driveStatus>Ready</driveStatus>\n"
        f"    <partition>Backup</partition>\n    <driveType>IBM Ultrium-TD8 Fibre</driveType>\n"
        f"    <serialNumber>{own}</serialNumber>\n"
        f"    <manufacturerSerialNumber>{serial}</manufacturerSerialNumber>\n"
        f"    <driveFirmware>N9M1</driveFirmware>\n    <health>{health}</health>\n  </drive>\n"
        for path, serial, own, health in rows
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<driveList>\n{body}</driveList>\n'


def _motion(of: Of) -> str:
    start = of.local - timedelta(days=7)
    lines = [
        f"{start + timedelta(minutes=11 * n):%Y-%m-%d %H:%M:%S}.{n % 1000:03d} #{53800 + n:06d} "
        f"Motion          I robot 1 moved slot {n % 90 + 1} to drive bay {n % 6 + 1} ok\n"
        for n in range(900)
    ]
    return f"# trace Motion of {of.serial} ({of.name})\n" + "".join(lines)


def make(of: Of) -> bytes:
    """The bundle as a ZIP; the same library and moment give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, of)
    return out.getvalue()


def _put(archive: zipfile.ZipFile, of: Of) -> None:
    members = {
        "manifest.txt": _manifest(of),
        "messages/systemMessages.xml": _messages(of),
        "drives/tapealert.log": _alerts(of),
        "status/driveList.xml": _drives(),
        "traces/Motion.txt": _motion(of),
    }
    for name, text in members.items():
        archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)


def write_busy(path: Path, of: Of, size: int) -> None:
    """The same faults among the traffic of a busy week: so many bytes of traces and syslog more."""
    host = f"lcm-{of.serial.lower()}"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, of)
        for name, pieces in traffic.members(host, of.local, size, of.serial).items():
            if name in archive.namelist():
                name = name.replace(".txt", ".1.txt")
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(info, "w") as member:
                for piece in pieces:
                    member.write(piece)
