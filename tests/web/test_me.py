"""One's own page."""

import pytest

from tam.apps.people import selectors


@pytest.fixture
def me(frame_only, house, browser_of):
    return browser_of(house.customer)


def test_name_and_zone_can_be_changed(me, house):
    answer = me.post("/me/", {"name": "  Kari\u200b  Nordmann ", "zone": "Asia/Tokyo"})
    assert answer["Location"] == "/me/"
    person = selectors.person(user_id=house.customer)
    assert (person.name, person.zone) == ("Kari Nordmann", "Asia/Tokyo")
    assert "Your profile is changed." in me.get("/me/").content.decode()


@pytest.mark.parametrize("zone", ["", "Mars/Base", "../etc/passwd", "europe/oslo", "Europe/Oslo\0"])
def test_the_zone_stays_one_of_the_pinned_data(me, house, zone):
    before = selectors.person(user_id=house.customer)
    answer = me.post("/me/", {"name": "Kari", "zone": zone})
    assert answer.status_code == 200
    assert "needs another look" in answer.content.decode()
    assert selectors.person(user_id=house.customer) == before


def test_a_name_of_nothing_visible_is_no_name(me, house):
    before = selectors.person(user_id=house.customer)
    assert me.post("/me/", {"name": "\u200b\u200b", "zone": "UTC"}).status_code in {200, 409}
    assert selectors.person(user_id=house.customer) == before


def test_nobody_sees_it_without_logging_in(client, db):
    assert client.get("/me/")["Location"] == "/login/?next=/me/"


def test_somebody_without_a_password_is_offered_one(me):
    assert "set one" in me.get("/me/").content.decode()
