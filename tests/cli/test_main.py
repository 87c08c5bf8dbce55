"""The command line as a whole: the list of commands, unknown ones, exit codes."""

import pytest

from tam.cli.main import COMMANDS, main


@pytest.mark.parametrize("words", [[], ["--help"], ["help"]])
def test_without_a_command_the_list_is_shown(words, capsys):
    assert main(words) == 0
    said = capsys.readouterr().out
    assert all(f"  {name} " in said for name in COMMANDS)


def test_an_unknown_command_is_said_and_ends_with_two(capsys):
    assert main(["reveiw"]) == 2
    assert "there is no command 'reveiw'" in capsys.readouterr().err


def test_a_command_is_carried_out_and_its_code_is_ours(tmp_path, capsys):
    assert main(["sample", "bundle", str(tmp_path)]) == 0
    assert capsys.readouterr().out.strip().endswith(".zip")
    assert main(["sample", "bundle", str(tmp_path / "gone")]) == 2
