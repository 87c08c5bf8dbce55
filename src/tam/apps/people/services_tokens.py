"""Access tokens: a way in for programs, made and revoked by their person (ASVS 6.4.1, 7.5.1)."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction

from tam.apps.journal import services as journal
from tam.apps.journal.facts import Happening
from tam.apps.people.facts import hash_of
from tam.apps.people.models import AccessToken, User
from tam.domain.principals import Principal
from tam.domain.refusals import Refused
from tam.domain.words import plain

PREFIX = "tam_"  # so that a scanner of leaked secrets knows one
BYTES = 32
MOST = 20
LONGEST = timedelta(days=366)
NAME = 100


@dataclass(frozen=True)
class NewToken:
    """A token to be made: what it is for, and how long it is good."""

    user_id: int
    name: str
    life: timedelta


@transaction.atomic
def make_token(*, new: NewToken, made_at: datetime, by: Principal) -> str:
    """Make an access token and return it; this is the only time that it can be read."""
    name = plain(new.name)
    if not name or len(name) > NAME:
        raise Refused("RIGHTS", f"A token needs a name of 1 to {NAME} characters: what it is for.")
    if not timedelta(0) < new.life <= LONGEST:
        raise Refused("RIGHTS", f"A token is good for 1 to {LONGEST.days} days.")
    User.objects.select_for_update().get(pk=new.user_id)
    if _living(new.user_id, made_at) >= MOST:
        raise Refused("RIGHTS", f"You have {MOST} tokens; revoke one that you no longer need.")
    token = PREFIX + secrets.token_urlsafe(BYTES)
    row = AccessToken.objects.create(
        user_id=new.user_id,
        name=name,
        token_hash=hash_of(token),
        made_at=made_at,
        expires_at=made_at + new.life,
    )
    what = Happening("token.made", f"token:{row.pk}", f"Access token {name} made")
    journal.enter(at=made_at, by=by, what=what)
    return token


def _living(user_id: int, now: datetime) -> int:
    rows = AccessToken.objects.filter(user_id=user_id, revoked_at=None, expires_at__gt=now)
    return rows.count()


@transaction.atomic
def revoke_token(*, token_id: int, user_id: int, at: datetime, by: Principal) -> bool:
    """Revoke a token of this person, at once and for ever; False where they have no such token."""
    rows = AccessToken.objects.filter(pk=token_id, user_id=user_id)
    if not rows.exists():
        return False
    if rows.filter(revoked_at=None).update(revoked_at=at) == 1:
        what = Happening("token.revoked", f"token:{token_id}", "Access token revoked")
        journal.enter(at=at, by=by, what=what)
    return True


def use_token(*, token: str, used_at: datetime) -> int | None:
    """The person whose token this is, None where it lets nobody in; the day of use is noted."""
    row = (
        AccessToken.objects.filter(
            token_hash=hash_of(token),
            revoked_at=None,
            expires_at__gt=used_at,
            user__is_active=True,
        )
        .values_list("pk", "user_id", "last_used_on")
        .first()
    )
    if row is None:
        return None
    token_id, user_id, last = row
    today = used_at.astimezone(UTC).date()
    if last != today:  # once a day, so that reading stays reading
        AccessToken.objects.filter(pk=token_id).update(last_used_on=today)
    return user_id
