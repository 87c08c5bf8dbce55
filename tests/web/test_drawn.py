"""The drawn strip: bars, ticks and marks in per cent, and a table that says the same."""

import re
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from tam.domain.clock.holds import Hold
from tam.domain.clock.spec import ALWAYS, CalendarSpec, business_week
from tam.domain.entitlement.drawing import Mark, Sign, drawing
from tam.web.drawn import picture

NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
DENVER = CalendarSpec("America/Denver", business_week(range(5)))


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def drawn(*marks, spec=DENVER, holds=(), now=NOW):
    return picture(drawing(spec, marks, now, holds))


@pytest.fixture
def day():
    """A call at 10:00 in Denver, due the next day at 17:00, held for an hour by the customer."""
    hold = Hold(utc("2026-03-04T20:00:00"), utc("2026-03-04T21:00:00"), "the logs", "customer")
    return drawn(
        Mark(Sign.HAPPENED, utc("2026-03-04T17:00:00"), "called"),
        Mark(Sign.DUE, utc("2026-03-06T00:00:00"), "arrives by"),
        holds=[hold],
    )


def test_the_bars_fill_the_whole_strip_without_a_gap(day):
    assert [(bar.look, bar.start, bar.width) for bar in day.bars] == [
        ("closed", "0.00", "16.67"),
        ("open", "16.67", "10.42"),
        ("held", "27.08", "2.08"),
        ("open", "29.17", "6.25"),
        ("closed", "35.42", "31.25"),
        ("open", "66.67", "18.75"),
        ("closed", "85.42", "14.58"),
    ]
    assert day.bars[2].words == "Wed 4 Mar 13:00 to 14:00 held, the customer moves: the logs"
    assert day.bars[4].words == "Wed 4 Mar 17:00 to Thu 5 Mar 08:00 closed"


def test_marks_and_ticks_stand_where_they_are(day):
    assert [(flag.kind, flag.word, flag.start, flag.anchor) for flag in day.flags] == [
        ("happened", "called", "20.83", "middle"),
        ("now", "now", "22.92", "middle"),
        ("due", "arrives by", "85.42", "middle"),
    ]
    assert [(tick.word, tick.start, tick.minor) for tick in day.ticks] == [
        ("Wed 4", "0.00", False),
        ("12:00", "25.00", True),
        ("Thu 5", "50.00", False),
        ("12:00", "75.00", True),
    ]


def test_a_short_strip_has_hours_and_a_long_one_days():
    at = utc("2026-03-04T17:00:00")
    assert [tick.word for tick in drawn(Mark(Sign.HAPPENED, at, "called")).ticks] == [
        "Wed 4",
        "06:00",
        "12:00",
        "18:00",
    ]
    month = drawn(Mark(Sign.HAPPENED, at, "from"), Mark(Sign.DUE, at + timedelta(days=27), "due"))
    assert [tick.word for tick in month.ticks] == [
        "Wed 4", "Sun 8", "Thu 12", "Mon 16", "Fri 20", "Tue 24", "Sat 28",
    ]  # fmt: skip


def test_a_day_without_an_hour_keeps_its_ticks_at_the_wall():
    night = utc("2026-03-08T08:00:00")
    spring = drawn(Mark(Sign.HAPPENED, night, "called"), now=night)
    assert [(tick.word, tick.start) for tick in spring.ticks] == [
        ("Sun 8", "0.00"),
        ("06:00", "21.74"),
        ("12:00", "47.83"),
        ("18:00", "73.91"),
    ]


def test_words_that_would_cover_each_other_stand_in_rows():
    at = utc("2026-03-04T18:00:00")
    close = [Mark(Sign.DUE, at + timedelta(minutes=one), f"due {one}") for one in range(1, 5)]
    assert [flag.row for flag in drawn(*close).flags] == [0, 1, 2, 0, 1]


def test_marks_of_one_moment_are_one():
    at = utc("2026-03-04T17:00:00")
    made = drawn(Mark(Sign.HAPPENED, at, "called"), Mark(Sign.HAPPENED, at, "diagnosed"))
    assert [flag.word for flag in made.flags] == ["called, diagnosed", "now"]


def test_nothing_is_drawn_of_nothing():
    assert picture(None) is None


class Svg(HTMLParser):
    """The shapes of the picture and the words of the table."""

    def __init__(self):
        super().__init__()
        self.shapes, self.cells, self.attributes, self.inside = [], [], [], []

    def handle_starttag(self, name, attributes):
        self.attributes += [key for key, _ in attributes]
        known = dict(attributes)
        if name == "rect" and "%" in known.get("width", ""):
            self.shapes.append(known["class"].rpartition("-")[2])
        if name == "td":
            self.cells.append("")
        self.inside.append(name)

    def handle_endtag(self, name):
        while self.inside and self.inside.pop() != name:
            pass

    def handle_data(self, data):
        if "td" in self.inside:
            self.cells[-1] += data


def shown(made, reader="Europe/Oslo"):
    request = RequestFactory().get("/desk/why/")
    request.user = SimpleNamespace(zone=reader, is_authenticated=False)
    text = render_to_string("clock-alone.html", {"picture": made}, request)
    found = Svg()
    found.feed(text)
    return text, found


@pytest.fixture(autouse=True)
def alone(settings, tmp_path):
    """A page with nothing but the strip."""
    (tmp_path / "clock-alone.html").write_text('<c-clock :picture="picture" />', "utf-8")
    settings.TEMPLATES[0]["DIRS"] = [*settings.TEMPLATES[0]["DIRS"], tmp_path]
    settings.TEMPLATES = [*settings.TEMPLATES]


def test_the_picture_and_its_table_say_the_same(day):
    text, found = shown(day)
    rows = list(zip(found.cells[::3], found.cells[1::3], found.cells[2::3], strict=True))
    assert [words.partition(",")[0] for words, _, _ in rows if " to " in _] == found.shapes
    assert rows[2] == ("called", "Wed 4 Mar 10:00", "Wed 4 Mar 18:00")
    assert rows[0] == ("closed", "Wed 4 Mar 00:00 to 08:00", "Wed 4 Mar 08:00 to 16:00")
    assert rows[-1][0] == "arrives by"
    assert 'role="img"' in text
    assert "arrives by Thu 5 Mar 17:00" in re.search(r'aria-label="([^"]+)"', text)[1]


def test_nothing_in_it_needs_inline_style_or_script(day):
    text, found = shown(day)
    assert "style" not in found.attributes
    assert not [name for name in found.attributes if name.startswith("on")]
    assert "<script" not in text


def test_one_clock_is_one_column(day):
    _, found = shown(day, reader="America/Denver")
    assert found.cells[:2] == ["closed", "Wed 4 Mar 00:00 to 08:00"]
    assert found.cells[2:4] == ["open", "Wed 4 Mar 08:00 to 13:00"]


def test_a_day_says_which_day_ends():
    made = drawn(
        Mark(Sign.DUE, utc("2026-03-06T07:00:00"), "delivered on", date(2026, 3, 5)),
        Mark(Sign.HAPPENED, utc("2026-03-04T17:00:00"), "called"),
    )
    _, found = shown(made)
    assert "delivered on Thu 5 Mar 2026, the day ends" in found.cells


def test_a_holidays_name_is_escaped():
    spec = CalendarSpec("UTC", ALWAYS)
    hold = Hold(NOW, None, "<script>alert(1)</script>", "customer")
    text, _ = shown(drawn(Mark(Sign.HAPPENED, NOW, "called"), spec=spec, holds=[hold]))
    assert "<script>alert" not in text
