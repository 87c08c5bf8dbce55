"""Sends what the outbox holds, each once; what nobody knows is left to a person (TAM-08)."""

import logging
import time
from datetime import datetime, timedelta

from django.conf import settings

from tam.adapters.mail_out import Delivery, Security, Server, compose, deliver
from tam.apps.notices import selectors, services
from tam.apps.notices.facts import LEASE
from tam.apps.notices.services import Claim
from tam.domain.principals import Principal
from tam.engine.principal import engine

log = logging.getLogger(__name__)
AT_MOST_SECONDS = 20


def server() -> Server:
    """The mail server of the settings."""
    security = Security.PLAIN
    if settings.EMAIL_USE_SSL:
        security = Security.TLS
    elif settings.EMAIL_USE_TLS:
        security = Security.STARTTLS
    return Server(
        host=settings.EMAIL_HOST,
        port=settings.EMAIL_PORT,
        user=settings.EMAIL_HOST_USER,
        password=settings.EMAIL_HOST_PASSWORD,
        security=security,
        timeout=settings.EMAIL_TIMEOUT,
    )


class _Clock:
    """The moment of a round, moved on by the monotonic clock while messages are sent."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.began = time.monotonic()

    def spent(self) -> float:
        """Seconds since the round began."""
        return time.monotonic() - self.began

    def at(self) -> datetime:
        """The moment it is now."""
        return self.now + timedelta(seconds=self.spent())


def _send(claim: Claim, clock: _Clock, by: Principal) -> Delivery | None:
    """One turn: write, hand over, record; None where the message could not even be written."""
    began = clock.spent()

    def still() -> bool:
        # A worker that was stopped for longer than its lease must not send any more (T19).
        in_time = clock.spent() - began < LEASE.total_seconds()
        return in_time and services.still_mine(claim=claim)

    try:
        message = compose(selectors.letter_of(notice_id=claim.notice_id))
    except Exception as problem:
        log.exception("notice %s could not be written", claim.notice_id)
        reason = f"It cannot be written: {type(problem).__name__}: {problem}"
        services.fail_notice(claim=claim, reason=reason, at=clock.at(), by=by)
        return None
    made = deliver(server(), message, still)
    services.record_delivery(claim=claim, made=made, at=clock.at(), by=by)
    return made


def run(now: datetime) -> int:
    """How many messages were handled; without a mail server they wait, visible in the outbox."""
    by, clock = engine(), _Clock(now)
    handled = services.find_lost(now=now, by=by)
    if not settings.TAM_EMAIL_CONFIGURED:
        return handled
    handled += services.alert_waiting(now=now, by=by)
    while clock.spent() < AT_MOST_SECONDS:
        claim = services.claim_notice(now=clock.at(), by=by)
        if claim is None:
            break
        made = _send(claim, clock, by)
        handled += 1
        if made is not None and made.away:
            break
    return handled
