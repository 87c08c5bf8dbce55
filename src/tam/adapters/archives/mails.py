"""Attachments of a mail as members; text parts too, so that nothing said in it is lost."""

import email
import email.errors
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from tam.adapters.archives.limits import Limits


@dataclass(frozen=True, slots=True)
class Attachment:
    """One leaf part of a mail: a name and its decoded bytes."""

    name: str
    data: bytes


class Unreadable(Exception):
    """A mail that cannot be taken apart; the message is a sentence for people."""


def attachments(data: bytes, limits: Limits) -> Iterator[Attachment]:
    """The leaf parts in order; a part without a name is called after its place and type."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        parts = list(_leaves(message, limits))
    except (RecursionError, ValueError, LookupError, email.errors.MessageError) as problem:
        raise Unreadable("The mail could not be taken apart; it was read as text.") from problem
    for number, part in enumerate(parts, start=1):
        yield Attachment(_name(part, number), _decoded(part))


def _leaves(message: Message, limits: Limits) -> Iterator[Message]:
    waiting: list[tuple[Message, int]] = [(message, 0)]
    seen = 0
    while waiting:
        part, depth = waiting.pop(0)
        payload = part.get_payload()
        if isinstance(payload, list) and depth < limits.mail_depth:
            waiting = [(one, depth + 1) for one in payload if isinstance(one, Message)] + waiting
            continue
        seen += 1
        if seen > limits.mail_parts:
            raise ValueError("too many parts")
        yield part


def _name(part: Message, number: int) -> str:
    try:
        name = part.get_filename()
    except (LookupError, ValueError, RecursionError):
        name = None
    if name:
        return str(name)
    ending = {"text/plain": "txt", "text/html": "html"}.get(part.get_content_type(), "bin")
    return f"part-{number}.{ending}"


def _decoded(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        payload = None
    if isinstance(payload, bytes):
        return payload
    return part.as_bytes() if isinstance(part.get_payload(), list) else b""
