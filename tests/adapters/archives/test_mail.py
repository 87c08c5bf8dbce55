"""Mails and mailboxes: attachments and texts as members, whatever state they are in."""

import base64

import pytest
from packing import LINES, zipped
from unpacking import read, walk

from tam.adapters.archives import Limits

TOP = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: logs\r\nMIME-Version: 1.0\r\n"
MIXED = b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n'


def part(body, *headers):
    return b"\r\n".join([b"--x", *headers, b"", body, b""])


def mail(*parts, tail=b"--x--\r\n"):
    return TOP + MIXED + b"This is a mail in parts.\r\n" + b"".join(parts) + tail


def attached(name, data, coding=b"base64"):
    body = base64.encodebytes(data).replace(b"\n", b"\r\n") if coding == b"base64" else data
    return part(
        body.rstrip(b"\r\n") if coding == b"base64" else body,
        b"Content-Type: application/octet-stream",
        b"Content-Transfer-Encoding: " + coding,
        b'Content-Disposition: attachment; filename="' + name + b'"',
    )


TEXT = part(b"see attached", b"Content-Type: text/plain")


def test_a_mail_gives_its_texts_and_attachments_byte_for_byte():
    data = mail(TEXT, attached(b"sys.log", LINES), attached(b"b.zip", zipped(("in.log", LINES))))
    assert read(data, name="m.eml") == [
        ("part-1.txt", b"see attached"),
        ("sys.log", LINES),
        ("b.zip!/in.log", LINES),
    ]
    assert [one.why for one in walk(data, name="m.eml")] == ["", "", ""]


def test_a_mail_in_a_bundle_names_itself():
    data = zipped(("mails/m.eml", mail(attached(b"sys.log", LINES))), ("y.log", b"one\n"))
    assert read(data) == [("mails/m.eml!/sys.log", LINES), ("y.log", b"one\n")]


def test_a_mail_without_parts_is_one_member():
    data = TOP + b"Content-Transfer-Encoding: quoted-printable\r\n\r\nT=C3=BCr =\r\noffen\r\n"
    assert read(data, name="m.eml") == [("part-1.txt", "T\u00fcr offen\r\n".encode())]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_bytes_of_a_part_are_its_own_to_the_last(end):
    lines = end.join([b"one", b"", b"two", b"", b""])
    data = (mail(attached(b"x.log", b"BODY", b"8bit")).replace(b"\r\n", end)).replace(
        b"BODY", lines
    )
    assert read(data, name="m.eml") == [("x.log", lines)]


def test_parts_of_parts_are_found_and_boundaries_inside_texts_are_not():
    inner = (
        b'--x\r\nContent-Type: multipart/alternative; boundary="y"\r\n\r\n'
        b"--y\r\nContent-Type: text/plain\r\n\r\n--z is no boundary\r\n--\r\n"
        b"--y\r\nContent-Type: text/html\r\n\r\n<b>\r\n--y--\r\n"
    )
    assert read(mail(inner, attached(b"x.log", LINES)), name="m.eml") == [
        ("part-1.txt", b"--z is no boundary\r\n--"),
        ("part-2.html", b"<b>"),
        ("x.log", LINES),
    ]


def test_an_outer_boundary_ends_inner_parts_that_have_no_end():
    inner = (
        b'--x\r\nContent-Type: multipart/mixed; boundary="y"\r\n\r\n'
        b"--y\r\nContent-Type: text/plain\r\n\r\ninner\r\n"
    )
    assert read(mail(inner, attached(b"x.log", LINES)), name="m.eml") == [
        ("part-1.txt", b"inner"),
        ("x.log", LINES),
    ]


def test_a_mail_in_a_mail_is_a_container_of_its_own():
    inner = mail(attached(b"x.log", LINES)).replace(b'"x"', b'"q"').replace(b"--x", b"--q")
    data = mail(part(inner, b"Content-Type: message/rfc822"), TEXT)
    assert read(data, name="m.eml") == [
        ("part-1.eml!/x.log", LINES),
        ("part-2.txt", b"see attached"),
    ]


@pytest.mark.parametrize(
    ("header", "path"),
    [
        (b'filename="../../a.html"', "\\x2e\\x2e/\\x2e\\x2e/a.html"),
        ("filename=\"\u202efdp.exe\"".encode(), "\\u202efdp.exe"),
        (b"filename*=utf-8''T%C3%BCr.log", "T\u00fcr.log"),
        (b'filename="=?utf-8?q?T=C3=BCr=0D=0A.log?="', "T\u00fcr\\x0d\\x0a.log"),
        (b'filename="=?nonsense-9?q?x?="', "part-1.txt"),
        (b'filename=""', "part-1.txt"),
    ],
)  # fmt: skip
def test_eml_08_names_of_attachments_are_shown_disarmed(header, path):
    one = part(LINES, b"Content-Type: text/plain", b"Content-Disposition: attachment; " + header)
    assert [found.path for found in walk(mail(one), name="m.eml")] == [path]


