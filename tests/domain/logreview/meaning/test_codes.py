"""Sense data and TapeAlert flags, in the spellings that logs and tools use."""

import pytest

from tam.domain.logreview.meaning.alerts import flag_named, flag_title, flags
from tam.domain.logreview.meaning.senses import Points, Sense, points_to, senses


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("CHECK CONDITION key 4 asc/ascq 53/00 op 1Bh", "4/53/00"),
        ("SCSI sense 3/11/12 from FR2/DBA1/LTO-DRV2", "3/11/12"),
        ("result 4/3B/16", "4/3b/16"),
        ("FR1/DBA1/LTO-DRV1 1/17/01 recovered", "1/17/01"),
        ("Sense Key: Medium Error, ASC: 0x11, ASCQ: 0x00", "3/11/00"),
        ("SK/ASC/ASCQ=04h/44h/00h", "4/44/00"),
        ("KCQ 4-44-00", "4/44/00"),
        ("sense key=0x3 asc=0x52 ascq=0x0", "3/52/00"),
        ("sk=3 asc=11 ascq=00", "3/11/00"),
        ("sense=035200", "3/52/00"),
        ("sense data: 70 00 03 00 00 00 00 58 00 00 00 00 11 00 00 00 00 00", "3/11/00"),
        ("sense data: 72 03 11 00 00 00 00 00", "3/11/00"),
        ("sense data: 70 00 03 00 00", ""),
        ("sense bytes 0x70,0x00,0x04,0,0,0,0,0 unreadable", ""),
        ("on 5/06/26 at noon", ""),
        ("GET /gf/3/11/x", ""),
        ("build 3/11/0012", ""),
    ],
)
def test_sense_is_read_in_every_spelling(text, said):
    assert " ".join(map(str, senses(text))) == said


@pytest.mark.parametrize(
    ("sense", "points"),
    [
        (Sense(4, 0x53, 0), Points.DRIVE),
        (Sense(3, 0x53, 0), Points.MEDIA),
        (Sense(3, 0x11, 0), Points.EITHER),
        (Sense(3, 0x99, 0), Points.EITHER),
        (Sense(4, 0x99, 0), Points.DRIVE),
        (Sense(4, 0x08, 0), Points.LINK),
        (Sense(4, 0x08, 9), Points.LINK),
        (Sense(4, 0x15, 1), Points.ROBOT),
        (Sense(5, 0x24, 0), Points.HOST),
        (Sense(6, 0x29, 7), Points.RESET),
        (Sense(6, 0x5D, 0xFF), Points.NOTHING),
        (Sense(11, 0x47, 3), Points.LINK),
        (Sense(11, 0x47, 9), Points.LINK),
        (Sense(3, 0x30, 0x0B), Points.SPENT),
        (Sense(1, 0x83, 0x83), Points.CLEANED),
        (Sense(2, 0x3A, 0), Points.NOTHING),
        (Sense(9, 0x99, 0), Points.NOTHING),
    ],
)
def test_a_code_speaks_for_one_side(sense, points):
    assert points_to(sense) is points


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("drive YX10855801 TapeAlert[55]: Loading failure", (55,)),
        ("TapeAlert flag 15 (Memory chip in cartridge failure) set", (15,)),
        ("TapeAlert flags 3, 5 and 6 set on drive 4", (3, 5, 6)),
        ("tape_alert=0x14 drive=YX1", (20,)),
        ("TA 20 on drive YX10855801", (20,)),
        ("tapealert drive=YX10855801 flag=36", (36,)),
        ("TapeAlert: Cleaning required on drive YX10855801", (20,)),
        ("TE1234 3 TAPE_ALERT IBM.ULT3580 0x00000400 0x00000000", (22,)),
        ("TE1234 3 TAPE_ALERT IBM.ULT3580 0x00000000 0x00000000", ()),
        ("TapeAlert flag 20 cleared on drive YX10855801", ()),
        ("TapeAlert flag 99 set", ()),
        ("TapeAlert log is empty", ()),
        ("carrier flag 3", (3,)),
        ("drive YX10855801 alert 55: Loading failure", (55,)),
        ("drive YX10855801 alert 55: door open", ()),
        ("no alert here", ()),
    ],
)
def test_flags_are_read_by_number_and_by_name(text, said):
    assert flags(text) == said


def test_flags_have_the_names_that_tools_print():
    assert flag_named("Cleaning required") == 20
    assert flag_named("Clean now") == 20
    assert flag_named("WORM medium - integrity check failed") == 59
    assert flag_named("Reserved (30h)") is None
    assert flag_title(4) == "Media"
    assert flag_title(99) == "flag 99"
