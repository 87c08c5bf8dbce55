"""Service centers and sites at the desk: list, form, import, the fifty miles with their why."""

import html
import io
import re

import pytest

from tam.apps.estate import selectors as estate
from tam.apps.estate.models import PartnerServiceCenter
from tam.domain.principals import Scope
from tam.sample import day

LEEDS = "name,country,latitude,longitude\nLeeds Field Service,GB,53.9,-1.55\n"
FIELDS = {
    "name": "Leeds Field Service", "city": "Leeds", "country": "gb",
    "latitude": "53.9", "longitude": "-1.55", "opens_on": "", "closes_on": "",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_house(time_machine):
    time_machine.move_to("2026-03-04T10:00:00+00:00", tick=False)


@pytest.fixture(autouse=True)
def _with_centers(house):
    day.load_centers(house.now)


@pytest.fixture
def manager(house, browser_of):
    return browser_of(house.manager)


def text(answer, status=200):
    assert answer.status_code == status
    return html.unescape(answer.content.decode())


def words(answer, status=200):
    main = text(answer, status).partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def site(house, city):
    scope = Scope(frozenset({house.account}))
    (found,) = (one for one in estate.sites(scope=scope) if one.city == city)
    return found


@pytest.mark.clause("NOTE-6")
def test_the_list_shows_centers_and_sites_the_farthest_first(house, manager):
    page = words(manager.get("/desk/centers/"))
    assert "2 partner service centers" in page
    assert page.index("Leeds Office") < page.index("Oslo Archive") < page.index("Boulder Data")
    assert "beyond 50 miles Oslofjord Field Service: 605.5 miles (974.4 km)" in page
    assert "inside 50 miles Front Range Field Service: 17.5 miles (28.1 km), measured Wed" in page
    assert "on-site response times are best effort, every other clause stands" in page


def test_a_representative_reads_the_list_and_cannot_write_it(house, browser_of):
    reader = browser_of(house.representative)
    page = text(reader.get("/desk/centers/"))
    assert "Add a center" not in page
    assert reader.get("/desk/centers/new/").status_code == 404
    assert reader.post("/desk/centers/import/", {"rows": LEEDS, "act": "take"}).status_code == 404
    assert PartnerServiceCenter.objects.count() == 2


@pytest.mark.clause("NOTE-6")
def test_a_center_is_added_by_form_and_the_site_comes_inside(house, manager):
    answer = manager.post("/desk/centers/new/", FIELDS)
    assert answer["Location"] == "/desk/centers/"
    page = words(manager.get("/desk/centers/"))
    assert "Centers: 1 added. 1 site measured anew." in page
    found = words(manager.get(f"/desk/sites/{site(house, 'Leeds').id}/"))
    assert "6.861 miles (11.041 km)" in found
    assert "605.469 miles (974.408 km)" in found
    assert "the list of service centers changed" in found


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("latitude", "95", "95.0 is outside -90 to 90 degrees."),
        ("longitude", "1,5", "Use a point, not a comma."),
        ("country", "UK", "Did you mean GB?"),
        ("closes_on", "soon", "write the day as 2026-07-01"),
        ("name", "oslofjord  field service", "There is a center of this name"),
        ("name", "", "This field is required."),
    ],
)
def test_a_form_that_is_wrong_says_where_and_keeps_what_was_typed(manager, field, value, said):
    page = text(manager.post("/desk/centers/new/", FIELDS | {field: value}), 400)
    assert said in page
    assert 'value="-1.55"' in page or field == "longitude"
    assert PartnerServiceCenter.objects.count() == 2


def test_a_place_of_another_center_is_refused(manager):
    taken = FIELDS | {"latitude": "59.7440", "longitude": "10.2045"}
    page = text(manager.post("/desk/centers/new/", taken), 400)
    assert "'Oslofjord Field Service' is known at this position" in page


def test_a_center_is_moved_and_closed(house, manager):
    number = PartnerServiceCenter.objects.get(key="oslofjord field service").pk
    page = text(manager.get(f"/desk/centers/{number}/"))
    assert 'value="59.744"' in page
    own = FIELDS | {
        "name": "Oslofjord Field Service", "country": "NO", "latitude": "59.744",
        "longitude": "10.2045", "closes_on": "2026-03-03",
    }  # fmt: skip
    assert manager.post(f"/desk/centers/{number}/", own).status_code == 302
    page = words(manager.get("/desk/centers/"))
    assert "not open today until Tue 3 Mar 2026" in page
    assert site(house, "Oslo").measured.center == "Front Range Field Service"
    renamed = own | {"name": "Other"}
    assert "A center keeps its name" in text(manager.post(f"/desk/centers/{number}/", renamed), 400)


