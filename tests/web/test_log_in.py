"""Getting in by password: same answers for everybody, throttled without locking others out."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail

from tam.apps.people import services
from tam.apps.people.models import User
from tam.domain.principals import system

WRONG = "wrong"
RIGHT = "correct horse battery staple"
NEW = "a longer sentence of words"
KNOWN = "known@example.com"


@pytest.fixture
def known(frame_only, db, house):
    """Somebody with a password, and the mail backend that keeps what it is given."""
    new = services.NewPerson(KNOWN, "Known Person", "UTC")
    user = User.objects.get(pk=services.add_person(new=new, at=house.now, by=system("test")))
    user.set_password(RIGHT)
    user.save()
    return user


def log_in(client, login=KNOWN, password=RIGHT, **more):
    return client.post("/login/", {"login": login, "password": password, **more})


def words(response):
    """What a page says, without the tokens that differ each time."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return text.replace(KNOWN, "SOMEBODY").replace("missing@example.com", "SOMEBODY")


def test_the_right_password_leads_to_the_start(client, known):
    assert log_in(client)["Location"] == "/"
    assert client.session["_auth_user_id"] == str(known.pk)


def test_an_address_is_one_person_whatever_its_case(client, known):
    assert log_in(client, login="KNOWN@Example.com").status_code == 302


def test_a_new_session_begins_at_log_in(client, known):
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    before = session.session_key
    log_in(client)
    assert client.session.session_key != before


def test_missing_switched_off_and_wrong_get_the_same_answer(client, known):
    wrong = log_in(client, password=WRONG)
    missing = log_in(client, login="missing@example.com")
    User.objects.filter(pk=known.pk).update(is_active=False)
    switched_off = log_in(client)
    assert wrong.status_code == missing.status_code == switched_off.status_code == 200
    assert words(wrong) == words(missing) == words(switched_off)
    assert "_auth_user_id" not in client.session


def test_every_try_costs_one_hash_whoever_is_named(client, known, monkeypatch):
    count = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: count.append(1) or encode(*args))

    def hashes(**fields):
        count.clear()
        log_in(client, **fields)
        return len(count)

    wrong, missing = hashes(password=WRONG), hashes(login="missing@example.com")
    User.objects.filter(pk=known.pk).update(is_active=False)
    switched_off = hashes()
    known.set_unusable_password()
    known.save()
    assert (wrong, missing, switched_off, hashes()) == (1, 1, 1, 1)


@pytest.mark.parametrize("login", [KNOWN, "missing@example.com"])
def test_ten_wrong_passwords_make_one_wait_and_say_how_long(client, known, login):
    for _ in range(9):
        assert log_in(client, login=login, password=WRONG).status_code == 200
    tenth = log_in(client, login=login, password=WRONG)
    assert tenth.status_code == 429
    assert tenth["Retry-After"] == "900"
    assert "Try again in 15 min" in tenth.content.decode()
    assert log_in(client, login=login).status_code == 429


def test_the_right_password_still_works_from_elsewhere(client, known):
    for _ in range(11):
        log_in(client, password=WRONG)
    assert client.post(
        "/login/", {"login": KNOWN, "password": RIGHT}, REMOTE_ADDR="203.0.113.7"
    ).status_code == 302  # fmt: skip


def test_one_locked_name_locks_no_other_on_the_same_address(client, known):
    for _ in range(11):
        log_in(client, login="missing@example.com", password=WRONG)
    assert log_in(client).status_code == 302


def test_a_hundred_tries_from_one_address_are_enough(client, known):
    for number in range(100):
        assert log_in(client, login=f"{number}@example.com", password=WRONG).status_code == 200
    assert log_in(client).status_code == 429


def test_what_a_stranger_says_about_their_address_does_not_count(client, known):
    for number in range(11):
        client.post(
            "/login/",
            {"login": KNOWN, "password": "wrong"},
            headers={"X-Forwarded-For": f"198.51.100.{number}"},
        )
    assert log_in(client).status_code == 429


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)",
     "https:evil.example", "http://127.0.0.1.evil.example/", "/\t/evil.example"],
)  # fmt: skip
def test_log_in_leads_to_our_own_pages_alone(client, known, elsewhere):
    assert log_in(client, next=elsewhere)["Location"] == "/"


def test_log_in_leads_back_to_the_page_asked_for(client, known):
    assert log_in(client, next="/desk/cases/")["Location"] == "/desk/cases/"


