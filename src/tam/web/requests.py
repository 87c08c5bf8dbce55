"""What is known of a request itself: its id, and the address it came from."""

import logging
import re
import uuid
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest

_OFFSET = re.compile(r" (\d\d:?\d\d)$")
_ID = ContextVar("request_id", default="-")


def begin() -> str:
    """Give the request at hand an id of ours; one a client sends counts for nothing (S10)."""
    new = uuid.uuid4().hex
    _ID.set(new)
    return new


def request_id() -> str:
    """The id of the request at hand, or a dash outside one."""
    return _ID.get()


class WithRequestId(logging.Filter):
    """Puts the request's id into every line of the log."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id()
        return True


def address_of(request: HttpRequest) -> str:
    """Where a request comes from; what a proxy says counts only where one is configured (S10)."""
    if settings.TAM_BEHIND_PROXY:
        said = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
        if said:
            return said
    return str(request.META.get("REMOTE_ADDR", ""))


def with_plus(text: str) -> str:
    """A moment of an address whose + before the offset was read as a blank, as browsers do."""
    return _OFFSET.sub(r"+\1", text)
