"""What goes over the wire: values, bodies, and every kind of error."""

import json
from datetime import UTC, date, datetime, time
from enum import Enum
from types import SimpleNamespace

import pytest
from django.http import Http404
from ninja.errors import HttpError, ValidationError

from tam.domain.entitlement.facts import BadFacts
from tam.web.api.wire import OnlyJson, Renderer, answer_to


class Colour(Enum):
    RED = "red"


def test_values_are_written_in_full():
    data = {
        "enum": Colour.RED,
        "at": datetime(2026, 3, 4, 10, 0, 0, 123456, tzinfo=UTC),
        "on": date(2026, 3, 4),
        "time": time(8, 30),
    }
    assert json.loads(Renderer().render(None, data, response_status=200)) == {
        "enum": "red",
        "at": "2026-03-04T10:00:00.123456+00:00",
        "on": "2026-03-04",
        "time": "08:30:00",
    }
    with pytest.raises(TypeError):
        Renderer().render(None, {"x": object()}, response_status=200)


def body(text, kind="application/json"):
    return SimpleNamespace(body=text, content_type=kind)


def test_a_body_is_read_as_json_only_where_it_says_so():
    assert OnlyJson().parse_body(body(b'{"a": 1}')) == {"a": 1}
    with pytest.raises(ValueError, match="application/json"):
        OnlyJson().parse_body(body(b'{"a": 1}', "text/plain"))


@pytest.mark.parametrize(
    ("raised", "status", "code", "fields"),
    [
        (HttpError(400, "no"), 400, "bad-request", []),
        (HttpError(418, "tea"), 418, "error", []),
        (Http404(), 404, "not-found", []),
        (
            ValidationError([{"loc": ("query", "at"), "msg": "has no offset", "type": "x"}]),
            422,
            "malformed",
            [{"name": "at", "message": "has no offset"}],
        ),
        (
            ValidationError([{"loc": ("body",), "msg": "is missing", "type": "x"}]),
            422,
            "malformed",
            [{"name": "body", "message": "is missing"}],
        ),
        (
            BadFacts("at: the year 1 is outside 1971 to 2199."),
            422,
            "malformed",
            [{"name": "at", "message": "the year 1 is outside 1971 to 2199."}],
        ),
    ],
)
def test_every_kind_of_error_has_the_one_shape(raised, status, code, fields):
    answer = answer_to(None, raised)
    said = json.loads(answer.content)["error"]
    assert (answer.status_code, said["code"], said["fields"]) == (status, code, fields)
