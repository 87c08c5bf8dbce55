"""`tam clock holidays`: the pinned holidays beside the package."""

from datetime import date
from pathlib import Path

from tam.adapters import holiday_package
from tam.adapters.holiday_package import Difference
from tam.cli import clock
from tam.cli.main import main


def test_the_pinned_holidays_are_those_of_the_package(capsys):
    assert main(["clock", "holidays", "NO", "AE", "JP"]) == 0
    assert capsys.readouterr().out.startswith("0 differences; pinned: holidays 0.")
    assert main(["clock", "holidays", "US"]) == 2
    assert "no country 'US'" in capsys.readouterr().err


def test_a_difference_is_shown_by_date_and_name(capsys, monkeypatch):
    moved = Difference("NO", date(2026, 5, 17), "Constitution Day", "")
    added = Difference("NO", date(2026, 5, 18), "", "Constitution Day")
    monkeypatch.setattr(holiday_package, "differences", lambda country: [moved, added])
    assert main(["clock", "holidays", "NO"]) == 1
    assert capsys.readouterr().out.splitlines()[:2] == [
        "NO 2026-05-17: Constitution Day -> no holiday",
        "NO 2026-05-18: no holiday -> Constitution Day",
    ]


def test_the_packages_dates_are_taken_over_on_request(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(holiday_package, "countries", lambda: ["NO", "LK"])
    assert main(["clock", "holidays", "--write", str(tmp_path)]) == 0
    assert "2 countries written" in capsys.readouterr().out
    pinned = Path(clock.__file__).parents[1] / "domain" / "clock" / "national"
    for name in ("NO.txt", "LK.txt", "VERSION"):
        assert (tmp_path / name).read_bytes() == (pinned / name).read_bytes()
