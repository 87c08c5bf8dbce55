"""`tam centers import`: taken, checked only, refused with line and field."""

import pytest

from tam.apps.estate import selectors
from tam.apps.estate.models import PartnerServiceCenter
from tam.cli.main import main
from tam.sample import day

GOOD = "name,country,latitude,longitude\nLeeds Field Service,GB,53.9,-1.55\n"
OUTSIDE = "centers.csv: line 2, latitude: 153.9 is outside -90 to 90 degrees."


@pytest.fixture
def centers(house, tmp_path, capsys):
    """Run the command on a file of these bytes: exit code, output, error."""
    day.load_centers(house.now)

    def running(data, *words):
        path = tmp_path / "centers.csv"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        code = main(["centers", "import", str(path), *words])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return running


@pytest.mark.clause("NOTE-6")
def test_a_list_is_taken_and_sites_are_measured(centers):
    code, out, err = centers(GOOD)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "added     Leeds Field Service",
        "measured  Leeds Office: 6.9 miles to Leeds Field Service, before 605.5 miles",
    ]
    assert len(selectors.known_centers()) == 3


def test_a_dry_run_says_the_same_and_takes_nothing(centers):
    code, out, _ = centers(GOOD, "--dry-run")
    assert code == 0
    assert "added     Leeds Field Service" in out
    assert out.endswith("Checked only: nothing was changed.\n")
    assert PartnerServiceCenter.objects.count() == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            GOOD.replace("53.9", "153.9") + "X,ZZ,1,1\n",
            f"{OUTSIDE}\ncenters.csv: line 3, country: There is no country 'ZZ'",
        ),
        (b"name,country,latitude,longitude\n\xe5,NO,1,1\n", "line 2, encoding: byte 0xe5"),
        (
            GOOD.replace("53.9,-1.55", "59.744,10.2045"),
            "line 2, latitude: 'Oslofjord Field Service' is known at this position",
        ),
    ],
)
def test_a_list_with_a_fault_is_refused_whole(centers, data, words):
    code, out, err = centers(data)
    assert (code, out) == (2, "")
    assert words in err
    assert err.endswith("tam centers: nothing was taken.\n")
    assert PartnerServiceCenter.objects.count() == 2


def test_a_file_that_is_not_there_is_said(house, capsys):
    assert main(["centers", "import", "nowhere.csv"]) == 2
    assert "nowhere.csv" in capsys.readouterr().err
