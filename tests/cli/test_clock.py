"""`tam clock batch`: files of questions, good and bad."""

import csv
import io
from pathlib import Path

import pytest

from tam.cli.clockfile import rows
from tam.cli.main import main

DATA = Path(__file__).parents[1] / "domain" / "clock" / "data"
CASES = "id,timezone,business_hours,holidays,start,duration_or_end"
VECTORS = (
    "id,op,timezone,weekly,closed_dates,special_days,closed_date_scope,start,amount_s,end,holds"
)
WEEK = "Mon-Fri 09:00-17:00"
START = "2025-06-09T09:00:00+01:00"


@pytest.fixture
def batch(tmp_path, capsys):
    """Answers by id of a file with these lines, through the command line."""

    def ask(*lines, readings=(), code=0):
        path = tmp_path / "questions.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        words = ["clock", "batch", str(path)]
        for reading in readings:
            words += ["--reading", reading]
        assert main(words) == code
        out, err = capsys.readouterr()
        if code:
            assert out == ""
            return err
        assert out.splitlines()[0] == "id,answer"
        return {row["id"]: row["answer"] for row in csv.DictReader(io.StringIO(out))}

    return ask


@pytest.fixture
def case(batch):
    """The answer to one clock case of a London week."""

    def ask(tokens, readings=(), **fields):
        row = {"zone": "Europe/London", "hours": WEEK, "closed": "", "start": START} | fields
        line = f'1,{row["zone"]},"{row["hours"]}",{row["closed"]},{row["start"]},"{tokens}"'
        return batch(CASES, line, readings=readings)["1"]

    return ask


@pytest.mark.parametrize("name", ["clock-cases.csv", "clock-vectors.csv"])
def test_the_reference_tables_through_the_command(name, capsys):
    assert main(["clock", "batch", str(DATA / name)]) == 0
    found = {
        row["id"]: row["answer"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out))
    }
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        expected = {row["id"]: row["expected"] for row in csv.DictReader(file)}
    assert list(found) == list(expected)
    for key, answer in expected.items():
        assert found[key] == answer or (answer == "ERROR" and found[key].startswith("ERROR: "))


@pytest.mark.parametrize(
    ("tokens", "answer"),
    [
        ("PT8H", "2025-06-09T17:00:00+01:00"),
        ("PT0S", "2025-06-09T09:00:00+01:00"),
        ("PT9H;before=PT1H", "2025-06-10T09:00:00+01:00"),
        ("PT4H;before=PT1H;pause=2025-06-09T12:00:00+01:00/2025-06-09T13:00:00+01:00",
         "2025-06-09T13:00:00+01:00"),
        ("PT4H;before=PT2H;pause=2025-06-09T12:00:00+01:00/2025-06-09T13:00:00+01:00",
         "2025-06-09T11:00:00+01:00"),
        ("PT10S;warn=33.3%", "2025-06-09T09:00:03.330000+01:00"),
        ("PT10H;warn=80", "2025-06-09T17:00:00+01:00"),
        ("PT4H; at=2025-06-09T13:00:00+01:00", "RUNNING elapsed=PT4H"),
        ("PT4H;at=2025-06-09T13:00:01+01:00", "BREACHED elapsed=PT4H1S"),
        ("PT4H;pause=2025-06-09T12:00:00+01:00/open", "PAUSED elapsed=PT3H"),
        ("PT4H;pause=2025-06-09T12:00:00+01:00/open;before=PT1H", "PAUSED elapsed=PT3H"),
        ("PT4H;pause=2025-06-09T08:00:00+01:00/OPEN", "PAUSED elapsed=PT0S"),
        ("PT4H;pause=2025-06-09T14:00:00+01:00/open", "2025-06-09T13:00:00+01:00"),
        ("end=2025-06-10T09:30:00+01:00;pause=2025-06-09T10:00:00+01:00/open", "PT1H"),
        ("end=2025-06-09T09:00:00+01:00", "PT0S"),
        ("back=PT1H", "2025-06-06T16:00:00+01:00"),
        ("every=P1W", "2025-06-16T09:00:00+01:00"),
        ("every=P1Y;n=3", "2028-06-09T09:00:00+01:00"),
        ("nbd_onsite", "2025-06-10T08:00:00+01:00/2025-06-10T17:00:00+01:00"),
        ("parts_ship;cutoff=16:00", "2025-06-10"),
        ("PT3000000H", "3462-10-31T17:00:00+00:00"),
    ],
)  # fmt: skip
def test_a_row_of_every_kind(case, tokens, answer):
    assert case(tokens) == answer


