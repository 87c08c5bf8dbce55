"""Two made-up layouts beside the samples'.

C is JSON and key=value with ISO times, D is INI and CSV with European dates.
"""

import csv
import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from tam.domain.logreview.bundles import Bundle
from tam.domain.logreview.extract import extract
from tam.domain.logreview.facts import BundleFacts
from tam.domain.logreview.leaves import Leaf, LeafEnd

SERIAL = "5E21C0D4"
ZONE = timezone(timedelta(hours=1))
CAPTURED = datetime(2026, 3, 11, 5, 6, 7, tzinfo=ZONE)
DRIVES = [
    (
        f"FR{1 + i % 2}/DBA{1 + i // 4}/LTO-DRV{i + 1}",
        f"YX1{i:02d}4711",
        f"0C4B{i:02d}1C7A",
        "Backup" if i < 4 else "Vault",
    )
    for i in range(8)
]
TAPES = [f"QA{i:04d}L8" for i in range(40)]
Files = dict[str, bytes]


@dataclass
class Scene:
    """What a library went through in the week before a capture."""

    captured: datetime = CAPTURED
    events: list[tuple[datetime, str, str, str]] = field(default_factory=list)
    drives: dict[int, dict[str, str]] = field(default_factory=dict)
    supplies: list[dict[str, str]] = field(default_factory=list)
    feeds: list[dict[str, str]] = field(default_factory=list)
    fans: dict[tuple[int, int], int] = field(default_factory=dict)
    heat: dict[int, int] = field(default_factory=dict)
    controllers: dict[str, dict[str, str]] = field(default_factory=dict)
    counters: list[tuple[str, str, int, int]] = field(default_factory=list)
    keys: list[tuple[str, str]] = field(default_factory=list)
    components: dict[str, tuple[str, str]] = field(default_factory=dict)
    tapes: dict[str, dict[str, str]] = field(default_factory=dict)
    silent: dict[str, datetime] = field(default_factory=dict)
    step: tuple[datetime, timedelta] | None = None

    def say(self, hours_before: float, level: str, source: str, text: str) -> None:
        self.events.append((self.captured - timedelta(hours=hours_before), level, source, text))


def background(scene: Scene) -> list[tuple[datetime, str, str, str]]:
    """A week of ordinary lines from three sources, with mounts by both robots."""
    lines = []
    start = scene.captured - timedelta(days=7)
    for number in range(160):
        at = start + timedelta(minutes=62.6 * number)
        drive, tape = DRIVES[number % 8][0], TAPES[(number * 7) % 40]
        robot, slot = 1 + number % 2, (number * 7) % 40 + 1
        texts = (
            (
                "action",
                f"mount {tape} from slot {slot} of Backup in {drive} by Robot {robot} done in 20 s",
            ),
            ("motion", f"robot {robot} horizontal seek to column {number % 90} settled"),
            ("event", f"power sample {200 + number % 50} W"),
        )
        for second, (source, text) in enumerate(texts):
            when = at + timedelta(seconds=second)
            if source not in scene.silent or when < scene.silent[source]:
                lines.append((when, "info", source, text))
    return lines


def stepped(scene: Scene) -> list[tuple[datetime, str, str, str]]:
    """All lines in the order they happened, each with the time that the library's clock showed."""
    lines = sorted(background(scene) + scene.events, key=lambda line: line[0])
    if scene.step is None:
        return lines
    moment, by = scene.step
    return [
        (at + by if at >= moment else at, level, source, text) for at, level, source, text in lines
    ]


def drive_rows(scene: Scene) -> list[dict[str, str]]:
    rows = []
    for number, (path, serial, other, partition) in enumerate(DRIVES):
        row = {
            "path": path,
            "serial": serial,
            "other": other,
            "partition": partition,
            "type": "IBM Ultrium-TD8",
            "firmware": "R3G3",
            "state": "Ready",
            "host": f"host{number % 2}",
        }
        rows.append(row | scene.drives.get(number, {}))
    return rows


def fan_rows(scene: Scene) -> list[tuple[int, int, int]]:
    return [
        (frame, fan, scene.fans.get((frame, fan), 3000 + 11 * fan))
        for frame in (1, 2)
        for fan in (1, 2, 3, 4)
    ]


