"""The journal: append-only, chained from the first row."""

import pytest
from django.db import DatabaseError, connection, transaction
from world import NOW

from tam.apps.journal import selectors, services
from tam.apps.journal.facts import FIRST, Happening
from tam.apps.journal.models import EngineRun, Entry
from tam.domain.principals import system

BY = system("test")


def write(*words):
    for word in words:
        services.enter(at=NOW, by=BY, what=Happening("said", "thing:1", word, 1, "TAM-06"))


def test_each_entry_holds_the_digest_of_the_one_before(db):
    write("one", "two", "three")
    first, second, third = Entry.objects.all()
    assert [one.seq for one in (first, second, third)] == [1, 2, 3]
    assert (first.previous, second.previous, third.previous) == (
        FIRST,
        first.digest,
        second.digest,
    )
    assert selectors.broken_at() is None


@pytest.mark.parametrize(
    "act", ["UPDATE journal_entry SET summary = 'x'", "DELETE FROM journal_entry"]
)
def test_the_database_refuses_to_change_or_remove_an_entry(db, act):
    write("one")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(act)


@pytest.mark.parametrize("field", ["summary", "actor", "clause", "account_id", "seq"])
def test_a_changed_entry_is_found(db, field):
    write("one", "two", "three")
    rows = list(Entry.objects.all())
    setattr(rows[1], field, 9 if field in {"account_id", "seq"} else "changed")
    assert selectors.broken_at(entries=rows) == 2


def test_a_missing_entry_is_found(db):
    write("one", "two", "three")
    assert selectors.broken_at(entries=[row for row in Entry.objects.all() if row.seq != 2]) == 2


def test_idle_runs_of_a_manager_are_one_row(db):
    run = {"manager": "planning", "started_at": NOW, "ended_at": NOW, "error": ""}
    for handled in (0, 0, 3, 0, 0):
        services.record_run(**run, handled=handled)
    assert sorted(EngineRun.objects.values_list("handled", flat=True)) == [0, 0, 3]
