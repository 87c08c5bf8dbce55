"""The API's ground: who gets in, and the one shape of its errors."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tam.apps.people import services_tokens as services
from tam.apps.people.services_tokens import NewToken
from tam.domain.principals import system

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def token(house):
    new = NewToken(house.customer, "test", timedelta(days=30))
    return services.make_token(new=new, made_at=NOW, by=system("test"))


def ask(client, token=None, path="/api/v1/me", **more):
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    return client.get(path, headers=headers, **more)


def error(answer):
    """The error in the one shape."""
    assert answer["Content-Type"] == "application/json"
    said = json.loads(answer.content)
    assert set(said) == {"error"}
    assert set(said["error"]) == {"code", "message", "clause", "fields", "request"}
    assert said["error"]["request"] == answer["X-Request-Id"]
    return said["error"]


def test_a_token_says_who_it_is_and_what_it_opens(client, token, house):
    answer = ask(client, token)
    assert answer.json() == {
        "name": "Dana Whitfield",
        "zone": "America/Denver",
        "accounts": [
            {"id": house.account, "name": "Northern Lights Research", "roles": ["customer.admin"]}
        ],
    }
    assert answer["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer


def test_a_session_opens_nothing(browser_of, house):
    answer = ask(browser_of(house.customer))
    assert answer.status_code == 401
    assert error(answer)["code"] == "no-token"
    assert answer["WWW-Authenticate"] == 'Bearer realm="tam"'


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Bearer null", "Basic dTpw", "bearer  x", "Bearer \u00ff"]
)
def test_everything_else_in_the_header_gets_the_same_answer(client, token, header):
    answer = client.get("/api/v1/me", headers={"Authorization": header})
    assert answer.status_code == 401
    assert error(answer) | {"request": ""} == {
        "code": "no-token",
        "message": "Send a valid access token in the header: Authorization: Bearer TOKEN.",
        "clause": "",
        "fields": [],
        "request": "",
    }


def test_a_place_that_guesses_waits_and_then_may_again(client, token):
    assert {ask(client, "guess").status_code for _ in range(30)} == {401}
    answer = ask(client, token)
    assert answer.status_code == 429
    assert error(answer)["code"] == "too-many"
    assert answer["Retry-After"] == "901"
    assert ask(client, token, REMOTE_ADDR="192.0.2.7").status_code == 200
    with time_machine.travel(NOW + timedelta(seconds=901), tick=False):
        assert ask(client, token).status_code == 200


def test_an_ipv6_network_is_one_place(client, token):
    for number in range(30):
        ask(client, "guess", REMOTE_ADDR=f"2001:db8::{number:x}")
    assert ask(client, token, REMOTE_ADDR="2001:db8::ffff").status_code == 429
    assert ask(client, token, REMOTE_ADDR="2001:db8:0:1::1").status_code == 200


def test_over_plain_http_nothing_is_said_where_https_is_set(client, token, settings):
    settings.HTTPS = True
    answer = ask(client, token)
    assert answer.status_code == 403
    assert error(answer)["message"] == "The API is served over https alone."
    assert ask(client, token, secure=True).status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [("/api/v1/nothing", 404, "not-found"), ("/api/v1/", 404, "not-found")],
)
def test_what_is_not_there_is_said_in_the_one_shape(client, token, path, status, code):
    answer = ask(client, token, path)
    assert answer.status_code == status
    assert error(answer)["code"] == code


def test_another_method_is_said_in_the_one_shape(client, token):
    answer = client.post("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 405
    assert answer["Allow"] == "GET"
    assert error(answer)["code"] == "method"


def test_an_error_of_ours_tells_nothing(client, token, monkeypatch):
    def broken(**words):
        raise RuntimeError("secret words")

    monkeypatch.setattr("tam.web.api.me.estate.accounts", broken)
    client.raise_request_exception = False
    answer = ask(client, token)
    assert answer.status_code == 500
    assert error(answer)["code"] == "our-error"
    assert "secret" not in answer.content.decode()


def test_the_schema_needs_a_token_and_names_no_secret(client, token):
    assert ask(client, None, "/api/v1/openapi.json").status_code == 401
    schema = ask(client, token, "/api/v1/openapi.json").json()
    assert schema["info"]["title"] == "SpectraGuard TAM"
    assert "/api/v1/me" in schema["paths"]
    names = {
        name
        for kind in schema["components"]["schemas"].values()
        for name in kind.get("properties", {})
    }
    assert {"name", "accounts"} <= names
    secret = ("hash", "token", "secret", "key", "password")
    assert [name for name in names if any(word in name for word in secret)] == []
