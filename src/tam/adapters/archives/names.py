"""Names of members: decoded, judged and shown; never used as a path."""

import re
import unicodedata

from tam.adapters.archives.limits import Limits

_DRIVE = re.compile(r"^[A-Za-z]:")
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def decode(raw: bytes, *, utf8: bool = False) -> str:
    """A raw name as text: UTF-8 where it is that, else the code page of old archivers."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "backslashreplace") if utf8 else raw.decode("cp437")


def shown(name: str, limits: Limits) -> str:
    """The name as people see it: control, bidirectional and invisible characters made visible."""
    text = "".join(
        one if unicodedata.category(one) not in _HIDDEN else _escaped(one) for one in name
    )
    if len(text) > limits.shown_name:
        return f"{text[: limits.shown_name - 1]}\u2026"
    return text


def _escaped(one: str) -> str:
    code = ord(one)
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}"
        if code < 0x10000
        else f"\\U{code:08x}"
    )


def complaint(name: str, limits: Limits) -> str | None:
    """Why a member of this name is not read: it climbs out, is absolute, too long or too deep."""
    parts = name.replace("\\", "/").split("/")
    if len(name.encode("utf-8", "surrogatepass")) > limits.path_bytes:
        return f"Its name is longer than {limits.path_bytes:,} bytes; it was not read."
    if len(parts) > limits.path_parts:
        return f"Its path is more than {limits.path_parts} folders deep; it was not read."
    if ".." in parts or parts[0] == "" or _DRIVE.match(name):
        return "Unsafe path: the name points outside the bundle, so it was not read."
    return None
