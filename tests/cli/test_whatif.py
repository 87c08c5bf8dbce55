"""`tam what-if` on the sample account."""

import json

import pytest

from tam.cli.main import main

WORDS = ["--from", "2026-01-01", "--to", "2026-12-31"]
BOULDER = ["northern-lights", "--contract", "SG-2041", "--line", "1"]


@pytest.fixture
def asking(house, capsys):
    """Run the command: exit code, output, error."""

    def running(*words):
        code = main(["what-if", *words])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return running


@pytest.mark.clause("TAM-04")
def test_each_case_is_told_as_it_was_and_as_it_would_have_been(asking):
    code, out, err = asking(*BOULDER, "--level", "nbd_on_site", *WORDS)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith("Of 6 answers in 2 cases, under Next Business Day On Site: 4 later")
    assert lines[1].startswith("Refused by TAM-01: Technical Account Management (TAM) may not")
    assert "Add 24 Hour Phone uplift" in lines[1]
    assert lines[2] == "Left out, on other machines: 1"
    head = "Cleaning asked for again a day after a cleaning, opened 2026-03-04 00:00-07:00"
    start = next(at for at, line in enumerate(lines) if line.endswith(head))
    assert [line.strip() for line in lines[start + 1 :]] == [
        "as if: release at the diagnosis",
        "TAM-02 later",
        "Four Hour On Site: staffed at once",
        "Next Business Day On Site: opens again 2026-03-04 08:00-07:00",
        "TAM-03 promised only there",
        "Four Hour On Site: given, no time stated",
        "Next Business Day On Site: is delivered on 2026-03-05",
        "TAM-04 later",
        "Four Hour On Site: arrives by 2026-03-04 06:00-07:00",
        "Next Business Day On Site: arrives by 2026-03-05 17:00-07:00",
    ]


def test_an_allowed_level_is_not_refused(asking):
    _, out, _ = asking(*BOULDER, "--level", "nbd_on_site_24h_phone", *WORDS)
    assert "Refused" not in out


def test_json_has_every_decision_explained(asking):
    code, out, _ = asking(*BOULDER, "--level", "basic", *WORDS, "--format", "json")
    assert code == 0
    found = json.loads(out)
    assert (found["level"], found["other"], found["elsewhere"]) == (
        "Four Hour On Site", "Basic", 1,
    )  # fmt: skip
    assert found["refused"][0]["clause"] == "TAM-01"
    on_site = found["cases"][0]["clauses"][2]
    assert (on_site["clause"], on_site["differs"]) == ("TAM-04", "not known")
    assert on_site["instead"]["when"] is None
    assert on_site["actual"]["decision"]["governing"]["level"] == "four_hour_on_site"
    assert on_site["actual"]["when"] == "2026-02-23T07:00:00-07:00"


def test_possible_days_are_marked(asking):
    day = ["--from", "2020-01-01", "--to", "2020-12-31"]
    code, out, _ = asking(*BOULDER, "--level", "basic", *day)
    assert code == 0
    assert out.startswith("No case was opened on these machines")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nobody", "--line", "1"], "account: there is no 'nobody'; there are northern-lights"),
        (["northern-lights", "--line", "1"], "--contract: line 1 is in SG-2041, SG-2042; name"),
        (["northern-lights", "--line", "9"], "--line: there is no line 9 in any contract of"),
        ([*BOULDER[:3], "--line", "9"], "there is no line 9 in the contract SG-2041"),
        ([*BOULDER, "--from", "soon"], "--from: write it as 2026-03-04, not 'soon'."),
        ([*BOULDER, "--to", "2025-12-31"], "to: 2025-12-31 is before 2026-01-01"),
        ([*BOULDER, "--level", "gold"], "There is no level 'gold'"),
        ([*BOULDER, "--level", "phone_uplift_24x7"], "24 Hour Phone uplift is an option"),
    ],
)
def test_what_cannot_be_asked_is_said(asking, words, said):
    code, out, err = asking("--level", "basic", *WORDS, *words)
    assert (code, out) == (2, "")
    assert said in err
