"""A file of contracts at the desk: checked, looked at, entered."""

import io

import pytest
from entering import CASES, file_of, written

from tam.apps.entitlement.models import ServiceContract

pytestmark = pytest.mark.clause("TAM-01")
PLACE = "/desk/contracts/import/"


@pytest.fixture
def desk(house, browser_of, settings, tmp_path):
    settings.TAM_DATA = tmp_path
    return browser_of(house.representative)


def send(desk, data, **more):
    file = io.BytesIO(data)
    file.name = "march.csv"
    return desk.post(PLACE, {"file": file, "delimiter": "comma", **more})


def test_a_file_is_checked_then_entered(house, desk):
    page = send(desk, file_of(written("SG-9601")))
    assert b"1 contract of march.csv may be entered" in page.content
    assert not ServiceContract.unscoped.filter(number="SG-9601").exists()
    done = desk.post(f"{PLACE}enter/", {"token": page.context["token"]}, follow=True)
    assert b"1 contracts are entered from march.csv." in done.content
    again = send(desk, file_of(written("SG-9601")))
    assert b"Enter 1" not in again.content
    assert b"Nothing is written yet." in again.content


def test_what_is_to_mend_names_line_column_and_clause(house, desk):
    page = send(desk, file_of(CASES["tam on plain next business day"][0]))
    assert page.status_code == 400
    html = page.content.decode()
    assert '<td data-label="Line" class="text-end">3</td>' in html
    assert '<td data-label="Column">level</td>' in html
    assert "TAM-01" in html


def test_only_who_checked_a_file_enters_it(house, desk, browser_of):
    token = send(desk, file_of(written("SG-9602"))).context["token"]
    other = browser_of(house.manager)
    assert other.post(f"{PLACE}enter/", {"token": token}).status_code == 400
    assert other.post(f"{PLACE}enter/", {"token": "x"}).status_code == 400
    assert not ServiceContract.unscoped.filter(number="SG-9602").exists()


def test_a_file_that_was_swept_away_is_asked_for_again(house, desk, settings):
    token = send(desk, file_of(written("SG-9603"))).context["token"]
    for left in (settings.TAM_DATA / "incoming").iterdir():
        left.unlink()
    page = desk.post(f"{PLACE}enter/", {"token": token})
    assert (page.status_code, b"choose it again" in page.content) == (400, True)


def test_what_changed_since_the_check_stops_the_file(house, desk):
    page = send(desk, file_of(written("SG-9604")))
    ServiceContract.unscoped.create(
        account_id=house.account, number="SG-9604", starts_on="2028-01-01", ends_on="2028-12-31"
    )
    done = desk.post(f"{PLACE}enter/", {"token": page.context["token"]})
    assert (done.status_code, b"There is a contract SG-9604 already" in done.content) == (409, True)


def test_a_file_too_large_and_the_template(house, desk, monkeypatch):
    monkeypatch.setattr("tam.web.desk.contract_import.MOST_BYTES", 10)
    page = send(desk, file_of(written("SG-9605")))
    assert (page.status_code, b"larger than" in page.content) == (400, True)
    assert desk.post(PLACE, {}).status_code == 400
    template = desk.get(f"{PLACE}template/")
    assert template["Content-Disposition"] == 'attachment; filename="contracts.csv"'
    assert template.content.startswith(b"number,account,starts_on,ends_on,")