@pytest.mark.parametrize(
    ("tokens", "reason"),
    [
        ("", "asks for nothing"),
        (";;", "asks for nothing"),
        ("PT4H;PT5H", "'target' is given twice"),
        ("PT4H;end=2025-06-10T09:30:00+01:00", "asks for target and end"),
        ("pause=2025-06-10T09:30:00+01:00/open", "asks for nothing"),
        ("PT4H;n=2", "'n' does not belong to 'target'"),
        ("nbd_onsite;cutoff=14:30", "'cutoff' does not belong to 'nbd_onsite'"),
        ("PT4H;at=2025-06-09T13:00:00Z;warn=80%", "warn and at are two questions"),
        ("PT4H;at=2025-06-09T07:59:59Z", "lies before the start"),
        ("PT4H;warn=-80%", "warn: '-80%' is no share"),
        ("PT4H;pause=2025-06-09T13:00:00Z", "is no hold; write it as A/B"),
        ("PT4H;pause=2025-06-09T13:00:00Z/2025-06-09T12:00:00Z", "before it begins"),
        ("PT4H;at=2025-06-09T13:00:00", "has no offset"),
        ("P1D", "is no length of covered time"),
        ("4 hours", "'4 hours' is no token"),
        ("hold=1", "'hold=1' is no token"),
        ("every=P1M15D", "is no rhythm"),
        ("every=P0D", "at least one day"),
        ("every=P999999D;n=999999", "outside the years"),
        ("every=P1D;n=0", "no whole number above zero"),
        ("parts_ship", "needs its cut-off"),
        ("parts_ship;cutoff=25:00", "is no time of day"),
        ("end=2025-06-08T09:30:00+01:00", "lies before the start"),
        ("PT999999999H", "outside the years 1 to 9999"),
    ],
)
def test_a_row_that_cannot_be_answered_says_why(case, tokens, reason):
    assert case(tokens).startswith("ERROR: ")
    assert reason in case(tokens)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"zone": "Mars/Base"}, "no time zone 'Mars/Base'"),
        ({"zone": ""}, "no time zone ''"),
        ({"hours": ""}, "no covered time at all"),
        ({"hours": "Mon 09:00-13:00,12:00-17:00"}, "they overlap"),
        ({"hours": "Mon-Fri 09:00"}, "'09:00' is no window"),
        ({"closed": "2025-02-30"}, "'2025-02-30' is no date"),
        ({"start": "2025-06-09T09:00:00"}, "has no offset"),
        ({"start": "0000-06-09T09:00:00Z"}, "is no moment"),
        ({"start": "9999-12-31T16:00:00Z"}, "outside the years 1 to 9999"),
        ({"start": "0001-01-01T00:00:00+01:00"}, "outside the years 1 to 9999"),
    ],
)
def test_a_calendar_or_a_moment_that_cannot_be_says_why(case, fields, reason):
    answer = case("PT4H", **fields)
    assert answer.startswith("ERROR: ")
    assert reason in answer


@pytest.mark.parametrize(
    ("reading", "tokens", "fields", "usual", "other"),
    [
        ("A1=utc_minus_7", "parts_ship;cutoff=14:30",
         {"zone": "America/Denver", "start": "2026-07-07T14:31:00-06:00"},
         "2026-07-09", "2026-07-08"),
        ("A2=utc_plus_1", "parts_ship;cutoff=14:30",
         {"zone": "Europe/Brussels", "start": "2025-07-01T15:00:00+02:00"},
         "2025-07-03", "2025-07-02"),
        ("A3=exclusive", "parts_ship;cutoff=14:30",
         {"zone": "America/Denver", "start": "2026-07-07T14:30:00-06:00"},
         "2026-07-08", "2026-07-09"),
        ("A22=previous_business_day", "nbd_onsite",
         {"zone": "UTC", "start": "2026-07-11T12:00:00Z"},
         "2026-07-14T08:00:00+00:00/2026-07-14T17:00:00+00:00",
         "2026-07-13T08:00:00+00:00/2026-07-13T17:00:00+00:00"),
        ("closed_date_scope=date", "end=2026-03-02T06:00:00Z",
         {"zone": "UTC", "hours": "Sun 22:00-30:00", "closed": "2026-03-02",
          "start": "2026-03-01T22:00:00Z"}, "PT8H", "PT2H"),
    ],
)  # fmt: skip
def test_a_reading_switches_where_it_matters(case, reading, tokens, fields, usual, other):
    assert case(tokens, **fields) == usual
    assert case(tokens, readings=[reading], **fields) == other


