"""The environment: every setting read once, nonsense refused at start with what to do."""

import json
import logging
import stat
import sys
from logging.config import DictConfigurator

import pytest
from django.core.exceptions import ImproperlyConfigured

from tam.project import environment


def test_the_first_start_makes_a_private_key_and_later_ones_keep_it(tmp_path, monkeypatch):
    monkeypatch.delenv("TAM_SECRET_KEY", raising=False)
    key = environment.secret_key(tmp_path)
    assert len(key) >= 50
    assert environment.secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_a_short_key_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("TAM_SECRET_KEY", "short")
    with pytest.raises(ImproperlyConfigured, match="fewer than 50 characters"):
        environment.secret_key(tmp_path)
    monkeypatch.setenv("TAM_SECRET_KEY", "x" * 50)
    assert environment.secret_key(tmp_path) == "x" * 50


@pytest.mark.parametrize("url", ["ftp://tam.example", "tam.example", "http://"])
def test_an_address_that_is_none_is_refused(monkeypatch, url):
    monkeypatch.setenv("TAM_SITE_URL", url)
    with pytest.raises(ImproperlyConfigured, match="no http or https address"):
        environment.site_url()


def test_sqlite_is_durable_by_default_and_postgresql_pooled(tmp_path, monkeypatch):
    monkeypatch.delenv("TAM_DATABASE_URL", raising=False)
    options = environment.database(tmp_path)["OPTIONS"]
    assert "synchronous=FULL" in options["init_command"]
    assert options["transaction_mode"] == "IMMEDIATE"
    monkeypatch.setenv("TAM_DATABASE_URL", "postgres://u:p@db.example/tam")
    assert environment.database(tmp_path)["OPTIONS"] == {"pool": {"min_size": 1, "max_size": 8}}


def test_without_a_mail_address_nothing_is_sent(monkeypatch):
    monkeypatch.delenv("TAM_EMAIL_URL", raising=False)
    assert environment.mail() == {}
    monkeypatch.setenv("TAM_EMAIL_URL", "smtp+tls://u:p@mail.example:587")
    found = environment.mail()
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.example", 587)
    assert found["EMAIL_USE_TLS"]


def test_a_log_is_for_people_or_for_machines(monkeypatch):
    monkeypatch.delenv("TAM_LOG_FORMAT", raising=False)
    assert environment.log_format() == "line"
    monkeypatch.setenv("TAM_LOG_FORMAT", "json")
    assert environment.log_format() == "json"
    monkeypatch.setenv("TAM_LOG_FORMAT", "xml")
    with pytest.raises(ImproperlyConfigured, match="give line or json"):
        environment.log_format()


def test_a_log_for_machines_is_one_object_a_line_whatever_is_said(settings):
    form = DictConfigurator(settings.LOGGING).configure_formatter(
        settings.LOGGING["formatters"]["json"]
    )
    try:
        raise ValueError("no\nway")
    except ValueError:
        failed = sys.exc_info()
    record = logging.LogRecord("tam.engine", logging.ERROR, "x", 1, "a\n%s", ("b",), failed)
    record.request_id = "7f"
    line = form.format(record)
    assert "\n" not in line
    said = json.loads(line)
    assert said.pop("at").endswith("Z")
    assert "ValueError: no\nway" in said.pop("exception")
    assert said == {"event": "a\nb", "level": "error", "logger": "tam.engine", "request_id": "7f"}
