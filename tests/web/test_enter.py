"""One-time links: looked at as often as one likes, used once, by one."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tam.apps.people import services
from tam.apps.people.models import LoginLink, User
from tam.domain.principals import system

BY = system("test")
NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def five_minutes_later():
    """Links of these tests are made at NOW and used five minutes later."""
    with time_machine.travel(NOW + timedelta(minutes=5), tick=False):
        yield


@pytest.fixture
def link(frame_only, house):
    """The token of a link that is good for a quarter of an hour."""
    return services.make_login_link(user_id=house.customer, made_at=NOW, by=BY)


def words(response):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


def test_looking_at_a_link_uses_nothing_up(client, link, house):
    for _ in range(3):
        assert client.get(f"/enter/{link}/").status_code == 200
        assert client.head(f"/enter/{link}/").status_code == 200
    assert LoginLink.objects.get(user_id=house.customer).used_at is None
    assert "_auth_user_id" not in client.session


def test_the_button_lets_its_person_in(client, link, house):
    answer = client.post(f"/enter/{link}/")
    assert answer["Location"] == "/"
    assert client.session["_auth_user_id"] == str(house.customer)


def test_a_page_says_nothing_about_the_token(client, link):
    assert words(client.get(f"/enter/{link}/")) == words(client.get("/enter/unknown/"))


def test_every_token_that_lets_nobody_in_gets_the_same_answer(client, link, house):
    late = services.make_login_link(
        user_id=house.customer, made_at=NOW - timedelta(minutes=10), by=BY
    )
    client.post(f"/enter/{link}/")
    client.logout()
    answers = [
        client.post(f"/enter/{token}/")
        for token in ("", "%20", "null", "unknown", link, late, link.swapcase(), link + "x")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({words(answer) for answer in answers}) == 1
    assert "_auth_user_id" not in client.session


def test_somebody_switched_off_does_not_get_in(client, link, house):
    User.objects.filter(pk=house.customer).update(is_active=False)
    assert client.post(f"/enter/{link}/").status_code == 404


def test_the_address_of_a_link_goes_into_no_cache_and_no_referer(client, link):
    for answer in (client.get(f"/enter/{link}/"), client.post(f"/enter/{link}/")):
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "strict-origin"


def test_a_session_that_was_open_is_left_behind(client, link, house, browser_of):
    browser_of(house.representative)
    before = client.session.session_key
    client.post(f"/enter/{link}/")
    assert client.session["_auth_user_id"] == str(house.customer)
    assert client.session.session_key != before


def test_guessing_is_slowed_down(client, link):
    codes = [client.post(f"/enter/guess-{number}/").status_code for number in range(62)]
    assert codes[:60] == [404] * 60
    assert codes[60:] == [429] * 2


def test_a_first_password_can_be_set_right_after(client, link, house):
    client.post(f"/enter/{link}/")
    new = "a longer sentence of words"
    assert client.post("/password/set/", {"password1": new, "password2": new}).status_code == 302
    assert User.objects.get(pk=house.customer).check_password(new)


def test_a_first_password_cannot_be_set_by_an_old_session(client, link, house):
    client.post(f"/enter/{link}/")
    session = client.session
    session["entered_at"] -= 31 * 60
    session.save()
    new = "a longer sentence of words"
    assert client.post("/password/set/", {"password1": new, "password2": new}).status_code == 403
    assert not User.objects.get(pk=house.customer).has_usable_password()


RACE = """
import django; django.setup()
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from django.core.management import call_command
from django.db import connections
from django.test import Client
from tam.apps.people import services
from tam.domain.principals import system
from django.conf import settings

settings.STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
call_command("migrate", verbosity=0)
now, by = datetime.now(UTC), system("test")
new = services.NewPerson("somebody@example.com", "Some Body", "UTC")
person = services.add_person(new=new, at=now, by=by)
token = services.make_login_link(user_id=person, made_at=now, by=by)

def press(_):
    try:
        return Client(HTTP_HOST="127.0.0.1").post(f"/enter/{token}/").status_code
    finally:
        connections.close_all()

with ThreadPoolExecutor(20) as pool:
    print(*sorted(pool.map(press, range(20))))
"""


@pytest.mark.slow
def test_of_twenty_who_press_at_once_one_gets_in(tmp_path):
    # A process of its own: threads share a database file, but not the tests' one in memory.
    environment = os.environ | {"TAM_DATA": str(tmp_path), "TAM_LOG_LEVEL": "CRITICAL"}
    environment |= {"PYTHONPATH": "src", "DJANGO_SETTINGS_MODULE": "tam.project.settings"}
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", RACE], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["302"] + ["404"] * 19
