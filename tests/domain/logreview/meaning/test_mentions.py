"""The parts of a library that a text names, in one spelling each."""

import pytest

from tam.domain.logreview.meaning.mentions import axis_name, controllers_in, drives_in, mentions

pytestmark = pytest.mark.clause("TAM-06")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("rotation axis", "Rotational Axis"),
        ("HORIZONTAL_AXIS travel", "Horizontal Axis"),
        ("Slot-to-drive moves", "Slot to Drive Move"),
        ("TAP in move", "TAP In Move"),
        ("drive to move", None),
        ("slot in drive move", None),
        ("no such part", None),
    ],
)
def test_an_axis_or_a_kind_of_move_has_one_spelling(text, name):
    assert axis_name(text) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("FR1/RIM2 and FR01 rim 2", ("FR1/RIM2",)),
        ("RIM2 of frame 1 took over from FR2-LCM1", ("FR1/RIM2", "FR2/LCM1")),
        ("the controller", ()),
    ],
)
def test_a_controller_has_one_spelling_however_it_is_joined(text, names):
    assert controllers_in(text) == names


def test_a_drive_is_named_by_its_path_or_after_its_word():
    assert drives_in("drive FR1/DBA1/LTO-DRV1.") == ("FR1/DBA1/LTO-DRV1",)
    assert drives_in("tape drive LTO-DRV4 is busy") == ("LTO-DRV4",)


def test_everything_a_line_names():
    who = mentions("Robot 2 put TE2812L8 from slot 58 of partition Vault, host tsm1, op 1Bh, FR02")
    assert (who.robots, who.tapes, who.slots) == ((2,), ("TE2812L8",), (58,))
    assert (who.partitions, who.hosts, who.frames) == (("Vault",), ("tsm1",), ("FR2",))
    assert who.opcode == 0x1B
    assert mentions("SPACE ended early").opcode == 0x11
    assert mentions("space ended early").opcode is None
