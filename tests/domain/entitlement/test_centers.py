"""Lists of partner service centers: what is taken, and what is refused with line and field."""

from datetime import date

import pytest

from tam.domain.entitlement.centers import (
    COLUMNS,
    Center,
    Change,
    Fault,
    change_of,
    checked,
    clashes,
    key_of,
    read_centers,
)
from tam.domain.entitlement.distance import Position

HEADER = "name,city,country,latitude,longitude,opens_on,closes_on\n"
DRAMMEN = Center("Drammen", "Drammen", "NO", Position(59.744, 10.2045))


def faults(text):
    data = text if isinstance(text, bytes) else text.encode()
    sheet = read_centers(data)
    assert sheet.faults
    assert sheet.rows == ()
    return [fault.text for fault in sheet.faults]


@pytest.mark.clause("NOTE-6")
def test_a_good_file_gives_its_centers_by_line():
    text = (
        "\ufeffName,Country,Latitude,Longitude,City,closes_on\r\n"
        "  Front  Range ,us,39.8367,-105.0372,Westminster,2026-12-31\r\n"
        "\r\n"
        '"Østlandet, Drammen",NO,59.744,10.2045,,\r\n'
    )
    sheet = read_centers(text.encode())
    assert sheet.faults == ()
    (first, range_), (second, drammen) = sheet.rows
    assert (first, second) == (2, 4)
    assert range_ == Center(
        "Front Range", "Westminster", "US", Position(39.8367, -105.0372), None, date(2026, 12, 31)
    )
    assert drammen.name == "Østlandet, Drammen"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("A,,NO,95,10,,", "line 2, latitude: 95.0 is outside -90 to 90 degrees."),
        ("A,,NO,59,190.5,,", "line 2, longitude: 190.5 is outside -180 to 180 degrees."),
        ("A,,NO,0,0.0,,", "line 2, latitude: 0, 0 lies in the sea; give the center's own."),
        ("A,,UK,53,-1,,", "line 2, country: There is no country 'UK'; give its two letters"),
        ("A,,NO,north,10,,", "line 2, latitude: write degrees as 59.9139 or -105.2705, not 'no"),
        ("A,,NO,nan,10,,", "line 2, latitude: write degrees"),
        ('A,,NO,"59,9",10,,', "Use a point, not a comma."),
        ("A,,NO,1_0,10,,", "line 2, latitude: write degrees"),
        (",,NO,59,10,,", "line 2, name: it is empty; give one."),
        ("A,,NO,,10,,", "line 2, latitude: it is empty; give one."),
        ("A,,,59,10,,", "line 2, country: it is empty; give one."),
        ("A" * 201 + ",,NO,59,10,,", "line 2, name: give at most 200 printable characters."),
        ("A\x07,,NO,59,10,,", "line 2, name: give at most 200 printable characters."),
        ("A,,NO,59,10,soon,", "line 2, opens_on: write the day as 2026-07-01, not 'soon'."),
        ("A,,NO,59,10,2026-02-02,2026-01-01", "line 2, closes_on: 2026-01-01 is before 2026"),
        ("A,,NO,59,10", "line 2, row: it has 5 fields, the header 7; check the commas."),
        ('A,"N"x,NO,59,10,,', "row: it is not readable as CSV"),
    ],
)
def test_a_wrong_field_is_named_with_its_line(row, words):
    (found,) = faults(HEADER + row + "\n")
    assert words in found


def test_every_fault_of_a_file_is_told_at_once():
    assert [one.split(":")[0] for one in faults(HEADER + ",,XX,99,x,,\nB,,NO,59,10,,y\n")] == [
        "line 2, name",
        "line 2, country",
        "line 2, longitude",
        "line 3, closes_on",
    ]


def test_a_name_or_a_place_that_is_there_twice_is_refused():
    text = HEADER + "Oslo  One,,NO,59,10,,\noslo one,,NO,60,10,,\nTwo,,NO,59,10,,\n"
    assert faults(text) == [
        "line 3, name: 'oslo one' stands on line 2 too.",
        "line 4, latitude: 'Oslo One' on line 2 has the same position; one place is one center.",
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "file: it is empty; the first line is name,city,country"),
        (HEADER.encode(), "file: it has a header and no center."),
        (HEADER.encode() + b"B\xf8,,NO,59,10,,\n", "line 2, encoding: byte 0xf8 is not UTF-8"),
        (b"name,country,latitude,longitude\n" + b"x" * 2_000_000, "file: it is larger than"),
        (b"name,country\n", "line 1, latitude: the column is missing; the columns are name"),
        (b"name,country,latitude,longitude,zone\n", "line 1, zone: no column has this name"),
        (b"name,country,latitude,longitude,\n", "line 1, header: no column has this name"),
        (b"name,country,latitude,longitude,name\n", "line 1, name: the column is there twice."),
        (b"name;country;latitude;longitude\n", "line 1, name: the column is missing"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data, words):
    assert words in faults(data)[0]


def test_a_file_has_a_most_of_rows():
    rows = "".join(f"C{n},,NO,59,{n % 100}.{n},,\n" for n in range(10_001))
    assert faults(HEADER + rows) == ["file: it has more than 10,000 centers; send it in parts."]


def test_one_center_from_a_form_has_the_same_checks():
    values = dict.fromkeys(COLUMNS, "")
    center, wrong = checked(values | {"name": "A", "country": "NO", "latitude": "91"})
    assert center is None
    assert wrong[0] == Fault(0, "longitude", "it is empty; give one.")
    assert wrong[0].text == "longitude: it is empty; give one."


def test_what_taking_a_center_in_does():
    moved = Center("Drammen", "Drammen", "NO", Position(59.75, 10.2045))
    closing = Center("Drammen", "Drammen", "NO", DRAMMEN.position, None, date(2026, 5, 1))
    assert change_of(DRAMMEN, None) is Change.ADDED
    assert change_of(DRAMMEN, DRAMMEN) is Change.SAME
    assert change_of(moved, DRAMMEN) is Change.MOVED
    assert change_of(closing, DRAMMEN) is Change.CHANGED
    assert key_of(" Øst  LAND ") == "øst land"


def test_a_place_taken_by_another_center_is_a_fault():
    sheet = read_centers((HEADER + "New,,NO,59.744,10.2045,,\n").encode())
    assert [fault.text for fault in clashes(sheet, (DRAMMEN,))] == [
        "line 2, latitude: 'Drammen' is known at this position; one place is one center."
    ]
    again = read_centers((HEADER + "DRAMMEN,,NO,59.744,10.2045,,\n").encode())
    assert clashes(again, (DRAMMEN,)) == ()


def test_a_center_is_open_from_its_first_day_to_its_last():
    center = Center("A", "", "NO", DRAMMEN.position, date(2026, 3, 4), date(2026, 3, 5))
    days = [date(2026, 3, day) for day in (3, 4, 5, 6)]
    assert [center.open_on(day) for day in days] == [False, True, True, False]
    assert DRAMMEN.open_on(date(1980, 1, 1))
