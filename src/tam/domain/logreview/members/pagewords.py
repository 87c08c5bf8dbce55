"""The words around log pages: headings of pages, headings of drives, sentences of a page."""

import re

from tam.domain.logreview.meaning.mentions import drives_in

_PAGE = re.compile(
    r"^\s*(\S.{0,200}?\bpage)\b.{0,200}?[\[(]\s*(?:0x)?([0-9a-fA-F]{1,2})h?(?:\s*,\s*(?:0x)?[0-9a-fA-F]{1,2})?\s*[\])]",
    re.IGNORECASE,
)
_NAMED_PAGES = {
    "write error counter page": 0x02,
    "read error counter page": 0x03,
    "sequential access device page": 0x0C,
    "temperature page": 0x0D,
    "dt device status page": 0x11,
    "tapealert response page": 0x12,
    "device statistics page": 0x14,
    "tape diagnostics data page": 0x16,
    "volume statistics page": 0x17,
    "tapealert page": 0x2E,
    "tape alert page": 0x2E,
}
_HEADING = re.compile(rf"^\s*({'|'.join(_NAMED_PAGES)})\b(?!.*:\s*\d)", re.IGNORECASE)
_SERIAL = re.compile(
    r"\b(?:serial(?: number| no\.?)?|sn|s/n)\b[\s:=#\"]*([A-Z0-9]{6,20})\b", re.IGNORECASE
)
_HEADED = re.compile(r"^\s*[#=*\[<-]")
_TOKEN = re.compile(
    r"(?<![A-Za-z0-9])(?=[0-9]*+[A-Z])(?=(?:[A-Z]*+[0-9]){4})[A-Z0-9]{8,14}(?![A-Za-z0-9])"
)
_VOLUME_STATISTICS = 0x17


def page_of(text: str) -> int | None:
    """The code of the page that a heading opens: as it prints it, or by the page's name."""
    coded = _PAGE.match(text)
    if coded is not None:
        return int(coded[2], 16)
    named = _HEADING.match(text)
    return _NAMED_PAGES[named[1].lower()] if named is not None else None


def serial_in(text: str) -> str:
    """The first word that has the shape of a drive's serial number."""
    found = _TOKEN.search(text)
    return found[0] if found is not None else ""


def drive_named(text: str, page: int) -> str | None:
    """The drive that a line announces: by `serial`, or in a heading by its number or bay alone."""
    serial = _SERIAL.search(text)
    if serial is not None and any(letter.isdigit() for letter in serial[1]):
        return serial[1] if page != _VOLUME_STATISTICS else None
    if _HEADED.match(text) is None:
        return None
    bays = [name for name in drives_in(text) if name.count("/") >= 2]
    return serial_in(text) or (bays[0] if bays else None)


def cleaning_wish(text: str) -> str:
    """The name of a wish to be cleaned: bits of page 11h, or the sentence of page 0Ch."""
    bit = re.search(r"\b(CRQST|CRQRD)=1\b", text)
    if bit is not None:
        return f"cleaning wanted {bit[1]}"
    low = text.lower()
    wanted = "cleaning action" in low and "not required" not in low
    return "cleaning wanted" if wanted and ("required" in low or "needed" in low) else ""


def hexed(text: str | None) -> int | None:
    """A hexadecimal value, None where there is none."""
    if not text:
        return None
    word = text.split()[0].rstrip("h,")
    try:
        return int(word, 16)
    except ValueError:
        return None
