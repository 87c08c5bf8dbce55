"""The parts of a library that a text names.

Drives, tapes, robots, places, supplies, fans, controllers, hosts.
"""

import re
from dataclasses import dataclass

from tam.domain.logreview.thresholds import LIMITS

_DRIVE_PATH = re.compile(r"\b(?:FR|F|Frame)\d{1,2}/DBA\d{1,2}/[A-Za-z0-9][\w-]*", re.IGNORECASE)
_DRIVE_NAMED = re.compile(
    r"\b(?:tape )?(?:drive|drv|dte)\b[\s_]*(?:id|name|path|no\.?|number|bay|serial(?:"
    r" number)?|sn|s/n)?[\s:=#\"'(\[]*"
    r"([A-Za-z0-9][\w/.-]*\d[\w/.-]*)",
    re.IGNORECASE,
)
_SERIAL = re.compile(
    r"\b(?:sn|s/n|serial(?:[ _-]?(?:number|num|no))?|mfr"
    r" ?serial|drive_?serial)\b[.\"']*[\s:=#\"'(\[]*([A-Z0-9]{6,20})\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r"(?<![\w./-])(?=[A-Z0-9]{8,14}(?![\w/-]))(?=[0-9]*+[A-Z])(?=(?:[A-Z]*+[0-9]){4})[A-Z0-9]{8,14}"
)
_BARCODE = re.compile(r"(?<![\w/.-])([A-Z0-9]{6}(?:L[1-9A-Z]|M8|J[A-Z0-9]|C[1-9]))(?![\w/-])")
_TAPE_NAMED = re.compile(
    r"\b(?:tape|cartridge|volume|vol|volser|bar"
    r" ?code|medium|media|cassette|voltag|vsn|label|carrying|tape_?id|loaded with)\b[\s_]*"
    r"(?:id|label|bar ?code|serial|name|tag)?[\s:=#\"'(\[]*([A-Z0-9]{5,10})\b(?!/)",
    re.IGNORECASE,
)
_ROBOT = re.compile(
    r"\b(?:robot|transporter|teraporter|accessor|picker|gantry|rob)(?:ics?)?"
    r"[\s_#:=\"'(\[]*(?:id|no\.?|number|unit)?[\s_#:=\"'(\[]*(\d)\b",
    re.IGNORECASE,
)
_SLOT = re.compile(
    r"\b(?:storage ?)?(?:slot|element|elem|cell|chamber|location|bin|place|position)s?"
    r"[\s_#:=\"'(\[]*(?:no\.?|number|id|addr(?:ess)?)?[\s_#:=\"'(\[]*(\d{1,5})\b",
    re.IGNORECASE,
)
_PLACED = re.compile(r"\b([A-Za-z][\w-]{1,30})/(?:slot ?)?(\d{1,5})\b(?!/)")
_PARTITION = re.compile(
    r"\b(?:partition|logical"
    r" library|pool)\b[\s_#:=\"'(\[]*(?:name|id)?[\s:=\"'(\[]*([A-Za-z][\w-]*)",
    re.IGNORECASE,
)
_SLOT_OF = re.compile(
    r"\b(?:slot|element|cell|chamber) ?(\d{1,5}) (?:of|in) (?:partition )?([A-Z][\w-]*)"
)
_FRAME = re.compile(
    r"\bFR[ _-]?(\d{1,2})\b|\b(?:frame|cabinet|rack|enclosure)[\s_#:=\"']*(?:no\.?|number|id)?"
    r"[\s_#:=\"']*(?:FR)?(\d{1,2})\b",
    re.IGNORECASE,
)
_SUPPLY = re.compile(
    r"\b(?:power[ _-]?suppl(?:y|ies)|psu|ps|supply|power"
    r" module)[\s_#:=\"'/(\[]*(?:unit|no\.?|number|bay|position|id)?[\s_#:=\"'(\[]*(\d)\b",
    re.IGNORECASE,
)
_SUPPLY_AT = re.compile(r"\b(?:psu|ps|power ?supply|supply)\W{0,3}FR\d{1,2}/(\d)\b", re.IGNORECASE)
_FAN_AT = re.compile(r"\b(?:fan|blower)\W{0,3}FR\d{1,2}/(\d{1,2})\b", re.IGNORECASE)
_FAN = re.compile(
    r"\b(?:fan|blower)s?[\s_#:=\"'/(\[]*(?:unit|no\.?|number|id)?[\s_#:=\"'(\[]*(\d{1,2})\b",
    re.IGNORECASE,
)
_FAN_ID = re.compile(r"\bFR\d{1,2}/F[CM]M/Fan ?\d{1,2}\b", re.IGNORECASE)
_MODULES = "LCM|RCM|RIM|QIP|F-?QIP|HLM|SAM|RXM|EXM|ELM|GCM"
_CONTROLLER = re.compile(
    rf"\bFR(\d{{1,2}})[/ :_-](?:controller )?((?:{_MODULES}|controller)[ _-]?\d{{0,2}})\b",
    re.IGNORECASE,
)
_CONTROLLER_IN = re.compile(
    rf"\b((?:{_MODULES})[ _-]?\d{{0,2}}) (?:in|of|on|at) (?:frame )?(?:FR)?(\d{{1,2}})\b",
    re.IGNORECASE,
)
_AXIS = re.compile(
    r"\b(horizontal|vertical|picker|rotational|rotation|magazine|toggle|side)[ _-]?axis\b|"
    r"\b(drive|slot|tap)[ _-](to|in|out)[ _-]?(drive|slot)?[ _-]?move",
    re.IGNORECASE,
)
_HOST = re.compile(
    r"\b(?:initiator|host|client|server|hba|node)\b[\s_]*(?:name|id|wwn|wwpn|port)?[\s:=\"'(\[]*([A-Za-z0-9][\w.:-]*\w)",
    re.IGNORECASE,
)
_WWN = re.compile(r"\b(?:[0-9a-f]{2}:){7}[0-9a-f]{2}\b", re.IGNORECASE)
_OPCODE = re.compile(
    r"\b(?:op(?:eration)?[ _-]?(?:code)?|cdb"
    r" ?0?|cdb\[0\]|command|cmd)\b[\s:=\"'(\[]*(?:0x)?([0-9a-fA-F]{2})h?\b",
    re.IGNORECASE,
)
_SPACE_WORD = re.compile(r"\bSPACE\b")
_NO_NAME = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "for",
        "in",
        "on",
        "at",
        "by",
        "is",
        "was",
        "has",
        "had",
        "and",
        "or",
        "from",
        "with",
        "not",
        "no",
        "all",
        "any",
        "this",
        "that",
        "off",
        "removed",
        "cleared",
        "side",
        "set",
        "reset",
        "up",
        "down",
        "error",
        "errors",
        "failed",
        "failure",
        "name",
        "id",
        "bus",
        "port",
        "adapter",
        "changer",
        "software",
        "view",
        "host",
        "hosts",
        "list",
        "status",
        "state",
        "serial",
        "number",
    ]
)