def render_c(scene: Scene) -> Files:
    """JSON for states, JSON lines for messages, key=value lines for the rest.

    ISO times with their offset.
    """
    iso = scene.captured.isoformat()
    files = {
        "about.json": json.dumps(
            {
                "library": {"serial": SERIAL, "library_name": "quarry-2", "model": "TFinity"},
                "captured": iso,
            },
            indent=2,
        )
    }
    files["state/drives.json"] = json.dumps(
        {
            "drives": [
                {
                    "bay": r["path"],
                    "mfg_sn": r["serial"],
                    "sn": r["other"],
                    "drive_type": r["type"],
                    "fw": r["firmware"],
                    "state": r["state"],
                    "partition": r["partition"],
                    "host": r["host"],
                    **({"staging": r["staging"]} if "staging" in r else {}),
                }
                for r in drive_rows(scene)
            ]
        },
        indent=1,
    )
    files["state/frames.json"] = json.dumps(
        {
            "frames": [
                {
                    "frame": f"FR{frame}",
                    "fans": [
                        {"number": fan, "rpm": rpm}
                        for of, fan, rpm in fan_rows(scene)
                        if of == frame
                    ],
                    "environment": {"temp_c": scene.heat.get(frame, 24)},
                    "power_supplies": [
                        {
                            "position": position,
                            "input_ok": True,
                            "output_ok": True,
                            **next(
                                (
                                    s["c"]
                                    for s in scene.supplies
                                    if s["id"] == f"{frame}/{position}"
                                ),
                                {},
                            ),
                        }
                        for position in (1, 2)
                    ],
                    **next(
                        (f["c"] for f in scene.feeds if f["frame"] == frame),
                        {"primary_ac_present": True, "secondary_ac_present": True},
                    ),
                }
                for frame in (1, 2)
            ]
        },
        indent=1,
    )
    files["state/controllers.json"] = json.dumps(
        [
            {
                "controller": name,
                "connected": True,
                "failover_to": "",
                **scene.controllers.get(name, {}),
            }
            for name in ("FR1/RIM1", "FR1/RIM2", "FR2/RIM1")
        ],
        indent=1,
    )
    files["state/hhm.json"] = json.dumps(
        [
            {"counter": name, "robot": robot, "value": value, "threshold": limit}
            for name, robot, value, limit in scene.counters
        ],
        indent=1,
    )
    files["state/licences.json"] = json.dumps(
        {
            "option_keys": [
                {"name": name, "days_remaining": days}
                for name, days in [*scene.keys, ("Base", "Permanent")]
            ]
        },
        indent=1,
    )
    files["state/package.json"] = json.dumps(
        {
            "components": [
                {"name": name, "installed": a, "expected": b}
                for name, (a, b) in {"LCM OS": ("1.2", "1.2"), **scene.components}.items()
            ]
        },
        indent=1,
    )
    files["media.json"] = json.dumps(
        {
            "media": [
                {
                    "barcode": t,
                    "load_count": 20,
                    "mam_load_count": 20,
                    "life_left_percent": 80,
                    **scene.tapes.get(t, {}),
                }
                for t in [*TAPES, *(t for t in scene.tapes if t not in TAPES)]
            ]
        },
        indent=0,
    )
    files["settings.json"] = json.dumps({"max_tape_loads": 1000, "min_cleaning_passes": 5})
    lines = stepped(scene)
    kv: dict[str, list[str]] = {}
    for at, level, source, text in lines:
        if source == "messages":
            continue
        kv.setdefault(source, []).append(
            f'ts={at.isoformat()} sev={level.upper()} comp={source} msg="{text}"'
        )
    files |= {f"logs/{source}.kv": "\n".join(rows) + "\n" for source, rows in kv.items()}
    files["logs/messages.jsonl"] = "".join(
        json.dumps({"time": at.isoformat(), "severity": level, "message": text}) + "\n"
        for at, level, source, text in lines
        if source == "messages"
    )
    return {name: text.encode() for name, text in files.items() if text}


