"""Wear, load counts, cleaning cartridges, labels and places of cartridges."""

import pytest
from logfacts import drive, history, spot, told

from tam.domain.logreview.rows import AuditRow, DrivePages, TapeRow
from tam.domain.logreview.rules.tapes import (
    cleaners_spent,
    end_of_life,
    labels_unreadable,
    loads_differ,
    misplaced,
)
from tam.domain.logreview.thresholds import DEFAULT

pytestmark = pytest.mark.clause("TAM-06")

D1 = "drive FR1/DBA1/LTO-DRV1 sn YX10443581"


def tape(code="TE2812L8", **changed):
    said = {
        "loads": None,
        "chip_loads": None,
        "life_left": None,
        "passes": None,
        "cleans_left": None,
        "health": "",
        "cleaning": code.startswith("CLN"),
    }
    return TapeRow(code, **(said | changed), spot=spot(code))


def worn(lines, *rows, **changed):
    return told(end_of_life(history(lines, rows, **changed), DEFAULT))


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"life_left": 5.0}, True),
        ({"life_left": 5.1}, False),
        ({"loads": 5001}, True),
        ({"loads": 5000}, False),
        ({"chip_loads": 5001}, True),
        ({"passes": 16000}, True),
        ({"passes": 15999}, False),
        ({}, False),
    ],
)
def test_a_cartridge_is_worn_by_life_loads_or_passes_and_unknown_is_not_worn(changed, found):
    said = worn("", tape(**changed), settings=(("max_loads", 5000.0),))
    assert said == ["cartridge-end-of-life TE2812L8"] * found


def test_loads_without_a_limit_of_the_library_say_nothing():
    assert worn("", tape(loads=99999)) == []


@pytest.mark.parametrize("flag", [7, 19])
def test_flags_7_and_19_name_the_cartridge_and_no_cleaning_cartridge(flag):
    line = f"08 05:00:00 W TapeAlert flag {flag} set on {D1} volume"
    assert worn(f"{line} TE2812L8") == ["cartridge-end-of-life TE2812L8"]
    assert worn(f"{line} CLNS01L1") == []
    assert worn("", tape("CLNS01L1", life_left=1.0)) == []


def pages(name, value, barcode="TE2812L8"):
    shown = ((name, value, spot(f"{name} {value}")),)
    return DrivePages("YX10443581", "", "", "", None, shown, (), (), barcode, spot())


@pytest.mark.parametrize(("value", "found"), [(16000, True), (15999, False), (4294967295, False)])
def test_passes_on_a_drives_page_count_and_all_ones_are_unknown(value, found):
    assert worn("", pages("tape passes", value)) == ["cartridge-end-of-life TE2812L8"] * found
    assert worn("", pages("tape passes", value, barcode="")) == []


def test_threads_are_shown_for_a_cartridge_that_is_worn_already():
    assert worn("", pages("tape threads", 9)) == []
    (found,) = end_of_life(history("", [tape(life_left=1.0), pages("tape threads", 9)]), DEFAULT)
    assert [proof.spot.text for proof in found.proofs] == ["TE2812L8", "tape threads 9"]


@pytest.mark.parametrize(
    ("loads", "chip", "found"),
    [(10, 12, True), (10, 10, False), (None, 12, False), (10, None, False)],
)
def test_two_known_load_counts_that_differ_are_a_discrepancy(loads, chip, found):
    said = told(loads_differ(history("", [tape(loads=loads, chip_loads=chip)]), DEFAULT))
    assert said == ["cartridge-load-count-discrepancy TE2812L8"] * found


def spent(lines, *rows, **changed):
    return told(cleaners_spent(history(lines, rows, **changed), DEFAULT))


@pytest.mark.parametrize(
    ("left", "least", "found"),
    [(0, None, True), (1, None, False), (1, 2.0, True), (2, 2.0, False), (None, 2.0, False)],
)
def test_a_cleaning_cartridge_without_cleanings_or_below_the_limit_is_spent(left, least, found):
    settings = (("min_cleans", least),) if least else ()
    said = spent("", tape("CLNS01L1", cleans_left=left), settings=settings)
    assert said == ["cleaning-cartridge-exhausted CLNS01L1"] * found


def test_a_data_cartridge_has_no_cleanings_to_lose():
    assert spent("", tape(cleans_left=0)) == []


@pytest.mark.parametrize("code", ["TapeAlert flag 22 set", "sense 3/30/0B", "sense 3/30/13"])
def test_flag_22_and_expired_by_sense_name_the_cleaning_cartridge(code):
    assert spent(f"08 05:00:00 W {code} on {D1} volume CLNS01L1") == [
        "cleaning-cartridge-exhausted CLNS01L1"
    ]
    assert spent(f"08 05:00:00 W {code} on {D1} volume TE2812L8") == []


def test_a_message_may_name_a_cleaning_cartridge_of_any_label():
    line = "08 05:00:00 W Cleaning cartridge TE2812L8 has expired"
    assert spent(line) == ["cleaning-cartridge-exhausted TE2812L8"]


def labels(*places):
    lines = "\n".join(
        f"08 0{hour}:00:00 W Bar code label of cartridge TE2812L8 in slot {slot} could not be read"
        for hour, slot in enumerate(places)
    )
    return told(labels_unreadable(history(lines), DEFAULT))


def test_three_failed_scans_of_one_label_wherever_it_lies():
    assert labels(4, 5, 6) == ["cartridge-label-unreadable TE2812L8"]
    assert labels(4, 5) == []


def audit(expected, found):
    return AuditRow(expected, found, spot("contentsMatch no"))


def test_an_audit_that_differs_names_what_it_found_else_what_it_missed():
    def said(lines, *rows):
        return told(misplaced(history(lines, rows), DEFAULT))

    assert said("", audit(("TE2812L8",), ("TE2813L8",))) == ["cartridge-misplaced TE2813L8"]
    assert said("", audit(("TE2812L8",), ())) == ["cartridge-misplaced TE2812L8"]
    assert said("", audit((), ())) == []
    assert said("", audit(("TE2812",), ()), tape("TE2812L8")) == ["cartridge-misplaced TE2812L8"]
    assert said("", drive()) == []


@pytest.mark.parametrize(
    ("text", "tape"),
    [
        ("Audit mismatch in slot 3: expected TE2812L8, found TE2813L8", "TE2813L8"),
        ("Cartridge TE2812L8 misplaced: expected slot 3, found behind slot 9", "TE2812L8"),
        ("Security audit: TE2812L8 is not where expected", "TE2812L8"),
    ],
)
def test_a_message_of_an_audit_names_what_it_found_else_the_one_it_is_about(text, tape):
    said = told(misplaced(history(f"08 05:00:00 W {text}"), DEFAULT))
    assert said == [f"cartridge-misplaced {tape}"]
