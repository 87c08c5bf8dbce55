"""Mail: a message written as it goes out, and one delivery over SMTP whose phase is known.

A failure before the message itself is sent is safe to try again; once it is on its way and no 250
came back, nobody knows, and only a person may decide (reliability: delivery of notices).
"""

import hashlib
import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from enum import Enum

from tam.domain.words import plain

GO_AHEAD = 354
_DOT = re.compile(rb"(?m)^\.")


class Unwritable(ValueError):
    """A message that cannot be written; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a message."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one person; `at` is its date, whatever the moment it leaves."""

    message_id: str
    sender: str
    name: str
    email: str
    subject: str
    text: str
    at: datetime
    reply_name: str = ""
    reply_email: str = ""
    attachment: Attachment | None = None


def header(text: str) -> str:
    """Text that is safe in a header: one line, nothing that a reader would decode (S19)."""
    return plain(plain(text).replace("=?", "= ?"))


def _address(name: str, email: str) -> Address:
    """A mailbox that needs no extension of the mail server: an ASCII name at a domain in IDNA."""
    local, _, domain = email.rpartition("@")
    try:
        spec = f"{local.encode('ascii').decode()}@{domain.encode('idna').decode()}"
        return Address(display_name=header(name), addr_spec=spec)
    except (ValueError, IndexError, MessageError) as bad:
        raise Unwritable(f"{email!r} is no mail address.") from bad


def _sender(written: str) -> Address:
    """The sender as the settings write it; quoted where its name has a colon or an at sign."""
    name, email = parseaddr(written)
    if "@" not in email:
        raise Unwritable(
            f"The sender {plain(written)!r} is no mail address; write TAM_EMAIL_FROM as "
            '"Name" <name@domain>, the name in quotes.'
        )
    return _address(name, email)


def compose(letter: Letter) -> EmailMessage:
    """The message as it goes out; the same letter makes the same headers every time."""
    message = EmailMessage(policy=SMTP)
    message["From"] = _sender(letter.sender)
    message["To"] = _address(letter.name, letter.email)
    if letter.reply_email:
        message["Reply-To"] = _address(letter.reply_name, letter.reply_email)
    message["Subject"] = header(letter.subject)
    message["Date"] = format_datetime(letter.at.astimezone(UTC))
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(plain(letter.text, lines=True) + "\n", cte="quoted-printable")
    if letter.attachment is not None:
        message.add_attachment(
            letter.attachment.data,
            maintype="application",
            subtype="pdf",
            filename=header(letter.attachment.name),
        )
        # Chosen by chance otherwise; so the same letter is the same bytes on every try.
        message.set_boundary(hashlib.sha256(letter.message_id.encode()).hexdigest()[:40])
    return message


class Security(Enum):
    """How the connection is protected."""

    PLAIN = "plain"
    STARTTLS = "starttls"
    TLS = "tls"


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed over; every answer is waited for so many seconds at most."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    security: Security = Security.PLAIN
    timeout: float = 30.0


class Outcome(Enum):
    """What became of a delivery."""

    SENT = "sent"
    LATER = "later"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a delivery, and a sentence for people; `away` when no server was reached."""

    outcome: Outcome
    reason: str
    away: bool = False


def _words(reply: bytes) -> str:
    return plain(reply.decode("utf-8", "replace"))[:200]


def _judged(code: int, reply: bytes, what: str) -> Delivery:
    """An answer that is not the hoped-for one: 5xx is for ever, anything else for another try."""
    said = f"The mail server answered {code} to {what}: {_words(reply)}"
    if code < 0:
        return Delivery(Outcome.LATER, f"The mail server's answer to {what} was no answer.")
    return Delivery(Outcome.REFUSED if code >= 500 else Outcome.LATER, said)


def _connect(server: Server) -> smtplib.SMTP:
    """A connection that has said hello, is protected as asked, and is logged in."""
    context = ssl.create_default_context()
    if server.security is Security.TLS:
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=server.timeout, context=context
        )
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
    try:
        smtp.ehlo_or_helo_if_needed()
        if server.security is Security.STARTTLS:
            smtp.starttls(context=context)
            smtp.ehlo_or_helo_if_needed()
        if server.user:
            smtp.login(server.user, server.password)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _envelope(smtp: smtplib.SMTP, sender: str, recipient: str) -> Delivery | None:
    """Say from whom and to whom; None when both were taken."""
    steps: tuple[tuple[str, Callable[[str], tuple[int, bytes]], str], ...] = (
        ("the sender", smtp.mail, sender),
        ("the recipient", smtp.rcpt, recipient),
    )
    for what, say, address in steps:
        try:
            code, reply = say(address)
        except OSError as problem:
            return Delivery(Outcome.LATER, f"The connection broke at {what}: {problem}")
        except ValueError:
            return Delivery(Outcome.REFUSED, f"The address of {what} cannot be written.")
        if not 200 <= code < 300:
            return _judged(code, reply, what)
    return None


def _hand_over(smtp: smtplib.SMTP, message: bytes) -> Delivery:
    """Send the message itself; from the go-ahead to the last answer a silence means "unknown"."""
    try:
        code, reply = smtp.docmd("DATA")
    except OSError as problem:
        return Delivery(Outcome.LATER, f"The connection broke before the message: {problem}")
    if code != GO_AHEAD:
        return _judged(code, reply, "the message")
    body = _DOT.sub(b"..", message)
    end = b".\r\n" if body.endswith(b"\r\n") else b"\r\n.\r\n"
    try:
        smtp.send(body + end)
        code, reply = smtp.getreply()
    except OSError as problem:
        return Delivery(
            Outcome.UNKNOWN, f"The message was sent and the answer never came: {_plain(problem)}"
        )
    if 200 <= code < 300:
        return Delivery(Outcome.SENT, _words(reply))
    if code < 0:
        return Delivery(Outcome.UNKNOWN, "The message was sent and the answer was no answer.")
    return _judged(code, reply, "the message")


def _plain(problem: OSError) -> str:
    return plain(str(problem))[:200] or type(problem).__name__


def deliver(server: Server, message: EmailMessage, still: Callable[[], bool]) -> Delivery:
    """Hand one message over; `still` is asked last before it leaves, for a turn may have ended."""
    sender = message["From"].addresses[0].addr_spec
    recipient = message["To"].addresses[0].addr_spec
    body = message.as_bytes(policy=SMTP)
    try:
        smtp = _connect(server)
    except (OSError, ValueError) as problem:
        reason = f"No mail server took the connection: {plain(str(problem))[:200]}"
        return Delivery(Outcome.LATER, reason, away=True)
    try:
        refused = _envelope(smtp, sender, recipient)
        if refused is None and not still():
            refused = Delivery(Outcome.LATER, "Its turn ended before the message left.")
        made = refused or _hand_over(smtp, body)
        if made.outcome is not Outcome.UNKNOWN:
            with suppress(OSError):
                smtp.quit()
        return made
    finally:
        smtp.close()
