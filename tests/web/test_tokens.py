"""Access tokens on one's own page."""

import re
from datetime import UTC, datetime

import pytest

from tam.apps.people import services as people
from tam.apps.people import services_tokens as services
from tam.apps.people.models import AccessToken, User
from tam.domain.principals import system

RIGHT = "correct horse battery"


@pytest.fixture
def me(house, browser_of):
    user = User.objects.get(pk=house.customer)
    user.set_password(RIGHT)
    user.save()
    return browser_of(house.customer)


def make(me, **more):
    fields = {"name": "nightly report", "days": "90", "password": RIGHT, **more}
    return me.post("/me/tokens/", fields)


def test_a_token_is_shown_once(me, house):
    answer = make(me)
    assert answer["Cache-Control"] == "no-store"
    (token,) = re.findall(r"tam_[\w-]{43}", answer.content.decode())
    row = AccessToken.objects.get()
    assert (row.user_id, row.name) == (house.customer, "nightly report")
    assert (row.expires_at - row.made_at).days == 90
    assert services.use_token(token=token, used_at=row.made_at) == house.customer
    page = me.get("/me/").content.decode()
    assert "nightly report" in page
    assert token not in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"password": "wrong"}, "This is not your password."),
        ({"password": ""}, "This field is required."),
        ({"days": "3650"}, "Select a valid choice."),
        ({"name": ""}, "This field is required."),
    ],
)
def test_without_the_password_and_an_end_there_is_none(me, wrong, words):
    answer = make(me, **wrong)
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not AccessToken.objects.exists()


def test_who_has_no_password_comes_in_anew_first(house, browser_of):
    me = browser_of(house.customer)
    answer = make(me)
    assert answer.status_code == 400
    assert "one-time link" in answer.content.decode()
    assert not AccessToken.objects.exists()


def test_who_came_in_by_a_link_just_now_needs_no_password(house, client):
    link = people.make_login_link(
        user_id=house.customer, made_at=datetime.now(UTC), by=system("test")
    )
    client.post(f"/enter/{link}/")
    assert make(client).status_code == 200
    assert AccessToken.objects.get().user_id == house.customer


def test_revoked_on_the_page(me, house):
    make(me)
    row = AccessToken.objects.get()
    answer = me.post(f"/me/tokens/{row.pk}/revoke/")
    assert answer["Location"] == "/me/"
    page = me.get("/me/").content.decode()
    assert "it opens nothing any more" in page
    assert "revoked" in page


def test_somebody_elses_token_does_not_exist(me, house, browser_of):
    make(me)
    row = AccessToken.objects.get()
    stranger = browser_of(house.stranger)
    assert stranger.post(f"/me/tokens/{row.pk}/revoke/").status_code == 404
    assert AccessToken.objects.get().revoked_at is None
