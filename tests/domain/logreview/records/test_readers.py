"""What readers keep of records that lack a part, and of values that say nothing."""

from datetime import timedelta

import pytest
from logfacts import NAME, kept, record, rows

from tam.domain.logreview.records.interpret import INTERPRETERS
from tam.domain.logreview.rows import CounterRow, TapeRow
from tam.domain.logreview.sink import Sink
from tam.domain.logreview.text.stamps import Hints

pytestmark = pytest.mark.clause("TAM-06")


@pytest.mark.parametrize("kind", INTERPRETERS, ids=lambda kind: kind.name)
def test_a_record_of_nothing_leaves_nothing(kind):
    sink = Sink(NAME, Hints())
    kind.read(record("x"), sink)
    assert (sink.rows, sink.events, sink.templates) == ([], [], {})
    assert not kind.suits(record("x")) or kind.name == "library"


def test_a_fan_in_its_bay_that_states_nothing_is_no_row():
    sink = Sink(NAME, Hints())
    fan = next(kind for kind in INTERPRETERS if kind.name == "fan")
    fan.read(record("fan", id="FR1/FCM/Fan3"), sink)
    assert sink.rows == []


@pytest.mark.parametrize(
    ("value", "limit", "shown"),
    [("950", "1000", [(950.0, 1000.0)]), ("4294967295", "1000", []), ("950", "0", [])],
)
def test_a_counter_needs_a_value_and_a_threshold_that_are_known(value, limit, shown):
    found = rows(record("counter", axis="Horizontal Axis", value=value, threshold=limit))
    assert [(r.value, r.threshold) for r in found if isinstance(r, CounterRow)] == shown


def test_a_source_with_a_zone_of_its_own_is_remembered_beside_the_librarys():
    made = record("library", librarySerial="5E21C0D4", utcOffset="+01:00", syslogZone="UTC")
    library = kept(made).library
    assert (library.offset, library.zones) == (timedelta(hours=1), {"syslog": timedelta(0)})


def test_a_zone_may_be_given_by_name_and_nonsense_is_none():
    named = kept(record("library", timeZone="Europe/Berlin", syslogZone="local")).library
    assert (named.offset, named.zone_name, named.zones) == (None, "Europe/Berlin", {})
    assert kept(record("library", timeZone="+19:00")).library.offset is None


def test_the_first_count_of_loads_is_the_databases_and_dates_are_none():
    made = record("tape", barcode="TE2812L8", loads="10", totalMounts="99", lastLoad="2026",
                  chipLoads="12", mamLoads="13")  # fmt: skip
    (row,) = [row for row in rows(made) if isinstance(row, TapeRow)]
    assert (row.loads, row.chip_loads) == (10, 12)


def test_an_informational_message_hushes_its_copies_without_a_level():
    text = "Drive FR1/DBA1/LTO-DRV1 has failed"
    found = kept(record("message", severity="info", text=text, posted="2026-03-08 05:00:00"))
    assert (found.events, found.quiet) == ([], {"drive fr1/dba1/lto-drv1 has failed"})
    calm = kept(record("message", severity="info", text="All is well today"))
    assert (calm.events, calm.quiet) == ([], set())


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"date": "2026-03-08", "time": "05:00:00"}, "2026-03-08T05:00:00"),
        ({"date": "soon", "time": "2026-03-08 05:00:00"}, "2026-03-08T05:00:00"),
        ({"date": "soon", "time": "later"}, None),
        ({"posted": "soon", "raised": "2026-03-08 05:00:00"}, "2026-03-08T05:00:00"),
        ({"year": "2026", "month": "3", "day": "8", "hour": "5"}, "2026-03-08T05:00:00"),
        ({"year": "2026", "month": "13", "day": "8"}, None),
        ({"year": "2026"}, None),
    ],
)
def test_a_message_is_dated_by_whatever_field_tells(fields, shown):
    made = record("message", severity="error", text="Fan 3 of FR1 has failed", **fields)
    (event,) = kept(made).events
    assert (event.at.isoformat() if event.at else None) == shown
