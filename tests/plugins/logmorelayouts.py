"""Three more made-up layouts.

E is XML attributes and one RFC 5424 log, F is printed tables and American times with AM and PM,
H is one dump of everything in one text.
"""

from collections.abc import Callable
from datetime import datetime
from xml.sax.saxutils import quoteattr

from logdialects import SERIAL, TAPES, Files, Scene, bundle, drive_rows, fan_rows, stepped

from tam.domain.logreview.bundles import Bundle

Cells = list[object]
_PRI = {"info": 134, "warn": 132, "warning": 132, "error": 131, "err": 131}
_RIMS = ("FR1/RIM1", "FR1/RIM2", "FR2/RIM1")
_AC = {"primary_ac_present": True, "secondary_ac_present": True}
_TAPE = {"load_count": "20", "mam_load_count": "20", "life_left_percent": "80"}


def _feed(scene: Scene, frame: int) -> dict[str, object]:
    return next((one["c"] for one in scene.feeds if one["frame"] == frame), _AC)


def _supply(scene: Scene, frame: int, position: int) -> dict[str, object]:
    named = (one["c"] for one in scene.supplies if one["id"] == f"{frame}/{position}")
    return {"input_ok": True, "output_ok": True, **next(named, {})}


def _tapes(scene: Scene) -> dict[str, dict[str, str]]:
    return {tape: _TAPE | scene.tapes.get(tape, {}) for tape in [*TAPES, *scene.tapes]}


def _components(scene: Scene) -> dict[str, tuple[str, str]]:
    return {"LCM OS": ("1.2", "1.2"), **scene.components}