@pytest.mark.clause("NOTE-6")
def test_a_check_tells_what_would_happen_and_keeps_the_lines(house, manager):
    file = io.BytesIO(("\ufeff" + LEEDS).encode())
    file.name = "centers.csv"
    page = text(manager.post("/desk/centers/import/", {"file": file, "act": "check"}))
    assert "This was a check: nothing is changed yet." in page
    assert "6.9 miles to Leeds Field Service" in page
    assert "before: 605.5 miles" in page
    assert "Leeds Field Service,GB,53.9,-1.55\n</textarea>" in page
    assert PartnerServiceCenter.objects.count() == 2
    lines = re.search(r"<textarea[^>]*>\s*(.*?)</textarea>", page, re.DOTALL)[1]
    taken = manager.post("/desk/centers/import/", {"rows": lines, "act": "take"})
    assert taken["Location"] == "/desk/centers/"
    assert PartnerServiceCenter.objects.count() == 3


def test_sites_of_other_accounts_are_counted_and_not_named(house, manager):
    lyon = LEEDS + "Lyon Field Service,FR,45.75,4.85\n"
    from tam.apps.estate.models import Site  # noqa: PLC0415 - the stranger's one row

    Site.unscoped.filter(name="Lyon").update(latitude=45.76, longitude=4.84)
    page = text(manager.post("/desk/centers/import/", {"rows": lyon, "act": "check"}))
    assert "1 site of accounts that are not yours." in page
    assert "<b>Lyon</b>" not in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose a file, or paste its lines."),
        ({"rows": LEEDS + "X,NO,91,1\n"}, "line 3, latitude: 91.0 is outside -90 to 90 degrees."),
        ({"rows": LEEDS + LEEDS.splitlines()[1]}, "stands on line 2 too."),
        ({"rows": LEEDS.replace("53.9,-1.55", "59.744,10.2045")}, "is known at this position"),
    ],
)
def test_a_list_with_a_fault_is_not_taken(manager, sent, said):
    page = text(manager.post("/desk/centers/import/", sent | {"act": "take"}), 400)
    assert said in page
    assert PartnerServiceCenter.objects.count() == 2


def test_a_file_in_another_encoding_is_told_by_line(manager):
    file = io.BytesIO(LEEDS.encode() + "Østlandet,NO,59.9,10.7\n".encode("latin-1"))
    file.name = "centers.csv"
    page = text(manager.post("/desk/centers/import/", {"file": file, "act": "check"}), 400)
    assert "line 3, encoding: byte 0xd8 is not UTF-8; save the file as CSV in UTF-8." in page


@pytest.mark.clause("NOTE-6")
def test_a_site_shows_region_distance_and_lines_and_takes_another_position(house, manager):
    leeds = site(house, "Leeds")
    page = words(manager.get(f"/desk/sites/{leeds.id}/"))
    for said in ("the rest of the world", "Next Business Day On Site", "not published, so no"):
        assert said in page
    there = {"latitude": "59.75", "longitude": "10.21", "because": "Moved to Drammen"}
    answer = manager.post(f"/desk/sites/{leeds.id}/place/", there)
    page = words(manager.get(answer["Location"]))
    assert "inside 50 miles" in page
    assert "Moved to Drammen" in page
    wrong = manager.post(f"/desk/sites/{leeds.id}/place/", there | {"latitude": "x"})
    assert "write degrees as 59.9139" in text(wrong, 400)
    assert "This field is required." in text(
        manager.post(f"/desk/sites/{leeds.id}/place/", there | {"because": ""}), 400
    )


def test_the_account_and_the_customers_library_say_the_distance(house, browser_of):
    scope = Scope(frozenset({house.account}))
    library = next(one for one in estate.libraries(scope=scope) if one.site.city == "Oslo")
    page = words(browser_of(house.customer).get(f"/portal/libraries/{library.id}/"))
    assert "inside 50 miles Oslofjord Field Service: 22.4 miles" in page
    page = words(browser_of(house.representative).get(f"/desk/accounts/{house.account}/"))
    assert "beyond 50 miles" in page