@dataclass(frozen=True, slots=True)
class Mentions:
    """What a text names, as it names it.

    The library's own lists say later what each name stands for.
    """

    drives: tuple[str, ...] = ()
    serials: tuple[str, ...] = ()
    tapes: tuple[str, ...] = ()
    robots: tuple[int, ...] = ()
    slots: tuple[int, ...] = ()
    placed: tuple[tuple[str, int], ...] = ()
    partitions: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    supplies: tuple[int, ...] = ()
    fans: tuple[str, ...] = ()
    controllers: tuple[str, ...] = ()
    axes: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    opcode: int | None = None


def _once(found: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


def _digits(found: list[str]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(number) for number in found))


def tapes_in(text: str) -> tuple[str, ...]:
    """Cartridges by the shape of a bar code, or by a word that announces one."""
    named = [
        name
        for name in _TAPE_NAMED.findall(text)
        if any(letter.isdigit() for letter in name) and name.isupper()
    ]
    return _once(_BARCODE.findall(text) + named)


def drives_in(text: str) -> tuple[str, ...]:
    """Drives by path, or by a word that announces one."""
    named = [name.rstrip(".-/") for name in _DRIVE_NAMED.findall(text)]
    return _once(_DRIVE_PATH.findall(text) + named)


def controller_name(frame: str, module: str) -> str:
    """The one spelling of a controller: FR1/RIM2."""
    return f"FR{int(frame)}/{re.sub(r'[ _-]', '', module).upper()}"


def controllers_in(text: str) -> tuple[str, ...]:
    """Controllers, however frame and module are joined, in the order they stand."""
    found = [(m.start(), controller_name(m[1], m[2])) for m in _CONTROLLER.finditer(text)]
    found += [(m.start(), controller_name(m[2], m[1])) for m in _CONTROLLER_IN.finditer(text)]
    return _once([name for _, name in sorted(found)])


def axis_name(text: str) -> str | None:
    """The one spelling of an axis or a kind of move."""
    match = _AXIS.search(text)
    if match is None:
        return None
    if match[1]:
        return {"rotation": "Rotational"}.get(match[1].lower(), match[1].capitalize()) + " Axis"
    first, joint, last = match[2].lower(), match[3].lower(), (match[4] or "").lower()
    if first == "tap":
        return f"TAP {joint.capitalize()} Move"
    return f"{first.capitalize()} to {last.capitalize()} Move" if joint == "to" and last else None


def mentions(text: str) -> Mentions:
    """Everything that the beginning of a text names."""
    text = text[: LIMITS.read_chars]
    return Mentions(
        drives=drives_in(text),
        serials=_once([s.upper() for s in _SERIAL.findall(text)] + _TOKEN.findall(text)),
        tapes=tapes_in(text),
        robots=_digits(_ROBOT.findall(text)),
        slots=_digits(_SLOT.findall(text)),
        placed=tuple(dict.fromkeys((name, int(number)) for name, number in _PLACED.findall(text))),
        partitions=_partitions(text),
        frames=_once([f"FR{int(a or b)}" for a, b in _FRAME.findall(text)]),
        supplies=_digits(_SUPPLY.findall(text) + _SUPPLY_AT.findall(text)),
        fans=_once(
            [re.sub(r"\s", "", fan) for fan in _FAN_ID.findall(text)]
            + _FAN.findall(text)
            + _FAN_AT.findall(text)
        ),
        controllers=controllers_in(text),
        axes=tuple(name for name in (axis_name(text),) if name),
        hosts=_hosts(text),
        opcode=_opcode(text),
    )


def _partitions(text: str) -> tuple[str, ...]:
    found = [name for _, name in _SLOT_OF.findall(text)] + _PARTITION.findall(text)
    return _once([name for name in found if name.lower() not in _NO_NAME])


def _hosts(text: str) -> tuple[str, ...]:
    found = [name for name in _HOST.findall(text) if name.lower() not in _NO_NAME and len(name) > 2]
    return _once(found + _WWN.findall(text))


def _opcode(text: str) -> int | None:
    match = _OPCODE.search(text)
    if match is not None:
        return int(match[1], 16)
    return 0x11 if _SPACE_WORD.search(text) else None
