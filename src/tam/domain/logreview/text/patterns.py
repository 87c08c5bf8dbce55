"""The spellings of a time that logs are known to use, the more specific first."""

import re
from dataclasses import dataclass

MONTHS = {
    name: number
    for number, name in enumerate(
        (
            b"jan",
            b"feb",
            b"mar",
            b"apr",
            b"may",
            b"jun",
            b"jul",
            b"aug",
            b"sep",
            b"oct",
            b"nov",
            b"dec",
        ),
        start=1,
    )
}
_MON = (
    rb"(?P<mon>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*|"
    rb"JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
)
_CLOCK = (
    rb"(?P<h>\d{1,2})[:.hH-](?P<mi>[0-5]\d)(?:[:.mM-](?P<s>[0-6]\d))?s?(?:[.,](?P<us>\d{1,9}))?"
)
_ZONE = rb"(?:\s?(?P<tz>Z\b|UTC\b|GMT\b|[+-][01]\d:?[0-5]\d\b))?"
_HALF = rb"(?:\s?(?P<half>[AaPp]\.?[Mm]\.?))?"


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a moment; `day_first` is None where the text alone does not tell."""

    name: str
    pattern: re.Pattern[bytes]
    day_first: bool | None = None


FORMATS = (
    Format(
        "iso",
        re.compile(
            rb"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<sep>[-/.])(?P<m>\d\d)(?P=sep)(?P<d>\d\d)[T _,]+"
            + _CLOCK
            + _ZONE
        ),
    ),
    Format(
        "compact",
        re.compile(
            rb"(?<!\d)(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)[T _-](?P<h>[012]\d)[:.-]?"
            rb"(?P<mi>[0-5]\d)[:.-]?(?P<s>[0-6]\d)(?:[.,](?P<us>\d{1,9}))?" + _ZONE + rb"(?!\d)"
        ),
    ),
    Format(
        "dotted",
        re.compile(
            rb"(?<![\d.])(?P<a>\d{1,2})\.(?P<b>\d{1,2})\.(?P<y>20\d\d|\d\d)[T ,_]+" + _CLOCK + _ZONE
        ),
        day_first=True,
    ),
    Format(
        "slashed",
        re.compile(
            rb"(?<![\d/-])(?P<a>\d{1,2})(?P<sep>[/-])(?P<b>\d{1,2})(?P=sep)(?P<y>20\d\d|\d\d)[T"
            rb" ,_:]+" + _CLOCK + _HALF + _ZONE
        ),
    ),
    Format(
        "day month year",
        re.compile(
            rb"(?<!\d)(?P<d>\d{1,2})[ /-]"
            + _MON
            + rb"[ /-](?P<y>20\d\d)[ :T,_]+"
            + _CLOCK
            + _HALF
            + _ZONE
        ),
    ),
    Format(
        "month day year",
        re.compile(
            rb"\b" + _MON + rb" {1,2}(?P<d>\d{1,2}),? (?P<y>20\d\d),? " + _CLOCK + _HALF + _ZONE
        ),
    ),
    Format(
        "month day",
        re.compile(
            rb"\b" + _MON + rb" {1,2}(?P<d>\d{1,2}),? (?P<h>\d\d):(?P<mi>[0-5]\d):(?P<s>[0-6]\d)"
            rb"(?:[.,](?P<us>\d{1,9}))?(?: (?:UTC |GMT |CES?T )?(?P<y2>20\d\d))?"
        ),
    ),
    Format(
        "epoch",
        re.compile(
            rb"(?:^[\s\[<(\"{]*|\b(?:time|ts|timestamp|epoch|when|at)[\"']?\s*[=:]\s*[\"']?)"
            rb"(?P<epoch>1[4-9]\d{8}(?:\.?\d{3,9})?)(?![\w.])",
            re.IGNORECASE,
        ),
    ),
)
