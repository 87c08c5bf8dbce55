"""Bundles given out to be read: one reader each, found again after a death, set aside at last."""

from datetime import timedelta

import pytest
from reviewing import BY, row, send

from tam.apps.journal.models import Entry
from tam.apps.logreview import services

pytestmark = pytest.mark.clause("TAM-06")
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.TAM_BLOBS = tmp_path


def claim(now):
    return services.claim_bundle(now=now, by=BY)


def test_each_of_two_claimants_gets_another_bundle(house):
    first, second = (send(house, data).bundle_id for data in (b"1\n", b"2\n"))
    assert [claim(house.now) for _ in range(3)] == [first, second, None]
    assert row(first).state == "reading"


def test_one_who_saw_it_waiting_too_late_gets_nothing(house, monkeypatch):
    """Between looking and taking, somebody else took it."""
    sent = send(house).bundle_id
    from django.db.models import QuerySet  # noqa: PLC0415 - patched where it is used

    real = QuerySet.update

    def beaten(self, **values):
        monkeypatch.setattr(QuerySet, "update", real)
        assert claim(house.now) == sent
        return real(self, **values)

    monkeypatch.setattr(QuerySet, "update", beaten)
    assert claim(house.now) is None
    assert row(sent).attempts == 1


def test_a_reader_that_died_is_replaced_when_its_lease_ends(house):
    sent = send(house).bundle_id
    claim(house.now)
    assert claim(house.now + 5 * MINUTE) is None
    assert claim(house.now + 5.01 * MINUTE) == sent
    assert row(sent).attempts == 2


def test_who_reads_on_keeps_the_claim(house):
    sent = send(house).bundle_id
    claim(house.now)
    words = "reading a\0b"
    services.note_progress(bundle_id=sent, percent=40, words=words, now=house.now + 4 * MINUTE)
    assert claim(house.now + 8 * MINUTE) is None
    assert (row(sent).progress, row(sent).progress_text) == (40, "reading a\\x00b")


def test_after_three_tries_it_is_set_aside_and_the_next_has_its_turn(house):
    bad, good = (send(house, data).bundle_id for data in (b"1\n", b"2\n"))
    for number in range(3):
        assert claim(house.now + number * 6 * MINUTE) == bad
    assert claim(house.now + 18 * MINUTE) == good
    aside = row(bad)
    assert (aside.state, aside.attempts) == ("not_readable", 3)
    assert "failed three times" in aside.sentence
    assert "It is kept" in aside.sentence
    assert Entry.objects.get(action="bundle.unreadable").subject == f"bundle:{bad}"


def test_what_came_too_late_does_not_wake_what_is_done(house):
    sent = send(house).bundle_id
    claim(house.now)
    services.set_unreadable(bundle_id=sent, sentence="No.", at=house.now, by=BY)
    services.note_progress(bundle_id=sent, percent=40, words="x", now=house.now)
    assert claim(house.now + 60 * MINUTE) is None
    assert (row(sent).progress, row(sent).lease_until) == (0, None)
