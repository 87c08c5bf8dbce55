"""People's words, cleaned at the border."""

from tam.domain.words import plain


def test_invisible_and_control_characters_become_blanks():
    assert plain("  drive\u200b 3\x00\u202e fails ") == "drive 3 fails"


def test_one_line_unless_lines_are_asked_for():
    assert plain("a\r\nb\tc") == "a b c"
    assert plain("a  \r\nb\tc\r", lines=True) == "a\nb\tc"


def test_composed_and_decomposed_letters_are_one():
    assert plain("Sjo\u0308") == "Sj\u00f6"


def test_txf_02_a_lone_surrogate_is_no_letter():
    assert plain("drive \ud800 3\udfff") == "drive 3"
