"""People: who they are, what they may do, who must hear of something."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from tam.apps.journal.models import Entry
from tam.apps.people import selectors, services
from tam.apps.people.models import LoginLink, User
from tam.domain.principals import Role, Scope, system
from tam.domain.refusals import Refused

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
BY = system("test")


def person(email="new@example.com", name="New Person", zone="UTC"):
    return services.add_person(new=services.NewPerson(email, name, zone), at=NOW, by=BY)


def test_somebody_new_has_no_password_and_no_role(house):
    number = person(email="  New@Example.com ", name="New\u202e  Person", zone="Europe/Oslo")
    line = selectors.person(user_id=number)
    assert (line.email, line.name, line.zone) == ("new@example.com", "New Person", "Europe/Oslo")
    assert not line.has_password
    assert selectors.roles_of(user_id=number) == frozenset()
    assert selectors.account_names(user_id=number) == []


@pytest.mark.parametrize(
    ("email", "name", "zone"),
    [
        ("no address", "Name", "UTC"),
        ("", "Name", "UTC"),
        ("a@example.com\nBcc: b@example.com", "Name", "UTC"),
        ("a@example.com", "\u200b", "UTC"),
        ("a@example.com", "n" * 201, "UTC"),
        ("a@example.com", "Name", "Mars/Base"),
    ],
)
def test_nonsense_is_refused_and_nothing_is_written(db, email, name, zone):
    with pytest.raises(Refused):
        person(email, name, zone)
    assert not User.objects.exists()
    assert not Entry.objects.exists()


def test_a_person_is_found_whatever_the_case_of_the_address(db):
    number = person()
    assert selectors.person_by_email(email="NEW@example.COM").id == number
    assert selectors.person_by_email(email="other@example.com") is None


def test_a_role_given_twice_is_one_role_and_one_entry(house):
    number = person()
    for _ in range(2):
        services.grant_role(
            user_id=number, account_id=house.account, role=Role.AUDITOR, at=NOW, by=BY
        )
    assert selectors.roles_of(user_id=number) == {(house.account, Role.AUDITOR)}
    assert Entry.objects.filter(action="role.granted", subject=f"user:{number}").count() == 1


def test_somebody_switched_off_holds_no_role(house):
    User.objects.filter(pk=house.customer).update(is_active=False)
    assert selectors.roles_of(user_id=house.customer) == frozenset()


def test_the_first_with_a_role_is_active(house):
    assert selectors.first_with(role=Role.TAM).id == house.representative
    User.objects.filter(pk=house.representative).update(is_active=False)
    assert selectors.first_with(role=Role.TAM) is None


@pytest.mark.clause("TAM-08")
def test_stakeholders_are_seen_by_those_who_see_the_account(house, django_assert_num_queries):
    new = services.NewStakeholder("Nina", "nina@example.com", "Head of IT", "customer", "UTC")
    services.add_stakeholder(account_id=house.account, new=new, at=NOW, by=BY)
    mine, theirs = Scope(frozenset({house.account})), Scope(frozenset({house.strangers_account}))
    with django_assert_num_queries(1):
        lines = selectors.stakeholders(scope=mine, account_id=house.account)
    assert "nina@example.com" in [line.email for line in lines]
    assert selectors.stakeholders(scope=theirs, account_id=house.account) == []
    assert selectors.contacts(scope=theirs, account_id=house.account) == []


def test_a_side_that_does_not_exist_is_refused(house):
    new = services.NewStakeholder("Nina", "nina@example.com", "Head of IT", "neighbour")
    with pytest.raises(ValueError, match="neighbour"):
        services.add_stakeholder(account_id=house.account, new=new, at=NOW, by=BY)


@pytest.mark.clause("TAM-10")
def test_a_new_representative_follows_the_one_before_without_a_gap(house):
    scope = Scope(frozenset({house.strangers_account}))

    def assign(user, on):
        services.assign_representative(
            account_id=house.strangers_account,
            new=services.NewRepresentative(user, on, "Mon to Fri", deputy_id=house.manager),
            at=NOW,
            by=BY,
        )

    def who(on):
        return [line.name for line in selectors.representatives(scope=scope, on=on)]

    first, second = person(name="First"), person("b@example.com", "Second")
    assign(first, date(2026, 1, 1))
    assign(second, date(2026, 4, 1))
    assert who(date(2025, 12, 31)) == []
    assert who(date(2026, 3, 31)) == ["First"]
    assert who(date(2026, 4, 1)) == ["Second"]


def test_a_profile_is_changed_in_the_journal_too(house):
    services.change_profile(user_id=house.customer, name="Kari", zone="Asia/Tokyo", at=NOW, by=BY)
    assert selectors.person(user_id=house.customer).zone == "Asia/Tokyo"
    assert Entry.objects.filter(action="person.changed").count() == 1


def test_of_a_link_only_the_hash_is_kept(house):
    token = services.make_login_link(user_id=house.customer, made_at=NOW, by=BY)
    row = LoginLink.objects.get(user_id=house.customer)
    assert len(token) >= 43  # 256 bit
    assert token not in (row.token_hash, str(row))
    assert not Entry.objects.filter(summary__contains=token).exists()
    assert row.expires_at == NOW + timedelta(minutes=15)


def test_a_link_lives_as_long_as_it_was_told_to(house):
    def use(life, after):
        token = services.make_login_link(user_id=house.customer, made_at=NOW, by=BY, life=life)
        return services.use_login_link(token=token, used_at=NOW + after)

    assert use(timedelta(hours=12), timedelta(hours=11, minutes=59)).pk == house.customer
    with pytest.raises(services.StaleLink):
        use(timedelta(hours=12), timedelta(hours=12))


def test_using_a_link_is_in_the_journal(house):
    token = services.make_login_link(user_id=house.customer, made_at=NOW, by=BY)
    services.use_login_link(token=token, used_at=NOW)
    last = Entry.objects.order_by("-seq").first()
    assert (last.action, last.user_id) == ("link.used", house.customer)


@pytest.mark.parametrize(
    "second", ["BOB@example.com", "\u200bbob@Example.com", "b\u043eb@example.com"]
)
def test_txf_06_an_address_in_another_spelling_is_no_second_person(db, second):
    person("bob@example.com")
    with pytest.raises((Refused, IntegrityError)), transaction.atomic():
        person(second)
    assert User.objects.count() == 1
