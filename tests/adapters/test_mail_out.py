"""Mail as it goes out, and deliveries whose phase is known (S19, S20, T20 to T26)."""

import socket
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import SMTP, default
from email.utils import formataddr
from itertools import product

import pytest
from postbox import open_parrot, open_postbox

from tam.adapters.mail_out import (
    Attachment,
    Letter,
    Outcome,
    Security,
    Server,
    Unwritable,
    compose,
    deliver,
    header,
)

INJECTIONS = (
    "a\r\nBcc: evil@x.example",
    "a\nBcc: evil@x.example",
    "a\rBcc: evil@x.example",
    "a\u2028Bcc: evil@x.example",
    "a\u0085Bcc: evil@x.example",
    "a\x0b\x0c\x00Bcc: evil@x.example",
    "=?utf-8?q?a=0D=0ABcc:_evil@x.example?=",
    "=?utf-8?b?YQ0KQmNjOiBldmlsQHguZXhhbXBsZQ==?=",
    'a" <evil@x.example>, "b',
    "a\r\n\r\nA body of my own",
)


def letter(**changed) -> Letter:
    known = {
        "message_id": "<0123@tam.example>",
        "sender": "SpectraGuard TAM <tam@vendor.example>",
        "name": "Dana Whitfield",
        "email": "dana@customer.example",
        "subject": "Status report 3",
        "text": "Hello Dana,\n\n.a line with a dot\nØverst\n",
        "at": datetime(2026, 3, 4, 10, 0, tzinfo=UTC),
        "reply_name": "Ingrid Solberg",
        "reply_email": "ingrid@vendor.example",
    }
    return Letter(**{**known, **changed})


def go():
    return True


def test_the_headers_are_those_expected_and_no_other():
    message = compose(letter())
    assert message.items() == [
        ("From", "SpectraGuard TAM <tam@vendor.example>"),
        ("To", "Dana Whitfield <dana@customer.example>"),
        ("Reply-To", "Ingrid Solberg <ingrid@vendor.example>"),
        ("Subject", "Status report 3"),
        ("Date", "Wed, 04 Mar 2026 10:00:00 +0000"),
        ("Message-ID", "<0123@tam.example>"),
        ("Auto-Submitted", "auto-generated"),
        ("Content-Type", 'text/plain; charset="utf-8"'),
        ("Content-Transfer-Encoding", "quoted-printable"),
        ("MIME-Version", "1.0"),
    ]


def test_the_same_letter_is_the_same_bytes():
    one = letter(attachment=Attachment("report.pdf", b"%PDF-1.7"))
    assert compose(one).as_bytes() == compose(one).as_bytes()


@pytest.mark.parametrize(
    ("field", "payload"),
    list(product(("name", "subject", "reply_name", "sender", "file"), INJECTIONS)),
)
def test_no_field_can_add_a_header_or_a_recipient(field, payload):
    changed = {field: payload}
    if field == "sender":
        changed = {"sender": formataddr((header(payload), "tam@vendor.example"))}
    if field == "file":
        changed = {"attachment": Attachment(payload, b"%PDF-1.7")}
    wire = compose(letter(**changed)).as_bytes(policy=SMTP)
    again = message_from_bytes(wire, policy=default)
    assert set(again.keys()) <= {
        "From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted",
        "Content-Type", "Content-Transfer-Encoding", "MIME-Version",
    }  # fmt: skip
    assert [one.addr_spec for one in again["To"].addresses] == ["dana@customer.example"]
    assert len(again["From"].addresses) == 1
    assert "\n" not in str(again["Subject"])
    assert "Bcc" not in again
    assert again.get_body(("plain",)).get_content().startswith("Hello Dana,")


@pytest.mark.parametrize(
    "email", ["", "dana", "dana@", "a b@x.example", "a@x.example\r\nBcc: e@x", "ü@x.example"]
)
def test_an_address_that_is_none_cannot_be_written(email):
    with pytest.raises(Unwritable, match="no mail address"):
        compose(letter(email=email))


@pytest.mark.parametrize("sender", ["", "TAM desk", "desk <nobody>"])
def test_a_sender_of_the_settings_that_is_none_names_its_setting(sender):
    with pytest.raises(Unwritable, match="TAM_EMAIL_FROM"):
        compose(letter(sender=sender))


def test_a_domain_in_another_script_goes_out_in_ascii():
    message = compose(letter(email="dana@bücher.example"))
    assert message["To"].addresses[0].addr_spec == "dana@xn--bcher-kva.example"