def test_log_out_is_a_post_and_ends_the_session_on_the_server(client, known):
    log_in(client)
    key = client.session.session_key
    assert client.get("/logout/").status_code == 405
    answer = client.post("/logout/")
    assert answer["Location"] == "/login/"
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    client.cookies["tam"] = key
    assert client.get("/me/").status_code == 302


def test_somebody_switched_off_is_out_at_once(client, known):
    log_in(client)
    User.objects.filter(pk=known.pk).update(is_active=False)
    assert client.get("/me/")["Location"].startswith("/login/")


@pytest.mark.parametrize(
    "closed", ["/signup/", "/email/", "/confirm-email/", "/login/code/", "/inactive/"]
)
def test_what_we_do_not_want_of_the_library_is_not_there(client, known, closed):
    assert client.get(closed).status_code == 404


def test_asking_for_a_new_password_says_the_same_to_everybody(client, known, settings):
    told = client.post("/password/reset/", {"email": KNOWN}, follow=True)
    asked = client.post("/password/reset/", {"email": "missing@example.com"}, follow=True)
    assert words(told) == words(asked)
    assert [message.to for message in mail.outbox] == [[KNOWN], ["missing@example.com"]]
    assert "/password/reset/key/" not in mail.outbox[1].body


def test_the_link_in_the_mail_names_our_address_whatever_the_request_claims(
    client, known, settings
):
    client.post("/password/reset/", {"email": KNOWN}, HTTP_HOST="localhost")
    assert f"{settings.TAM_SITE_URL}/password/reset/key/" in mail.outbox[0].body


def test_a_link_from_the_mail_sets_a_password_once(client, known):
    client.post("/password/reset/", {"email": KNOWN})
    link = re.search(r"/password/reset/key/\S+", mail.outbox[0].body)[0]
    form = client.get(link)["Location"]
    done = client.post(form, {"password1": NEW, "password2": NEW})
    assert done["Location"] == "/password/reset/key/done/"
    assert log_in(client, password=NEW).status_code == 302
    client.logout()
    assert "does not work" in client.get(link, follow=True).content.decode()


def test_too_many_mails_to_one_address_are_refused(client, known):
    for _ in range(3):
        assert client.post("/password/reset/", {"email": KNOWN}).status_code == 302
    assert client.post("/password/reset/", {"email": KNOWN}).status_code == 429
    assert len(mail.outbox) == 3


def test_a_change_needs_the_old_password_and_ends_the_other_sessions(client, known, client_class):
    other = client_class()
    log_in(client)
    log_in(other)
    fields = {"oldpassword": "wrong", "password1": NEW, "password2": NEW}
    assert client.post("/password/change/", fields).status_code == 200
    assert client.post("/password/change/", fields | {"oldpassword": RIGHT})["Location"] == "/me/"
    assert client.get("/me/").status_code == 200
    assert other.get("/me/").status_code == 302


@pytest.fixture
def client_class():
    from django.test import Client  # noqa: PLC0415 - Django is ready only now

    return Client


@pytest.mark.parametrize(
    "weak", ["short", "password1234", "known@example.com", "123456789012345", "SpectraGuard2026!"]
)
def test_a_weak_password_is_refused(client, known, weak):
    log_in(client)
    fields = {"oldpassword": RIGHT, "password1": weak, "password2": weak}
    assert client.post("/password/change/", fields).status_code == 200
    assert User.objects.get(pk=known.pk).check_password(RIGHT)


def test_a_long_password_counts_to_its_last_character(client, known):
    long = "x" * 100 + "abcdefghijklmnopqrstuvwxyz" + "12"
    log_in(client)
    fields = {"oldpassword": RIGHT, "password1": long, "password2": long}
    assert client.post("/password/change/", fields).status_code == 302
    client.logout()
    assert log_in(client, password=long[:-1]).status_code == 200
    assert log_in(client, password=long).status_code == 302


def test_the_password_once_more_before_something_guarded(client, known):
    log_in(client)
    assert client.post("/reauthenticate/", {"password": "wrong"}).status_code == 200
    assert client.post("/reauthenticate/?next=/me/", {"password": RIGHT}).status_code == 302


def test_forms_without_a_token_are_refused(client_class, known):
    strict = client_class(enforce_csrf_checks=True)
    assert log_in(strict).status_code == 403
    for path in ("/logout/", "/look/", "/me/", "/enter/x/", "/password/reset/"):
        assert strict.post(path, {}).status_code == 403, path