def _text(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _tag(name: str, values: dict[str, object]) -> str:
    pairs = (f"{key}={quoteattr(_text(value))}" for key, value in values.items())
    return f"<{name} {' '.join(pairs)}/>"


def _drive(row: dict[str, str], *names: str) -> dict[str, object]:
    found = dict(zip(names, (row["serial"], row["type"], row["firmware"]), strict=True))
    return found | {"status": row["state"], "partition": row["partition"]}


def _staging(row: dict[str, str]) -> dict[str, object]:
    return {"fwUpdateInProgress": "yes"} if "staging" in row else {}


def render_e(scene: Scene) -> Files:
    """Attributes instead of elements, file names that say nothing, one log of all sources."""
    about = {
        "serialNumber": SERIAL,
        "name": "quarry-2",
        "created": scene.captured.isoformat(),
    }
    frames = []
    for frame in (1, 2):
        heat = {"id": f"FR{frame}", "temperatureCelsius": scene.heat.get(frame, 24)}
        frames.append(_tag("frame", heat | _feed(scene, frame)).replace("/>", ">"))
        fans = (one for one in fan_rows(scene) if one[0] == frame)
        frames += [_tag("fan", {"number": fan, "rpm": rpm}) for _, fan, rpm in fans]
        for place in (1, 2):
            frames.append(_tag("powerSupply", {"position": place, **_supply(scene, frame, place)}))
        frames.append("</frame>")
    names = ("manufacturerSerial", "productId", "fwRevision")
    tables = {
        "drives": [
            _tag("drive", {"location": row["path"]} | _drive(row, *names) | _staging(row))
            for row in drive_rows(scene)
        ],
        "frames": frames,
        "controllers": [
            _tag(
                "controller",
                {"name": name, "connected": True, "failover_to": ""}
                | scene.controllers.get(name, {}),
            )
            for name in _RIMS
        ],
        "counters": [
            _tag("counter", {"name": name, "robot": robot, "value": value, "threshold": limit})
            for name, robot, value, limit in scene.counters
        ],
        "keys": [
            _tag("optionKey", {"description": name, "daysRemaining": days})
            for name, days in [*scene.keys, ("Base", "Permanent")]
        ],
        "package": [
            _tag("component", {"name": name, "currentVersion": one, "packageVersion": other})
            for name, (one, other) in _components(scene).items()
        ],
        "tapes": [_tag("tape", {"barcode": tape} | row) for tape, row in _tapes(scene).items()],
        "settings": [
            _tag(
                "limits",
                {"maxTapeLoadsBeforeWarningCount": 1000, "minCleaningPassesBeforeWarningCount": 5},
            )
        ],
    }
    files = {"manifest.xml": f"<bundle>\n {_tag('library', about)}\n</bundle>\n"}
    for number, (name, rows) in enumerate(tables.items(), start=1):
        files[f"a/{number:02}.xml"] = "\n".join([f"<{name}>", *rows, f"</{name}>", ""])
    files["b/all.log"] = "".join(
        f"<{_PRI[level]}>1 {at.isoformat()} quarry-2 {source} 412 - - {text}\n"
        for at, level, source, text in stepped(scene)
    )
    return {name: text.encode() for name, text in files.items()}


def _printed(rows: list[Cells]) -> str:
    """Columns as wide as they must be, under a ruled header."""
    wide = [max(len(str(row[at])) for row in rows) + 2 for at in range(len(rows[0]))]
    ruled: list[Cells] = [rows[0], ["-" * (width - 2) for width in wide], *rows[1:]]
    return "".join(
        "".join(str(cell).ljust(width) for cell, width in zip(row, wide, strict=True)).rstrip()
        + "\n"
        for row in ruled
    )


def _barred(rows: list[Cells]) -> str:
    return "".join(" | ".join(map(str, row)) + "\n" for row in rows)


def _american(at: datetime) -> str:
    return at.strftime("%b %d, %Y %I:%M:%S %p")


def _state_tables(scene: Scene) -> dict[str, str]:
    words = {True: "OK", False: "FAIL"}
    supplies: list[Cells] = [["Frame", "Supply", "Input", "Output"]]
    for frame in (1, 2):
        for place in (1, 2):
            state = _supply(scene, frame, place)
            supplies.append(
                [f"FR{frame}", place, words[state["input_ok"]], words[state["output_ok"]]]
            )
    frames: list[Cells] = [["Frame", "Primary AC present", "Secondary AC present", "Temp C"]]
    frames += [
        [f"FR{frame}", *map(_text, _feed(scene, frame).values()), scene.heat.get(frame, 24)]
        for frame in (1, 2)
    ]
    controllers: list[Cells] = [["Controller", "Connected", "Failed over to"]]
    for name in _RIMS:
        state = {"connected": True, "failover_to": "-"} | scene.controllers.get(name, {})
        controllers.append([name, *map(_text, (state["connected"], state["failover_to"]))])
    fans: list[Cells] = [["Frame", "Fan", "RPM"]]
    fans += [[f"FR{frame}", fan, rpm] for frame, fan, rpm in fan_rows(scene)]
    return {
        "show_power.txt": _printed(supplies),
        "show_ac.txt": _printed(frames),
        "show_ctrl.txt": _printed(controllers),
        "show_fans.txt": _printed(fans),
    }


def render_f(scene: Scene) -> Files:
    """What commands print; each log in its own file, its level a word in front of the text."""
    head = f"Diagnostic capture\nLibrary serial number: {SERIAL}\nLibrary name: quarry-2\n"
    files = {"readme.txt": f"{head}Taken at: {_american(scene.captured)}\n"}
    drives: list[Cells] = [
        ["Drive", "Vendor S/N", "Type", "FW level", "Status", "Partition", "Updating"]
    ]
    for row in drive_rows(scene):
        cells = [row[key].replace(" ", "-") for key in ("path", "serial", "type")]
        cells += [row["firmware"], row["state"].replace(" ", "-"), row["partition"]]
        drives.append([*cells, "yes" if "staging" in row else "no"])
    files["show_drives.txt"] = _printed(drives)
    files |= _state_tables(scene)
    files["show_counters.txt"] = _barred(
        [["Counter", "Robot", "Value", "Threshold"], *map(list, scene.counters)]
    )
    files["show_keys.txt"] = _barred(
        [["Option key", "Days remaining"], *map(list, [*scene.keys, ("Base", "Permanent")])]
    )
    files["show_pkg.txt"] = _barred(
        [["Component", "Installed version", "Package version"]]
        + [[name, *both] for name, both in _components(scene).items()]
    )
    columns = ("load_count", "mam_load_count", "life_left_percent", "cleaning_cycles_left")
    files["media.txt"] = _barred(
        [["Barcode", "Library loads", "MAM loads", "Life left %", "Cleanings left"]]
        + [[tape, *(row.get(at, "") for at in columns)] for tape, row in _tapes(scene).items()]
    )
    files["settings.txt"] = (
        "Max tape loads before warning: 1000\nMin cleaning passes before warning: 5\n"
    )
    for at, level, source, text in stepped(scene):
        name = f"trace-{source}.txt"
        line = f"[{_american(at)}] {level.capitalize():<8}{text}\n"
        files[name] = files.get(name, "") + line
    return {name: text.encode() for name, text in files.items()}


def _block(title: str, values: dict[str, object], indent: str = "") -> str:
    rows = "".join(
        f"{indent}  {key.replace('_', ' ')}: {_text(value)}\n" for key, value in values.items()
    )
    return f"{indent}{title}\n{rows}"


def _dump(scene: Scene) -> str:
    captured = scene.captured.strftime("%Y-%m-%d %H:%M:%S %z")
    out = [
        f"Support dump\nLibrary serial: {SERIAL}\nLibrary name: quarry-2\nCaptured: {captured}\n\n"
    ]
    out.append("===== DRIVES =====\n")
    names = ("Manufacturer serial", "Type", "Firmware")
    for row in drive_rows(scene):
        staging = {"Update in progress": "yes"} if "staging" in row else {}
        out.append(_block(f"Drive {row['path']}", _drive(row, *names) | staging) + "\n")
    out.append("===== ENVIRONMENT =====\n")
    for frame in (1, 2):
        heat = {"Temperature": f"{scene.heat.get(frame, 24)} C"}
        out.append(_block(f"Frame FR{frame}", heat | _feed(scene, frame)))
        fans = (one for one in fan_rows(scene) if one[0] == frame)
        out += [_block(f"Fan {fan}", {"RPM": rpm}, "  ") for _, fan, rpm in fans]
        for place in (1, 2):
            out.append(_block(f"Power supply {place}", _supply(scene, frame, place), "  "))
    out.append("\n===== CONTROLLERS =====\n")
    for name in _RIMS:
        state = {"connected": True, "failover_to": "none"} | scene.controllers.get(name, {})
        out.append(_block(f"Controller {name}", state))
    out.append("\n===== COUNTERS =====\n")
    for name, robot, value, limit in scene.counters:
        out.append(_block(f"Counter {name}", {"Robot": robot, "Value": value, "Threshold": limit}))
    out.append("\n===== OPTION KEYS =====\n")
    for name, days in [*scene.keys, ("Base", "Permanent")]:
        out.append(_block(f"Key {name}", {"Days remaining": days}))
    out.append("\n===== PACKAGE =====\n")
    for name, (one, other) in _components(scene).items():
        both = {"Installed version": one, "Package version": other}
        out.append(_block(f"Component {name}", both))
    out.append("\n===== SETTINGS =====\nMax tape loads before warning: 1000\n")
    out.append("Min cleaning passes before warning: 5\n\n===== MEDIA =====\n")
    out += [_block(f"Tape {tape}", dict(row)) for tape, row in _tapes(scene).items()]
    return "".join(out)


def render_h(scene: Scene) -> Files:
    """One text with everything: states that nest by indentation, then each log under a heading."""
    logs: dict[str, list[str]] = {}
    for at, level, source, text in stepped(scene):
        stamp = at.strftime("%d-%b-%Y %H:%M:%S")
        logs.setdefault(source, []).append(f"{stamp} | {level.upper():7} | {text}")
    out = [_dump(scene)]
    for source, lines in logs.items():
        out += [f"\n##### {source}.log #####", *lines]
    return {"dump.txt": ("\n".join(out) + "\n").encode()}


RENDER: dict[str, tuple[Callable[[Scene], Files], str, str]] = {
    "E": (render_e, "%Y%m%dT%H%M%S", "C"),
    "F": (render_f, "%m-%d-%Y %H-%M-%S", "C"),
    "H": (render_h, "%Y-%m-%d %H-%M-%S", "D"),
}


def named(dialect: str, scene: Scene) -> Bundle:
    """The scene as a bundle, named in the manner of its dialect."""
    render, stamp, _ = RENDER[dialect]
    return bundle(f"diag {SERIAL} {scene.captured.strftime(stamp)}.zip", render(scene))
