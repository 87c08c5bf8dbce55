"""CSV of strangers: every fault has its line, and nothing is guessed."""

import io

import pytest

from tam.adapters.csv_in import BadCsv, Row, rows

KNOWN, NEEDED = ("a", "b", "c"), ("a", "b")


def read(data, delimiter=","):
    return list(rows(io.BytesIO(data), delimiter, KNOWN, NEEDED))


def faults(data, delimiter=","):
    try:
        found = [one for one in read(data, delimiter) if isinstance(one, BadCsv)]
    except BadCsv as stop:
        found = [stop]
    return [(one.line, one.column, one.reason) for one in found]


def test_rows_keep_the_line_they_start_on():
    data = b'\xef\xbb\xbfA, b \r\n1,"two\r\nlines"\r\n\r\n3,4\r\n'
    assert read(data) == [Row(2, {"a": "1", "b": "two\r\nlines"}), Row(5, {"a": "3", "b": "4"})]


def test_other_delimiters_are_said_not_guessed():
    assert read(b"a;b\n1,5;2\n", ";") == [Row(2, {"a": "1,5", "b": "2"})]
    assert faults(b"a;b\n1;2\n") == [
        (1, "", "The columns seem to be parted by a semicolon; say so and try again.")
    ]


def test_csv_05_latin_1_names_the_line_and_what_to_do():
    ((line, _, reason),) = faults("a,b\n1,2\nMünchen,3\n".encode("latin-1"))
    assert line == 3
    assert reason == (
        "Byte 0xfc at place 2 is not UTF-8; this looks like Latin-1 or Windows-1252: save the file "
        "as CSV in UTF-8 and try again."
    )


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        (b"", 1, "The file is empty"),
        ("a,b\n".encode("utf-16"), 1, "The file is in UTF-16"),
        (b"a,b\n1,\0\n", 2, "The line holds zero bytes"),
        (b'a,b\n1,2\n"3,4\n5,6\n', 3, "A quote that opens in this row is never closed."),
        (b'a,b\n1,"2"x\n', 2, "The quotes are not as CSV has them"),
        (b"a,b\r1,2\r", 1, "A line ends in a lone carriage return"),
        (b"a,b\n1," + b"x" * 70_000 + b"\n", 2, "The line is longer than 64 KiB"),
        (b'a,b\n1,"' + b"x\n" * 70_000 + b'"\n', 2, "A cell is longer than 131,072 characters"),
        (b"a," * 50_000 + b"\n", 1, "The line is longer than 64 KiB"),
        (b"a," * 300 + b"\n", 1, "The header has 301 columns; at most 200 fit."),
        (b"a,d\n", 1, "There is no column 'd'; the columns are a, b, c."),
        (b"a,A\n", 1, "The header names the column twice."),
        (b"a,c\n1,2\n", 1, "The header does not have this column; add it."),
    ],
)
def test_what_ends_a_file(data, line, says):
    ((at, _, reason),) = faults(data)
    assert (at, reason.startswith(says)) == (line, True), reason


def test_a_row_of_the_wrong_length_does_not_end_it():
    found = read(b"a,b\n1\n1,2,3\n4,5\n")
    assert [(one.line, getattr(one, "reason", "")) for one in found] == [
        (2, "The row has 1 cells, the header 2."),
        (3, "The row has 3 cells, the header 2."),
        (4, ""),
    ]
