"""People's words, cleaned once at the border: no invisible characters, no loose blanks."""

import unicodedata

_KEEP = {"\n", "\t"}
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def plain(text: str, *, lines: bool = False) -> str:
    """The text in NFC without control, bidirectional and invisible characters, stripped of blanks.

    With `lines` line breaks and tabs stay; otherwise the text becomes one line.
    """
    unified = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(
        one if one in _KEEP or unicodedata.category(one) not in _INVISIBLE else " "
        for one in unified
    )
    if lines:
        return "\n".join(line.rstrip() for line in kept.split("\n")).strip()
    return " ".join(kept.split())
