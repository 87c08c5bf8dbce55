"""Error pages: what happened, what is safe, what to do."""

import logging

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.urls import path

from tam.apps.rows import UnscopedRead
from tam.domain.refusals import Refused
from tam.web import requests


def raising(exception):
    def view(request):
        raise exception

    return view


@pytest.fixture
def faulty(frame_only, client, db):
    frame_only += [
        path("no/", raising(Refused("TAM-12", "A closed case <b>stays</b> closed."))),
        path("right/", raising(Refused("RIGHTS", "Only a manager signs this."))),
        path("denied/", raising(PermissionDenied("because of row 17"))),
        path("boom/", raising(ValueError("secret detail"))),
        path("unscoped/", raising(UnscopedRead("Site: say visible_to(scope)"))),
        path("odd/", raising(SuspiciousOperation("secret detail"))),
        path("big/", raising(RequestDataTooBig("secret detail"))),
    ]
    client.raise_request_exception = False
    return client


def body(response):
    return response.content.decode()


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/no/", 409, "This was not done"),
        ("/right/", 403, "Only a manager signs this."),
        ("/denied/", 403, "You may not do this"),
        ("/boom/", 500, "Something went wrong on our side"),
        ("/unscoped/", 500, "Something went wrong on our side"),
        ("/odd/", 400, "The request could not be read"),
        ("/big/", 413, "That was too big"),
        ("/nowhere/", 404, "There is nothing here for you"),
    ],
)
def test_each_error_has_its_page(faulty, address, status, words):
    answer = faulty.get(address)
    assert answer.status_code == status
    assert f"<h1>{words}</h1>" in body(answer) or words in body(answer)
    assert 'href="/"' in body(answer)
    assert "secret detail" not in body(answer)
    assert "row 17" not in body(answer)
    assert answer["Cache-Control"] == "no-store"
    assert "object-src 'none'" in answer["Content-Security-Policy"]


def test_a_refusal_names_its_clause_and_reason_escaped(faulty):
    text = body(faulty.get("/no/"))
    assert "<code>TAM-12</code>" in text
    assert "A closed case &lt;b&gt;stays&lt;/b&gt; closed." in text


def test_a_refusal_loses_nobodys_words_and_shows_no_secret(faulty):
    fields = {"note": "The <b>robot</b> stopped again at night.", "state": "closed"}
    text = body(faulty.post("/no/", fields | {"oldpassword": "correct horse battery staple"}))
    assert "The &lt;b&gt;robot&lt;/b&gt; stopped again at night." in text
    assert "battery" not in text


def test_the_way_back_is_the_page_one_came_from_if_it_is_ours(faulty):
    ours = "http://testserver/desk/cases/7/"
    assert f'href="{ours}"' in body(faulty.get("/no/", headers={"Referer": ours}))
    for elsewhere in ("https://evil.example/", "http://testserver.evil.example/", "javascript:1"):
        assert elsewhere not in body(faulty.get("/no/", headers={"Referer": elsewhere}))


def test_the_page_of_an_error_of_ours_needs_no_database(faulty, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = faulty.get("/boom/")
    assert answer["X-Request-Id"] in body(answer)


def test_the_log_carries_the_id_that_the_reader_was_told(faulty, caplog):
    caplog.handler.addFilter(requests.WithRequestId())
    with caplog.at_level(logging.ERROR, "django.request"):
        answer = faulty.get("/boom/")
    assert caplog.records[-1].request_id == answer["X-Request-Id"]


def test_an_old_form_is_told_to_load_the_page_anew(frame_only, db):
    from django.test import Client  # noqa: PLC0415 - Django is ready only now

    answer = Client(enforce_csrf_checks=True).post("/look/", {"theme": "dark"})
    assert answer.status_code == 403
    assert "This page was too old" in body(answer)


def test_a_host_that_is_not_ours_is_refused(faulty):
    assert faulty.get("/login/", HTTP_HOST="evil.example").status_code == 400


def test_the_address_behind_a_proxy_is_the_one_the_proxy_added(rf, settings):
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 203.0.113.7")
    assert requests.address_of(request) == "10.0.0.1"
    settings.TAM_BEHIND_PROXY = True
    assert requests.address_of(request) == "203.0.113.7"
    assert requests.address_of(rf.get("/", REMOTE_ADDR="10.0.0.1")) == "10.0.0.1"
