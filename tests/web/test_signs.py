"""One look for each state, severity and party."""

import re
from pathlib import Path

import pytest

from tam.domain.cases.lifecycle import Party, Severity, State
from tam.domain.obligations.standing import Standing
from tam.web import signs
from tam.web.templatetags import tam

SPRITE = Path(tam.__file__).parents[1] / "static" / "vendor" / "icons.svg"
TONES = {"good", "due", "bad", "info", "quiet"}


@pytest.mark.parametrize(
    ("kind", "members"),
    [("state", Standing), ("state", State), ("severity", Severity), ("party", Party)],
)
def test_every_member_has_a_sign_of_its_own(kind, members):
    for member in members:
        assert tam.word(member) in signs.SIGNS[kind], member


def test_every_sign_has_a_word_a_shape_of_the_sprite_and_a_tone():
    shapes = set(re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text("utf-8")))
    for table in signs.SIGNS.values():
        for sign in table.values():
            assert sign.word
            assert sign.icon in shapes
            assert sign.tone in TONES


def test_no_two_standings_share_word_or_shape():
    looks = [signs.sign("state", standing.value) for standing in Standing]
    assert len({look.word for look in looks}) == len({look.icon for look in looks}) == 5


def test_a_value_without_a_sign_is_said_in_its_own_word():
    assert signs.sign("state", "sideways") == signs.Sign("sideways", "circle", "quiet")


def test_parts_of_a_whole():
    parts = signs.parts({"parsed": 750, "mined": 200, "opaque": 50, "rejected": 0})
    assert [(part.word, part.start, part.percent) for part in parts] == [
        ("parsed", "0.00", "75.0"),
        ("mined", "75.00", "20.0"),
        ("opaque", "95.00", "5.0"),
        ("rejected", "100.00", "0.0"),
    ]
    assert [part.percent for part in signs.parts({"parsed": 0, "mined": 0})] == ["0.0", "0.0"]


def test_a_heading_sorts_up_then_down_then_up():
    assert signs.sorting("due", "case") == signs.Sorting("due", "arrows-sort", "")
    assert signs.sorting("due", "due") == signs.Sorting("-due", "sort-ascending", "ascending")
    assert signs.sorting("due", "-due") == signs.Sorting("due", "sort-descending", "descending")
    assert signs.sorting("", "due").aria == ""
