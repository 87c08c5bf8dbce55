"""A bundle handed over: kept unchanged once, refused with a sentence, named safely."""

import errno
import os

import pytest
from reviewing import BY, GAMMA, VAULT, library, read, row, send

from tam.adapters import blobs
from tam.apps.journal.models import Entry
from tam.apps.logreview import services
from tam.apps.logreview.models import LogBundle
from tam.apps.logreview.services import Upload
from tam.domain.refusals import Refused

pytestmark = pytest.mark.clause("TAM-06")


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.TAM_BLOBS = tmp_path
    return tmp_path


def stored(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_bytes_are_kept_as_they_are_and_wait_to_be_read(house, store):
    received = send(house, b"one line\r\n\0", "logs.txt")
    kept = row(received.bundle_id)
    with blobs.open_blob(store, kept.sha256) as file:
        assert file.read() == b"one line\r\n\0"
    assert (kept.state, kept.size, kept.name) == ("waiting", 11, "logs.txt")
    entry = Entry.objects.get(action="bundle.received")
    assert (entry.subject, entry.clause) == (f"bundle:{kept.pk}", "TAM-06")
    assert entry.data["sha256"] == kept.sha256


def test_the_same_bytes_again_are_the_same_bundle(house, store):
    first, second = send(house, b"x\n", "a.log"), send(house, b"x\n", "b.log")
    assert (second.bundle_id, second.again, second.reread) == (first.bundle_id, True, False)
    assert (row(first.bundle_id).name, len(stored(store))) == ("a.log", 1)


def test_the_same_bytes_of_another_customer_are_their_own_bundle(house, store):
    ours = send(house, b"x\n")
    theirs = send(house, b"x\n", account=house.strangers_account)
    assert theirs.again is False
    assert theirs.bundle_id != ours.bundle_id
    assert len(stored(store)) == 1


def test_two_who_send_the_same_bytes_at_once_get_one_bundle(house, monkeypatch):
    first = send(house, b"x\n")
    real, hidden = LogBundle.unscoped.filter, []

    def blind_once(**wanted):
        if "sha256" in wanted and not hidden:
            hidden.append(wanted)
            return _Late(real(**wanted))
        return real(**wanted)

    class _Late:
        """What a query sees that was asked just before the other one wrote."""

        def __init__(self, rows):
            self.rows = rows

        def first(self):
            return None

        def get(self):
            return self.rows.get()

    monkeypatch.setattr(LogBundle.unscoped, "filter", blind_once)
    second = send(house, b"x\n")
    assert (second.bundle_id, second.again) == (first.bundle_id, True)


def test_what_counted_for_nothing_is_read_again_when_sent_again(house):
    sent = send(house, b"x\n")
    read(house, sent.bundle_id, serial=None)
    assert "name the library and send it again" in row(sent.bundle_id).sentence
    again = send(house, b"x\n", chosen=library(house))
    assert (again.bundle_id, again.reread) == (sent.bundle_id, True)
    waiting = row(sent.bundle_id)
    assert (waiting.state, waiting.equipment_id, waiting.attempts) == ("waiting", library(house), 0)
    assert Entry.objects.filter(action="bundle.again").count() == 1
    assert read(house, sent.bundle_id, serial=None).equipment_id == library(house)


def test_what_counts_already_stays_when_sent_again(house):
    sent = send(house, b"x\n")
    read(house, sent.bundle_id, serial=GAMMA)
    assert send(house, b"x\n", chosen=library(house, VAULT)).reread is False
    assert (row(sent.bundle_id).state, row(sent.bundle_id).equipment_id) == ("read", library(house))


@pytest.mark.parametrize(
    ("data", "words"), [(b"", "The file is empty"), (b"12345", "larger than 0 MiB")]
)
def test_empty_and_too_large_are_refused_and_nothing_is_kept(house, store, settings, data, words):
    settings.TAM_UPLOAD_MAX_BYTES = 4
    with pytest.raises(Refused, match=words) as refused:
        send(house, data)
    assert refused.value.clause == "TAM-06"
    assert LogBundle.unscoped.count() == 0
    entry = Entry.objects.get(action="bundle.refused")
    assert (entry.subject, entry.user_id) == (f"account:{house.account}", BY.user_id)
    assert entry.summary.startswith("bundle.zip: The file is")
    assert [path for path in stored(store) if path.stat().st_size] == []


def test_a_full_disk_is_said_and_nothing_is_kept(house, store, monkeypatch, caplog):
    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="storage is full"):
        send(house, b"x\n")
    assert (LogBundle.unscoped.count(), stored(store)) == (0, [])
    assert "the store of files took no upload" in caplog.text


def test_an_upload_that_breaks_off_leaves_nothing(house, store):
    def chunks():
        yield b"half of it"
        raise EOFError("gone")

    with pytest.raises(EOFError):
        services.receive_bundle(
            upload=Upload(chunks(), "x.zip", house.account), at=house.now, by=BY
        )
    assert (LogBundle.unscoped.count(), stored(store)) == (0, [])


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("x\0.html", "x\\x00.html"),
        ("a\nb\x1b[31m.log", "a\\x0ab\\x1b[31m.log"),
        ("gpj.\u202eexe", "gpj.\\u202eexe"),
        ("half\udc80", "half\\udc80"),
        ("CON", "CON"),
        (".htaccess", ".htaccess"),
        ("logs/", "bundle"),
        ("", "bundle"),
    ],
)
def test_a_name_is_only_ever_shown(house, store, name, shown):
    kept = row(send(house, b"x\n", name).bundle_id)
    assert kept.name == shown
    (path,) = stored(store)
    assert path.name == kept.sha256


def test_a_long_name_is_cut(house):
    kept = row(send(house, b"x\n", "n" * 300 + ".zip").bundle_id)
    assert len(kept.name) == 255
