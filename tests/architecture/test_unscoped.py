"""The gate to other people's rows: who may go round it, and that every row has an account."""

import re

from django.apps import apps
from tree import SOURCES, inside

from tam.apps.rows import Owned

WORD = re.compile(r"\bunscoped\b")
# A service works on rows by id, after its door found them through `visible_to`; see docs/adr/0006.
MAY_GO_ROUND = re.compile(r"apps/\w+/services(_\w+)?\.py|apps/\w+/services/\w+\.py")
LISTED = {
    "apps/rows.py": "defines it",
    "apps/cases/selectors.py": "moves and periods of cases already found through the scope",
    "apps/notices/selectors.py": "the letter of a notice that the engine has claimed",
    "apps/people/selectors.py": "the memberships of which a scope is made",
    "apps/reports/selectors.py": "receipts of reports already found through the scope",
}
WITHOUT_ACCOUNT = {
    "estate.Account": "is the account",
    "estate.PartnerServiceCenter": "the vendor's own; bears on every account",
    "people.User": "a person may belong to several accounts; Membership says which",
    "people.LoginLink": "belongs to a person, and is found by its token alone",
    "people.AccessToken": "belongs to a person, who may hold roles for several accounts",
    "journal.Entry": "the journal of the whole house; its door is the auditor's",
    "journal.EngineRun": "the engine's own record",
}


def test_only_services_and_a_short_list_go_round_the_gate() -> None:
    assert [
        inside(path)
        for path in SOURCES
        if WORD.search(path.read_text("utf-8"))
        and not MAY_GO_ROUND.fullmatch(inside(path))
        and inside(path) not in LISTED
    ] == []


def test_nothing_is_listed_in_vain() -> None:
    words = {inside(path) for path in SOURCES if WORD.search(path.read_text("utf-8"))}
    assert sorted(LISTED.keys() - words) == []


def test_every_row_belongs_to_an_account_or_says_why_not() -> None:
    ours = [model for model in apps.get_models() if model.__module__.startswith("tam.")]
    assert {model._meta.label for model in ours if not issubclass(model, Owned)} == set(
        WITHOUT_ACCOUNT
    )