def vector(op, *, start="2026-03-04T10:00:00Z", amount="", end="", holds="", special="", scope=""):
    return f'1,{op},UTC,"Mon-Fri 09:00-17:00",,{special},{scope},{start},{amount},{end},{holds}'


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        (vector("due", amount="3600"), "2026-03-04T11:00:00+00:00"),
        (vector("due", amount="0.5"), "2026-03-04T10:00:00.500000+00:00"),
        (vector("due", amount="3600", holds="2026-03-04T10:00:00Z/open"), "PAUSED elapsed=PT0S"),
        (vector("begun", amount="7200"), "2026-03-03T16:00:00+00:00"),
        (vector("between", end="2026-03-04T09:59:59.5Z"), "-0.5"),
        (vector("between", end="2026-03-03T16:00:00Z"), "-7200"),
        (vector("next_open", start="2026-03-04T17:00:00Z"), "2026-03-05T09:00:00+00:00"),
        (vector("next_open", special='"[[""2026-03-04"", []]]"'), "2026-03-05T09:00:00+00:00"),
    ],
)
def test_a_vector_of_every_kind(batch, line, answer):
    assert batch(VECTORS, line)["1"] == answer


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (vector("guess"), "op: 'guess' is not one of"),
        (vector("due", amount="soon"), "amount_s: 'soon' is no number"),
        (vector("due", amount="-5"), "amount_s: '-5' is no number"),
        (vector("between"), "'' is no moment"),
        (vector("due", amount="5", scope="sometimes"), "closed_date_scope: 'sometimes'"),
        (vector("due", amount="5", special="no"), "special_days: "),
        (vector("due", amount="5", special='"[[""2026-03-04"", [[9.5, 12]]]]"'), "special_days"),
        (vector("due", amount="5", special='"[[""2026-03-04"", [[600]]]]"'), "special_days"),
        (vector("due", amount="5", special="[" * 3_000), "special_days"),
        (
            vector("due", amount="5", special='"[[""2026-03-04"", [[720, 600]]]]"'),
            "window: 720-600",
        ),
        (vector("due", amount="5", holds="noon"), "is no hold"),
    ],
)
def test_a_vector_that_cannot_be_answered_says_why(batch, line, reason):
    answer = batch(VECTORS, line)["1"]
    assert answer.startswith("ERROR: ")
    assert reason in answer


def test_one_bad_row_never_stops_the_rest(batch):
    good = f"Europe/London,{WEEK},,{START},PT8H"
    found = batch(
        f"\ufeff{CASES.upper()},expected",
        f"a,{good},x",
        f"b,{good.replace('PT8H', 'PT8X')},x",
        f"c,{good}",
        f"a,{good},x",
        f",{good},x",
        "",
        f"d,{good},x",
    )
    assert found["b"].startswith("ERROR: ")
    assert found["c"] == "ERROR: line 4 has 6 fields, the header 7."
    assert found["a"] == "ERROR: the id 'a' was used before, on line 2."
    assert found[""] == "ERROR: line 6 has no id."
    assert found["d"] == "2025-06-09T17:00:00+01:00"


def test_a_quoted_field_may_hold_line_ends_and_other_separators(batch):
    found = batch(
        CASES, f'"x\ny",Europe/London,"{WEEK}\x0b",,{START},"PT8H"', f"z,UTC,{WEEK},,{START},PT1H"
    )
    assert list(found) == ["x\ny", "z"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"id,timezone\n1,UTC\n", "the header lacks business_hours, holidays, start"),
        (b"id;timezone\n1;UTC\n", "Its fields are separated by commas."),
        (f"{CASES}\n".encode(), "a header and no rows"),
        (f"{CASES},ID\n1,UTC\n".encode(), "the column 'id' is in the header twice"),
        (f"{CASES}\n1,UTC,\xe9\n".encode("latin-1"), "line 2: byte 64 is not UTF-8"),
        (CASES.encode("utf-16"), "line 1: byte 0 is not UTF-8"),
        (f'{CASES}\n1,"UTC\n'.encode(), "line 2: unexpected end of data"),
        (f"{CASES}\n1,{'x' * 140_000}\n".encode(), "line 2: field larger than field limit"),
        (",".join(f"c{i}" for i in range(1_000)).encode(), "1000 columns are more than 200"),
    ],
)
def test_a_file_that_is_no_clock_file_is_refused_whole(tmp_path, capsys, content, reason):
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    assert main(["clock", "batch", str(path)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert reason in err


def test_too_many_rows_a_missing_file_and_an_unknown_reading_are_refused(
    batch, monkeypatch, capsys
):
    line = f"Europe/London,{WEEK},,{START},PT8H"
    assert "central_european_time takes" in batch(CASES, f"1,{line}", readings=["A2=noon"], code=2)
    assert main(["clock", "batch", "/nowhere/at/all.csv"]) == 2
    assert "No such file" in capsys.readouterr().err
    monkeypatch.setattr(rows, "MOST_ROWS", 2)
    assert len(batch(CASES, *(f"{i},{line}" for i in range(2)))) == 2
    assert "3 rows are more than 2" in batch(CASES, *(f"{i},{line}" for i in range(3)), code=2)
