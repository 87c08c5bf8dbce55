"""`tam up` without its servers: preparing, links, ports, starting and stopping children."""

import argparse
import socket
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest
from world import NOW

from tam.apps.estate import selectors as estate
from tam.apps.people.models import LoginLink
from tam.cli import up


@pytest.fixture
def quiet(monkeypatch, settings, tmp_path):
    """No migration, no collecting: the test's database is ready."""
    settings.TAM_DATA = tmp_path
    settings.TAM_SITE_URL = "http://127.0.0.1:8307"
    asked = []
    monkeypatch.setattr(up, "call_command", lambda name, **_: asked.append(name))
    return asked


def test_an_empty_house_gets_the_sample_and_a_bundle_to_try(db, quiet, tmp_path, capsys):
    up.prepare(NOW, sample=True)
    assert quiet == ["migrate", "collectstatic"]
    assert len(estate.account_ids()) == 1
    (bundle,) = tmp_path.glob("*.zip")
    assert str(bundle) in capsys.readouterr().out
    up.prepare(NOW, sample=True)
    assert len(estate.account_ids()) == 1


def test_without_the_sample_the_house_stays_empty(db, quiet, tmp_path):
    up.prepare(NOW, sample=False)
    assert (estate.account_ids(), list(tmp_path.iterdir())) == (frozenset(), [])
    assert up.links(NOW) == []


def test_one_link_for_one_person_of_each_kind(house, quiet, client):
    links = up.links(NOW)
    assert [line.split("\n")[0].strip() for line in links] == [
        "Ingrid Solberg (tam)", "Dana Whitfield (customer.admin)", "Morgan Reyes (manager)",
    ]  # fmt: skip
    assert LoginLink.objects.count() == 3
    token = links[0].rsplit("/enter/", 1)[1].strip("/")
    assert token not in str(LoginLink.objects.values_list())
    assert links[0].endswith(f"http://127.0.0.1:8307/enter/{token}/")


def test_a_port_in_use_is_seen_and_said(quiet, settings, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert up.is_free("127.0.0.1", port) is False
        assert up.wait_until_open("127.0.0.1", port, 1) is True
        settings.TAM_SITE_URL = f"http://127.0.0.1:{port}"
        parser = argparse.ArgumentParser()
        up.arguments(parser)
        assert up.run(parser.parse_args([])) == 1
    assert f"already listens on 127.0.0.1:{port}" in capsys.readouterr().out
    assert quiet == []
    assert up.is_free("127.0.0.1", port) is True
    assert up.wait_until_open("127.0.0.1", port, 0.05) is False


def child(code):
    return subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-c", code], stdout=subprocess.PIPE, start_new_session=True
    )


def test_children_end_kindly_and_the_deaf_for_certain(monkeypatch):
    monkeypatch.setattr(up, "GRACE_SECONDS", 0.3)
    deaf = "import signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    wait = "print('ready', flush=True); import time; time.sleep(60)"
    children = [child(wait), child(deaf + wait), child("")]
    for one in children[:2]:
        assert one.stdout.readline() == b"ready\n"
    children[2].wait()
    up.stop(children)
    assert [one.returncode for one in children] == [-15, -9, 0]
    for one in children:
        one.stdout.close()


@pytest.fixture
def served(monkeypatch, quiet):
    """`serve` with a child of ours in place of the two servers."""
    children = []

    def start(code):
        def started(host, port):
            children.append(child(code))
            return children

        monkeypatch.setattr(up, "start", started)
        monkeypatch.setattr(up, "wait_until_open", lambda *_: code != "never opens")
        return children

    yield start
    for one in children:
        one.stdout.close()


def test_a_part_that_ends_by_itself_stops_the_rest(db, served, capsys):
    children = served("")
    assert up.serve("127.0.0.1", 1, NOW) == 1
    assert "A part ended by itself" in capsys.readouterr().out
    assert children[0].returncode == 0


def test_a_site_that_does_not_open_is_said(db, served, capsys):
    children = served("never opens")
    assert up.serve("127.0.0.1", 1, NOW) == 1
    assert "did not open within 30 seconds" in capsys.readouterr().out
    assert children[0].poll() is not None


def test_ctrl_c_stops_everything_and_is_no_error(house, served, capsys, monkeypatch):
    children = served("import time; time.sleep(60)")

    def interrupted(_):
        raise KeyboardInterrupt

    clock = SimpleNamespace(sleep=interrupted, monotonic=time.monotonic)
    monkeypatch.setattr(up, "time", clock)
    assert up.serve("127.0.0.1", 1, NOW) == 0
    said = capsys.readouterr().out
    assert "/enter/" in said
    assert "Stopping ..." in said
    assert children[0].returncode == -15
