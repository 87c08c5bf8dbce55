"""Access tokens: made once, read once, good until they end or are revoked."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tam.apps.journal.models import Entry
from tam.apps.people import selectors
from tam.apps.people import services_tokens as services
from tam.apps.people.models import AccessToken, User
from tam.apps.people.services_tokens import NewToken
from tam.domain.principals import system
from tam.domain.refusals import Refused

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
MONTH = timedelta(days=30)
BY = system("test")


def make(house, name="nightly", life=MONTH):
    return services.make_token(new=NewToken(house.customer, name, life), made_at=NOW, by=BY)


def use(token, at=NOW):
    return services.use_token(token=token, used_at=at)


def test_a_token_is_its_person_and_only_its_hash_is_kept(house):
    token = make(house)
    assert token.startswith("tam_")
    assert len(token) == 47
    assert use(token) == house.customer
    row = AccessToken.objects.get()
    assert token not in {str(value) for value in vars(row).values()}
    assert len(row.token_hash) == 64
    entry = Entry.objects.get(action="token.made")
    assert token not in f"{entry.summary} {entry.data}"


def test_the_day_of_the_last_use_is_noted_once_a_day(house, django_assert_num_queries):
    token = make(house)
    use(token)
    (line,) = selectors.tokens(user_id=house.customer, now=NOW)
    assert line.last_used_on == date(2026, 3, 4)
    with django_assert_num_queries(1):
        use(token, NOW + timedelta(hours=13))
    use(token, NOW + timedelta(hours=14))
    (line,) = selectors.tokens(user_id=house.customer, now=NOW)
    assert line.last_used_on == date(2026, 3, 5)


def test_it_ends_at_its_moment(house):
    token = make(house)
    assert use(token, NOW + MONTH - timedelta(microseconds=1)) == house.customer
    assert use(token, NOW + MONTH) is None
    (line,) = selectors.tokens(user_id=house.customer, now=NOW + MONTH)
    assert line.standing == "expired"


def test_revoked_is_at_once_and_for_ever(house):
    token = make(house)
    (line,) = selectors.tokens(user_id=house.customer, now=NOW)
    assert line.standing == "good"
    for _ in range(2):
        assert services.revoke_token(token_id=line.id, user_id=house.customer, at=NOW, by=BY)
    assert use(token) is None
    assert Entry.objects.filter(action="token.revoked").count() == 1
    (line,) = selectors.tokens(user_id=house.customer, now=NOW)
    assert line.standing == "revoked"


def test_nobody_revokes_somebody_elses(house):
    token = make(house)
    (line,) = selectors.tokens(user_id=house.customer, now=NOW)
    assert not services.revoke_token(token_id=line.id, user_id=house.stranger, at=NOW, by=BY)
    assert use(token) == house.customer


def test_somebody_switched_off_does_not_get_in(house):
    token = make(house)
    User.objects.filter(pk=house.customer).update(is_active=False)
    assert use(token) is None


@pytest.mark.parametrize("wrong", ["", " ", "null", "tam_", "x" * 47, "ÿ" * 47])
def test_what_is_no_token_lets_nobody_in(house, wrong):
    token = make(house)
    assert [use(one) for one in (wrong, token.swapcase(), token + " ", token[:-1])] == [None] * 4


@pytest.mark.parametrize(
    ("name", "life"),
    [
        ("", MONTH),
        ("\u200b", MONTH),
        ("n" * 101, MONTH),
        ("nightly", timedelta(0)),
        ("nightly", timedelta(days=367)),
    ],
)
def test_a_token_without_a_name_or_an_end_is_refused(house, name, life):
    with pytest.raises(Refused):
        make(house, name, life)
    assert not AccessToken.objects.exists()


def test_there_are_not_more_than_anybody_can_look_after(house):
    for number in range(services.MOST):
        make(house, f"t{number}")
    with pytest.raises(Refused, match="revoke one"):
        make(house)
    (line, *_) = selectors.tokens(user_id=house.customer, now=NOW)
    services.revoke_token(token_id=line.id, user_id=house.customer, at=NOW, by=BY)
    assert make(house)
