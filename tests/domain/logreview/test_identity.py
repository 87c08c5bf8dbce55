"""Which drive, cartridge, slot and partition a text means."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from logdialects import facts

from tam.domain.logreview.facts import Event
from tam.domain.logreview.identity import Identity
from tam.domain.logreview.meaning.concepts import Concept
from tam.domain.logreview.meaning.mentions import Mentions
from tam.domain.logreview.rows import DrivePages, DriveRow, TapeRow
from tam.domain.logreview.text.levels import Level
from tam.domain.logreview.text.spots import Spot

SPOT = Spot("b.zip", "m.txt", 1, "drive replaced")
BAY, OTHER = "FR1/DBA1/LTO-DRV1", "FR1/DBA1/LTO-DRV2"
OLD, NEW = "YX10443587", "YX10855801"
EMPTY = facts()


def day(number):
    return datetime(2026, 3, number, 12, tzinfo=UTC)


def drive(path=BAY, serial=OLD, library="", partition="", host=""):
    return DriveRow(
        path, serial, library, "LTO-8", "R3G3", "", partition, host, "", "", False, SPOT, SPOT, SPOT
    )


def pages(path=BAY, serial=OLD, at=None, barcode=""):
    return DrivePages(serial, path, "", "", at, (), (), (), barcode, SPOT)


def tape(code):
    return TapeRow(code, None, None, None, None, None, "", cleaning=False, spot=SPOT)


def said(at, *concepts, **who):
    return Event(
        frozenset(concepts), at, Level.INFO, "x", Mentions(**who), (), (), "drive replaced", SPOT
    )


def identity(*rows, captured=11, **more):
    at = day(captured) if captured else None
    return Identity([replace(EMPTY, rows=rows, captured_at=at, **more)])


@pytest.mark.clause("TAM-06")
def test_a_drive_goes_by_its_serial_number_the_librarys_its_bay_in_any_case():
    known = identity(drive(library="1097001234"), drive(OTHER, NEW))
    assert known.named(OLD) == OLD
    assert known.named("1097001234") == OLD
    assert known.named(BAY.lower()) == OLD
    assert known.named(OTHER, day(1)) == NEW
    assert known.drive(Mentions(), None, f"seek near {BAY.lower()} failed") == OLD


def test_a_drive_that_no_list_knows_keeps_the_name_it_has():
    known = identity(drive())
    assert known.named("YX19999999") == "YX19999999"
    assert known.named("FR3/DBA1/LTO-DRV9") == "FR3/DBA1/LTO-DRV9"
    assert known.named("drive 4") is None
    assert known.drive(Mentions(drives=("TE2789L8",), tapes=("TE2789L8",)), None) is None


@pytest.mark.clause("TAM-06")
def test_after_an_announced_replacement_the_bay_means_the_new_drive():
    told = said(day(5), Concept.DRIVE_REPLACED, drives=(BAY,), serials=(NEW,))
    known = identity(drive(serial=NEW), events=(told,))
    assert known.drive_at(BAY, day(6)) == NEW
    assert known.drive_at(BAY, day(4)) is None
    assert known.drive_at(BAY, None) == NEW


def test_pages_of_an_earlier_day_say_who_was_in_the_bay_then():
    known = identity(drive(serial=NEW), pages(serial=OLD, at=day(2)), pages(path="", serial="Z"))
    assert known.drive_at(BAY, day(3)) == OLD
    assert known.drive_at(BAY, day(1)) == OLD
    assert known.drive_at(BAY, day(12)) == NEW
    assert known.drive_at(OTHER, day(12)) is None
    assert "Z" in known.serials


@pytest.mark.parametrize(
    "who",
    [
        {"drives": (BAY, OTHER), "serials": (NEW,)},
        {"drives": (BAY,), "serials": (NEW, "YX19999999")},
        {"drives": (BAY,), "serials": ("5E21",)},
        {"drives": (BAY,), "serials": ("1097001234",)},
        {"drives": (BAY,), "serials": ("TE278901L8",), "tapes": ("TE278901L8",)},
    ],
)
def test_a_line_that_names_no_bay_and_drive_as_a_pair_teaches_nothing(who):
    listed = drive(OTHER, library="1097001234")
    assert identity(listed, events=(said(day(5), **who),)).drive_at(BAY, day(6)) is None


def test_a_line_without_a_time_teaches_nothing():
    told = said(None, drives=(BAY,), serials=(NEW,))
    assert identity(events=(told,)).drive_at(BAY, None) is None


def test_a_row_without_a_serial_number_still_tells_of_its_partition():
    known = identity(drive(serial="", partition="Backup", host="srv1"), drive(host="srv2"))
    assert known.partitions == {"Backup"}
    assert (known.drive_hosts, known.kinds) == ({OLD: "srv2"}, {OLD: "LTO-8"})


def test_a_bundle_without_a_time_is_older_than_any_other():
    assert identity(drive(), captured=None).drive_at(BAY, day(1)) == OLD


@pytest.mark.clause("TAM-06")
def test_a_bar_code_without_its_suffix_is_completed_where_only_one_fits():
    known = identity(
        tape("TE2789L8"), tape("TE2790L8"), pages(barcode="TE2790L9"), tape("no code"),
        tape_mounts=(("TE2791L8", 3),),
    )  # fmt: skip
    assert known.tape("TE2789") == "TE2789L8"
    assert known.tape("TE2790") == "TE2790"
    assert known.tape("TE2791") == "TE2791L8"
    assert known.tape("TE9999") == "TE9999"
    assert known.tape("TE9999L8") == "TE9999L8"


def test_cartridges_that_are_known_go_before_what_only_looks_like_one():
    known = identity(tape("TE2789L8"), drive())
    assert known.tapes_of(Mentions(tapes=("TE2789", "TE2789L8", "FAULT1"))) == ["TE2789L8"]
    assert known.tapes_of(Mentions(tapes=("TE9999L8", "FAULT1", "FAULT12"))) == [
        "TE9999L8",
        "FAULT1",
    ]
    assert known.tapes_of(Mentions(tapes=(OLD,))) == []


def test_an_event_that_names_a_cartridge_makes_it_known():
    known = identity(events=(said(day(5), tapes=("TE2789L8",)),))
    assert known.tape("TE2789") == "TE2789L8"


def test_a_slot_belongs_to_the_partition_that_most_bundles_say():
    bundles = [
        replace(EMPTY, slot_partitions=((107, name), (108, "Vault")))
        for name in ("Mirror", "Backup", "Mirror")
    ]
    known = Identity(bundles)
    assert (known.partition_of(107), known.partition_of(108)) == ("Mirror", "Vault")
    assert known.partition_of(109) is None


def test_a_partition_is_named_as_the_library_spells_it():
    known = identity(drive(partition="Backup"))
    assert known.partition(Mentions(partitions=("Elsewhere", "BACKUP"))) == "Backup"
    assert known.partition(Mentions(partitions=("Elsewhere",))) is None
    assert identity().partition(Mentions(partitions=("Elsewhere",))) == "Elsewhere"
    assert identity().partition(Mentions()) is None
