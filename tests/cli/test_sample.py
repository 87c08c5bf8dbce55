"""`tam sample bundle`: a file on disk, or a word why not."""

import argparse

from tam.cli import sample


def told(*words):
    parser = argparse.ArgumentParser()
    sample.arguments(parser)
    return parser.parse_args(words)


def test_a_bundle_is_written_under_the_name_its_library_would_give_it(
    tmp_path, capsys, time_machine
):
    time_machine.move_to("2026-03-04T09:00:00+00:00", tick=False)
    assert (
        sample.run(told("bundle", str(tmp_path), "--serial", "FD8B808F", "--zone", "Europe/Oslo"))
        == 0
    )
    (path,) = tmp_path.iterdir()
    assert path.name == "FD8B808F 2026-03-04 10.00.00.zip"
    assert capsys.readouterr().out == f"{path}\n"
    assert path.read_bytes()[:2] == b"PK"


def test_a_folder_that_is_not_there_and_a_zone_that_is_not_known_are_said(tmp_path, capsys):
    assert sample.run(told("bundle", str(tmp_path / "nowhere"))) == 2
    assert "nowhere" in capsys.readouterr().err
    assert sample.run(told("bundle", str(tmp_path), "--zone", "Moon/Base")) == 2
    assert "Moon/Base" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