def test_a_message_arrives_as_it_was_written():
    with open_postbox() as box:
        made = deliver(box.server, compose(letter()), go)
    assert made.outcome is Outcome.SENT
    ((recipient, wire),) = box.mails
    arrived = message_from_bytes(wire, policy=default)
    assert recipient == "dana@customer.example"
    assert arrived["Message-ID"] == "<0123@tam.example>"
    assert arrived.get_content().replace("\r\n", "\n") == (
        "Hello Dana,\n\n.a line with a dot\nØverst\n"
    )


def test_an_attachment_arrives_whole():
    data = b"%PDF-1.7\n.\r\n..\n" * 40
    with open_postbox() as box:
        deliver(box.server, compose(letter(attachment=Attachment("report 3.pdf", data))), go)
    (part,) = message_from_bytes(box.mails[0][1], policy=default).iter_attachments()
    assert (part.get_filename(), part.get_content()) == ("report 3.pdf", data)


def test_nobody_listens_so_it_is_tried_again():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        made = deliver(Server("127.0.0.1", port, timeout=0.4), compose(letter()), go)
    assert made.outcome is Outcome.LATER
    assert "No mail server took the connection" in made.reason


@pytest.mark.parametrize(
    ("how", "outcome", "words"),
    [
        ({"at_rcpt": {"dana@customer.example": "450 busy"}}, Outcome.LATER, "450 to the recipient"),
        ({"at_rcpt": {"dana@customer.example": "550 gone"}}, Outcome.REFUSED, "550 to the rec"),
        ({"at_data": "451 later"}, Outcome.LATER, "451 to the message: later"),
        ({"at_data": "554 spam"}, Outcome.REFUSED, "554 to the message: spam"),
        ({"drop": True}, Outcome.UNKNOWN, "the answer never came"),
        ({"hang": True}, Outcome.UNKNOWN, "the answer never came"),
    ],
)
def test_what_the_server_says_decides(how, outcome, words):
    with open_postbox(**how) as box:
        made = deliver(box.server, compose(letter()), go)
    assert made.outcome is outcome
    assert words in made.reason


@pytest.mark.parametrize(
    ("lines", "outcome", "words"),
    [
        ((b"554 no service\r\n",), Outcome.LATER, "No mail server took"),
        ((b"hello, I am no mail server\r\n",), Outcome.LATER, "No mail server took"),
        ((), Outcome.LATER, "No mail server took"),
        ((b"220 hi\r\n", b"250 hi\r\n", b"what?\r\n"), Outcome.LATER, "to the sender was no"),
        ((b"220 hi\r\n", b"250 hi\r\n", b"530 log in\r\n"), Outcome.REFUSED, "530 to the sender"),
        ((b"220 hi\r\n", b"250 hi\r\n"), Outcome.LATER, "broke at the sender"),
        ((b"220 hi\r\n", *[b"250 ok\r\n"] * 3), Outcome.LATER, "broke before the message"),
        ((b"220 hi\r\n", *[b"250 ok\r\n"] * 3, b"421 bye\r\n"), Outcome.LATER, "421 to the mess"),
        (
            (b"220 hi\r\n", *[b"250 ok\r\n"] * 3, b"354 go\r\n", b"thanks\r\n"),
            Outcome.UNKNOWN,
            "was no answer",
        ),
    ],
)
def test_silence_and_nonsense_at_any_step(lines, outcome, words):
    with open_parrot(*lines) as server:
        made = deliver(server, compose(letter()), go)
    assert made.outcome is outcome
    assert words in made.reason


def test_a_turn_that_ended_sends_nothing():
    with open_postbox() as box:
        made = deliver(box.server, compose(letter()), lambda: False)
    assert (made.outcome, box.mails) == (Outcome.LATER, [])


def test_a_server_that_cannot_be_trusted_or_logged_in_to_gets_nothing():
    with open_postbox() as box:
        for security, user in ((Security.STARTTLS, ""), (Security.PLAIN, "tam")):
            server = Server(
                "127.0.0.1", box.port, user=user, password="x", security=security, timeout=0.4
            )
            assert deliver(server, compose(letter()), go).outcome is Outcome.LATER
        tls = Server("127.0.0.1", box.port, security=Security.TLS, timeout=0.4)
        assert deliver(tls, compose(letter()), go).outcome is Outcome.LATER
    assert box.mails == []


def test_a_sender_that_cannot_be_said_is_refused():
    message = compose(letter())
    message.replace_header("To", "ü@customer.example")
    with open_postbox() as box:
        assert deliver(box.server, message, go).outcome is Outcome.REFUSED