def table(rows: list[list[object]]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def european(at: datetime) -> str:
    return at.strftime("%d.%m.%Y %H:%M:%S")


def render_d(scene: Scene) -> Files:
    """INI sections and semicolon tables; dd.mm.yyyy; no zone anywhere."""
    files = {
        "Info.ini": (
            f"[Library]\r\nHardware ID = {SERIAL}\r\nLibrary name = quarry-2\r\nCreated ="
            f" {european(scene.captured)}\r\n"
        )
    }
    files["Drives.csv"] = table(
        [
            [
                "Drive",
                "Maker serial",
                "Serial number",
                "Type",
                "Firmware",
                "State",
                "Partition",
                "Host",
                "Updating",
            ]
        ]
        + [
            [
                r["path"],
                r["serial"],
                r["other"],
                r["type"],
                r["firmware"],
                r["state"],
                r["partition"],
                r["host"],
                "yes" if "staging" in r else "no",
            ]
            for r in drive_rows(scene)
        ]
    )
    sections = []
    for frame in (1, 2):
        feed = next(
            (f["d"] for f in scene.feeds if f["frame"] == frame),
            {"Primary AC": "ok", "Secondary AC": "ok"},
        )
        sections.append(
            f"[Frame FR{frame}]\r\n"
            + "".join(f"{k} = {v}\r\n" for k, v in feed.items())
            + f"Temperature = {scene.heat.get(frame, 24)} C\r\n"
        )
        for position in (1, 2):
            state = next(
                (s["d"] for s in scene.supplies if s["id"] == f"{frame}/{position}"),
                {"Input": "ok", "Output": "ok"},
            )
            sections.append(
                f"[FR{frame}/PowerSupply{position}]\r\n"
                + "".join(f"{k} = {v}\r\n" for k, v in state.items())
            )
    for name in ("FR1/RIM1", "FR1/RIM2", "FR2/RIM1"):
        state = scene.controllers.get(name, {})
        sections.append(
            f"[Controller {name}]\r\nConnected ="
            f" {'no' if state.get('connected') is False else 'yes'}\r\nFailover to ="
            f" {state.get('failover_to', '')}\r\n"
        )
    files["Hardware.ini"] = "\r\n".join(sections)
    files["Fans.csv"] = table(
        [["Frame", "Fan", "RPM", "Status"]]
        + [[f"FR{frame}", fan, rpm, "ok"] for frame, fan, rpm in fan_rows(scene)]
    )
    files["Counters.csv"] = table(
        [["Axis", "Robot", "Value", "Service limit"]]
        + [[name, robot, value, limit] for name, robot, value, limit in scene.counters]
    )
    files["Keys.csv"] = table(
        [["Option", "Licence", "Days left"]]
        + [
            [name, "x", days]
            for name, days in [*scene.keys, ("Base", "Permanent"), ("Other", "900")]
        ]
    )
    files["Firmware.csv"] = table(
        [["Component", "Current", "Package"]]
        + [
            [n, a, b]
            for n, (a, b) in {
                "LCM OS": ("1.2", "1.2"),
                "Display": ("2.0", "2.0"),
                **scene.components,
            }.items()
        ]
    )
    files["Tapes.csv"] = table(
        [["Cartridge", "Loads", "Loads (chip)", "Life left %", "Cleanings left"]]
        + [
            [
                t,
                *(
                    scene.tapes.get(t, {}).get(k, d)
                    for k, d in (
                        ("load_count", 20),
                        ("mam_load_count", 20),
                        ("life_left_percent", 80),
                        ("cleans_left", ""),
                    )
                ),
            ]
            for t in [*TAPES, *(t for t in scene.tapes if t not in TAPES)]
        ]
    )
    files["Limits.ini"] = "[Media]\r\nMax tape loads = 1000\r\nMin cleaning passes = 5\r\n"
    logs: dict[str, list[str]] = {}
    for at, level, source, text in stepped(scene):
        logs.setdefault(source, []).append(
            f"{european(at)} | {level.upper()[:4]} | {source.capitalize()} | {text}"
        )
    files |= {f"Log_{source}.txt": "\r\n".join(rows) + "\r\n" for source, rows in logs.items()}
    return {name: text.encode() for name, text in files.items()}


RENDER: dict[str, Callable[[Scene], Files]] = {"C": render_c, "D": render_d}


def bundle(name: str, files: Files) -> Bundle:
    """Files as a bundle whose leaves are streamed in small blocks."""

    def leaf(ordinal: int, path: str, data: bytes) -> Leaf:
        blocks = (data[at : at + 4096] for at in range(0, len(data), 4096))
        return Leaf(
            path, ordinal, blocks, lambda: LeafEnd(len(data), hashlib.sha256(data).hexdigest())
        )

    digest = hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest()
    leaves = (leaf(number, path, data) for number, (path, data) in enumerate(files.items()))
    return Bundle(name, digest, sum(map(len, files.values())), leaves)


def named(dialect: str, scene: Scene) -> Bundle:
    """The scene as a bundle, named in the manner of its dialect."""
    stamp = scene.captured.strftime("%Y%m%dT%H%M%S" if dialect == "C" else "%d.%m.%Y %H.%M.%S")
    return bundle(f"{SERIAL} {stamp}.zip", RENDER[dialect](scene))


def facts(**files: str | bytes) -> BundleFacts:
    """The facts of a bundle with these members; `__` in a name stands for a point."""
    data = {
        name.replace("__", "."): text if isinstance(text, bytes) else text.encode()
        for name, text in files.items()
    }
    return extract(bundle("5E21C0D4 2026-03-11 05.06.07.zip", data))
