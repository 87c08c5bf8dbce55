"""Contracts as people write them, for the tests of every door: one table of cases.

Each case is a contract of the sample account and what every door says of it: the outcome, and each
point as (kind, clause, field, the beginning of the reason).
"""

import csv
import io
from dataclasses import replace

from tam.domain.entitlement.entry import Written, WrittenLine

COLUMNS = (
    "number", "account", "starts_on", "ends_on", "master_agreement", "contact", "follows",
    "readings", "level", "site", "serial", "line_starts_on", "line_ends_on", "options",
)  # fmt: skip

UNKNOWN_HERE = (
    ("warns", "NOTE-5", "lines[1].level", "Whether "),
    ("warns", "NOTE-6", "lines[1].level", "No distance to a partner service center"),
)


def line(level="four_hour_on_site", **more):
    return WrittenLine(level=level, **{"site": "Oslo Archive", **more})


def written(number="SG-9000", *lines, **more):
    known = {
        "account": "northern-lights",
        "starts_on": "2028-01-01",
        "ends_on": "2028-12-31",
        "master_agreement": "MSA 7",
    }
    return Written(number=number, lines=lines or (line(), line("tam")), **{**known, **more})


def _wrong(field, reason):
    return ("wrong", "", field, reason)


PLAIN = line("nbd_on_site", site="Leeds Office")
BEYOND = {"starts_on": "2029-01-01", "ends_on": "2029-12-31"}
CASES = {
    "clean": (written("SG-9001"), "entered", UNKNOWN_HERE),
    "tam on plain next business day": (
        written("SG-9002", PLAIN, line("tam", site="Leeds Office")),
        "refused",
        (("refuses", "TAM-01", "lines[2].level", "Technical Account Management (TAM) may not"),
         *UNKNOWN_HERE),
    ),
    "tam alone": (
        written("SG-9003", line("tam")),
        "refused",
        (("refuses", "TAM-01", "lines[1].level", "Technical Account Management (TAM) has no"),),
    ),
    "the option makes it allowed": (
        written("SG-9004", replace(PLAIN, options="phone_uplift_24x7"),
                line("tam", site="Leeds Office")),
        "entered",
        UNKNOWN_HERE,
    ),
    "twice the same level": (
        written("SG-9005", line(), line()),
        "refused",
        (("refuses", "TAM-01", "lines[2].starts_on", "Lines 1 and 2 promise the same level"),
         *UNKNOWN_HERE,
         *((kind, clause, "lines[2].level", said) for kind, clause, _, said in UNKNOWN_HERE)),
    ),
    "the base lapses": (
        written("SG-9006", line(ends_on="2028-06-30"), line("tam")),
        "refused",
        (("refuses", "TAM-01", "lines[2].level", "Technical Account Management (TAM) has no"),
         ("warns", "TAM-01", "lines", "No base covers Oslo Archive on 2028-07-01 to 2028-12-31"),
         *UNKNOWN_HERE),
    ),
    "a line outside": (
        written("SG-9007", line(ends_on="2029-01-31")),
        "refused",
        (("refuses", "NOTE-7", "lines[1].ends_on", "Line 1 has 2029-01-31, outside"),
         *UNKNOWN_HERE),
    ),
    "no agreement named": (
        written("SG-9008", line(), master_agreement=""),
        "entered",
        (("warns", "NOTE-7", "master_agreement", "No Master Services Agreement"), *UNKNOWN_HERE),
    ),
    "of another customer": (
        written("SG-9010", account="quiet-harbour-2"),
        "wrong",
        (_wrong("account", "There is no account 'quiet-harbour-2'"),),
    ),
    "a number in use": (
        written("SG-2041"), "wrong", (_wrong("number", "There is a contract SG-2041 already"),),
    ),
    "promised already": (
        written("SG-9011", line(starts_on="2026-05-01", ends_on="2026-05-31"),
                starts_on="2026-05-01", ends_on="2026-05-31"),
        "refused",
        (*UNKNOWN_HERE,
         ("refuses", "TAM-01", "lines[1].starts_on",
          "Line 1 promises the same level as line 3 of contract SG-2041 on 2026-05-01")),
    ),
    "a renewal too early": (
        written("SG-9012", line("basic", site="Leeds Office", starts_on="2027-02-22"),
                follows="SG-2042", starts_on="2027-02-01"),
        "refused",
        (("warns", "TAM-01", "lines", "No base covers Leeds Office on 2027-02-01 to 2027-02-21"),
         UNKNOWN_HERE[0],
         ("refuses", "TAM-01", "lines[1].starts_on", "Line 1 and line 1 of contract SG-2042 are"),
         ("refuses", "TAM-01", "starts_on", "SG-9012 and SG-2042 both run on 2027-02-01")),
    ),
    "naive times and unknown places": (
        written("SG-9013", line(starts_on="2028-01-01T08:00:00", serial="NONE"),
                line(site="Atlantis"), starts_on="0000-01-01", ends_on="9999-12-31"),
        "wrong",
        (_wrong("starts_on", "0000-01-01 is not in the calendar"),
         _wrong("ends_on", "9999-12-31 is outside 2000-01-01 to 2100-12-31"),
         _wrong("lines[1].starts_on", "“2028-01-01T08:00:00” is no day; write year-month-day")),
    ),
    "places that are not there": (
        written("SG-9014", line(serial="NONE"), line(site="Atlantis"), line(serial="4B31C86E")),
        "wrong",
        (_wrong("lines[1].serial", "The account has no library of the serial 'NONE'"),
         _wrong("lines[2].site", "The account has no site of the name 'Atlantis'"),
         _wrong("lines[3].serial", "Library 4B31C86E stands at Boulder Data Center, not at")),
    ),
    "it ends before it starts": (
        written("SG-9015", starts_on="2028-12-31", ends_on="2028-01-01"),
        "wrong",
        (_wrong("ends_on", "It ends on 2028-01-01, before it starts on 2028-12-31."),),
    ),
    "a level nobody sells": (
        written("SG-9016", line("gold"), line(options="tam"), line("phone_uplift_24x7")),
        "wrong",
        (_wrong("lines[1].level", "There is no level 'gold'"),
         _wrong("lines[2].options", "tam is no option"),
         _wrong("lines[3].level", "phone_uplift_24x7 is an option")),
    ),
}  # fmt: skip


def told(points):
    """Points of a verdict as the table writes them, reasons whole."""
    return [(one.kind.value, one.clause, one.field, one.reason) for one in points]


def agrees(case, outcome, said):
    """Whether a door's answer is the table's: outcome, and each point with its reason's start."""
    _, wanted, points = CASES[case]
    assert outcome == wanted, (outcome, said)
    assert [one[:3] for one in said] == [one[:3] for one in points]
    for (_, _, _, reason), (_, _, _, start) in zip(said, points, strict=True):
        assert reason.startswith(start), (reason, start)


def rows_of(made):
    for number, one in enumerate(made.lines):
        terms = {name: getattr(made, name) for name in COLUMNS if hasattr(made, name)}
        terms = {name: said for name, said in terms.items() if name != "lines"}
        yield {
            **(terms if number == 0 else {"number": made.number}),
            "level": one.level,
            "site": one.site,
            "serial": one.serial,
            "line_starts_on": one.starts_on,
            "line_ends_on": one.ends_on,
            "options": one.options,
        }


def file_of(*contracts):
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    for made in contracts:
        writer.writerows(rows_of(made))
    return text.getvalue().encode()