def test_eml_09_what_is_no_base64_is_kept_as_it_stands():
    bad = part(b"!!!not base64!!!", b"Content-Transfer-Encoding: base64")
    found = walk(mail(bad, attached(b"x.log", LINES)), name="m.eml")
    assert (found[0].data, found[0].rejected) == (b"!!!not base64!!!", False)
    assert "not the one it claims" in found[0].why
    assert found[1].data == LINES


def test_eml_09_base64_that_breaks_off_keeps_what_was_decoded():
    good = base64.encodebytes(LINES).splitlines()
    broken = b"\r\n".join([*good[:3], b"*" * 8 + good[3], *good[4:], b"QUJDR"])
    bad = part(broken, b"Content-Transfer-Encoding: base64")
    (found,) = walk(mail(bad), name="m.eml")
    assert found.data.startswith(LINES[:171])
    assert "what could not be decoded was left out" in found.why


def test_eml_09_an_unknown_charset_is_no_reason_to_lose_a_text():
    odd = part(LINES, b"Content-Type: text/plain; charset=nonexistent-9")
    assert read(mail(odd), name="m.eml") == [("part-1.txt", LINES)]


def test_eml_11_monstrous_addresses_hide_nothing():
    top = b"From: " + b"(" * 20_000 + b"\r\nTo: " + b'"' * 20_000 + b"\r\n" + TOP
    assert read(top + b"\r\n" + LINES, name="m.eml")[0][1] == LINES


def test_a_mail_cut_short_keeps_what_was_read_and_says_so():
    found = walk(mail(TEXT, attached(b"x.log", LINES, b"8bit"), tail=b"")[:-900], name="m.eml")
    assert found[0].data == b"see attached"
    assert LINES.startswith(found[1].data)
    assert "incomplete" in found[2].why


def test_parts_end_at_the_limit_and_it_is_said():
    found = walk(mail(*[TEXT] * 6), name="m.eml", limits=Limits(mail_parts=4))
    assert len(found) == 5
    assert "more than 4 parts" in found[4].why


def test_depth_ends_at_the_limit_and_the_rest_is_one_part():
    deep = b"".join(
        b'--x\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n' for _ in range(40)
    )
    found = walk(mail(deep + TEXT), name="m.eml", limits=Limits(mail_depth=5))
    assert any(one.data == b"see attached" for one in found)


def test_a_boundary_that_never_comes_loses_nothing():
    found = walk(TOP + MIXED + LINES, name="m.eml")
    assert found[0].data == LINES
    assert "outside the parts" in found[0].why
    long = walk(TOP + MIXED + LINES * 100, name="m.eml")
    assert long[0].data == LINES * 100


def test_a_long_text_behind_the_last_part_is_read():
    found = walk(mail(TEXT, tail=b"--x--\r\n" + LINES * 100), name="m.eml")
    assert [one.data for one in found] == [b"see attached", LINES * 100]


def test_a_part_whose_header_has_no_end_is_ended_by_its_boundary():
    data = mail(b"--x\r\nContent-Type: text/plain\r\n", TEXT)
    assert [one.data for one in walk(data, name="m.eml")] == [b"", b"see attached"]


def test_a_header_without_end_is_bounded():
    data = mail(part(LINES, *[b"X-Header: " + b"v" * 1000] * 1200), TEXT)
    assert any(one.data == b"see attached" for one in walk(data, name="m.eml"))


def test_a_mailbox_is_a_container_of_mails():
    first = b"From a@b Mon Mar  2 10:00:00 2026\n" + TOP.replace(b"\r\n", b"\n") + b"\nfirst\n\n"
    second = b"From a@b Mon Mar  2 11:00:00 2026\n" + mail(attached(b"x.log", LINES))
    found = walk(first + second.replace(b"\r\n", b"\n"), name="m.mbox")
    assert [one.path for one in found] == ["message-1.eml!/part-1.txt", "message-2.eml!/x.log"]
    assert [one.data for one in found] == [b"first\n\n", LINES]


@pytest.mark.parametrize(
    "data",
    [
        b"From: x\nTo: y\nDate: z\nthis line is no header\n\nbody\n",
        b"drive: 5\nstate: ok\nfrom: here\n\nmore\n",
        b"2026-03-04 10:00:00 from: x to: y subject: z\n",
    ],
)
def test_what_only_resembles_a_mail_is_a_text(data):
    assert walk(data, name="x.log") == [("x.log", data, False, "")]
