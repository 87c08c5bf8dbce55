"""`tam contracts`: a file entered from the command line, and one to start from."""

import pytest
from entering import CASES, file_of, written

from tam.apps.entitlement.models import ServiceContract
from tam.cli.main import main

pytestmark = pytest.mark.clause("TAM-01")


@pytest.fixture
def tell(house, capsys, tmp_path):
    def running(data, *words):
        path = tmp_path / "march.csv"
        path.write_bytes(data)
        code = main(["contracts", "import", str(path), *words])
        said = capsys.readouterr()
        return code, said.out.splitlines(), said.err.splitlines()

    return running


def test_a_file_is_checked_entered_and_left_alone_the_second_time(tell):
    data = file_of(written("SG-9701"))
    code, out, err = tell(data, "--dry-run")
    assert (code, err, out[-1]) == (
        0, [], "1 contracts in 2 rows: 1 would be entered, 0 were there already.",
    )  # fmt: skip
    assert out[1] == (
        "march.csv:2:level: warns: No distance to a partner service center is recorded; NOTE-6 is "
        "not checked. (NOTE-6)"
    )
    assert not ServiceContract.unscoped.filter(number="SG-9701").exists()
    assert tell(data)[1][-1] == "1 contracts in 2 rows: 1 entered, 0 were there already."
    assert tell(data)[1][-1] == "1 contracts in 2 rows: 0 entered, 1 were there already."


def test_what_is_to_mend_is_told_by_line_and_column(tell):
    code, out, err = tell(file_of(CASES["a level nobody sells"][0]))
    assert (code, out) == (1, ["1 contracts in 3 rows: nothing was entered; 3 to mend."])
    assert err[0].startswith("march.csv:2:level: wrong: There is no level 'gold'; the levels are ")
    assert err[1] == "march.csv:3:options: wrong: tam is no option; give it a line of its own."
    assert err[2].startswith("march.csv:4:level: wrong: phone_uplift_24x7 is an option; write it")


def test_more_points_than_are_listed_are_counted(tell, monkeypatch):
    monkeypatch.setattr("tam.apps.entitlement.services.importing.SHOWN", 1)
    assert tell(file_of(CASES["a level nobody sells"][0]))[2][-1] == "... and 2 more"
    assert tell(file_of(written("SG-9702")))[1][-2] == "... 2 to know in all: NOTE-5 1, NOTE-6 1"


def test_a_delimiter_is_said(tell):
    data = file_of(written("SG-9703")).replace(b",", b";")
    assert "parted by a semicolon" in tell(data)[2][0]
    assert tell(data, "--delimiter", "semicolon")[0] == 0


def test_the_template_is_written_once(house, tmp_path, capsys):
    path = tmp_path / "new.csv"
    assert main(["contracts", "template", str(path)]) == 0
    assert path.read_text().startswith("number,account,")
    assert main(["contracts", "template", str(path)]) == 2
    assert main(["contracts", "import", str(tmp_path / "gone.csv")]) == 2
    assert "gone.csv" in capsys.readouterr().err
