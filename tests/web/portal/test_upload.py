"""Files handed over at the portal: good ones, and every bad one with its status and sentence."""

import errno
import io

import pytest
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client
from packing import LINES, zipped
from reviewing import GAMMA, STRANGE, VAULT, library, row

from tam.apps.estate.models import Equipment
from tam.apps.logreview.models import LogBundle
from tam.apps.people import services as people
from tam.domain.principals import Role, system
from tam.engine.managers import evaluation

pytestmark = pytest.mark.clause("TAM-06")
URL = "/portal/upload/"


@pytest.fixture(autouse=True)
def store(settings, tmp_path, time_machine):
    settings.TAM_BLOBS = tmp_path / "blobs"
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "incoming")
    (tmp_path / "incoming").mkdir()
    time_machine.move_to("2026-03-04T10:00:00+00:00", tick=False)
    return tmp_path


@pytest.fixture
def portal(house, browser_of):
    return browser_of(house.customer)


def file(data, name="logs.zip"):
    made = io.BytesIO(data)
    made.name = name
    return made


def text(response, status=200):
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def sent(portal, house, data, name="logs.zip", **more):
    """Handed over and read by the engine: its row, and its page as the customer sees it."""
    answer = portal.post(URL, {"file": file(data, name)} | more)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    evaluation.run(house.now)
    return LogBundle.unscoped.order_by("id").last(), text(portal.get(answer["Location"]))


def bundle_of(serial, when="2026-03-04 02:00:00"):
    told = f"library x\nserial {serial}\nmodel T950\ncaptured {when}\nutc offset -07:00\n"
    return zipped(("manifest.txt", told.encode()), ("m.log", LINES))


def left_over(store):
    return [path for path in store.rglob("*") if path.is_file() and path.stat().st_size]


def test_the_page_says_how_much_it_takes_and_offers_ones_own_libraries(house, portal):
    page = text(portal.get(f"{URL}?library={library(house)}"))
    for words in ("Up to 2", f'<option value="{library(house)}" selected>', "delta-30"):
        assert words in page
    assert "orbit-8" not in page


def test_a_bundle_is_kept_and_read_and_counts_for_its_library(house, portal):
    kept, page = sent(portal, house, bundle_of(GAMMA))
    assert (kept.state, kept.equipment_id, kept.sentence) == ("read", library(house), "")
    assert "Nothing found" in page
    assert kept.uploaded_by == "Dana Whitfield"


def test_the_same_bytes_again_lead_to_the_same_bundle(house, portal):
    kept, _ = sent(portal, house, bundle_of(GAMMA))
    answer = portal.post(URL, {"file": file(bundle_of(GAMMA), "other.zip")}, follow=True)
    assert "These very bytes were sent before" in text(answer)
    assert LogBundle.unscoped.get().pk == kept.pk


def test_bytes_that_counted_for_nothing_are_read_again_with_the_library_named(house, portal):
    kept, page = sent(portal, house, LINES, "m.log")
    assert "name the library and send it again" in page
    answer = portal.post(
        URL, {"file": file(LINES, "m.log"), "library": library(house)}, follow=True
    )
    assert "they are read again" in text(answer)
    evaluation.run(house.now)
    assert row(kept.pk).equipment_id == library(house)


@pytest.mark.parametrize(
    ("data", "name", "state", "words"),
    [
        (b"\x93\x11\xfe\x00" * 500, "a.zip", "not_readable", "Export the logs again"),
        (bundle_of(GAMMA)[:-30], "b.zip", "read", "Upload it again."),
        (zipped(("x", bytes(20_000_000))), "c.zip", "not_readable", "Nothing in it could be read"),
        (zipped(("../evil", LINES), ("ok.log", LINES)), "d.zip", "read", "points outside the"),
        (bundle_of("00AA11BB"), "e.zip", "read", "Check the serial number"),
        (bundle_of(STRANGE), "f.zip", "read", "Check the serial number"),
    ],
    ids=["not a zip", "truncated", "bomb", "traversal", "wrong serial", "another customer's"],
)
def test_a_bad_bundle_is_kept_and_its_sentence_says_what_to_do(
    house, portal, store, data, name, state, words
):
    kept, page = sent(portal, house, data, name)
    assert kept.state == state
    assert words in kept.sentence
    assert words in page
    place = store / "blobs" / kept.sha256[:2] / kept.sha256[2:4] / kept.sha256
    assert place.read_bytes() == data
    assert len(left_over(store)) == 1


def test_a_library_of_another_customer_is_not_told_apart_from_none(house, portal):
    answers = [sent(portal, house, bundle_of(one))[0] for one in (STRANGE, "00AA11BB")]
    assert {one.equipment_id for one in answers} == {None}
    assert Equipment.unscoped.filter(serial=STRANGE).exists()
    first, second = (one.sentence.replace(one.library_serial, "?") for one in answers)
    assert first == second


def test_a_bundle_older_than_the_last_is_read_all_the_same(house, portal):
    sent(portal, house, bundle_of(GAMMA))
    kept, page = sent(portal, house, bundle_of(GAMMA, "2026-02-01 02:00:00"))
    assert "older than the newest bundle" in page
    assert (kept.state, kept.equipment_id) == ("read", library(house))


def test_a_wrong_choice_of_library_is_put_right_and_said(house, portal):
    kept, page = sent(portal, house, bundle_of(GAMMA), library=library(house, VAULT))
    assert kept.equipment_id == library(house)
    assert "You named another library" in page


def test_no_bytes_are_refused_with_what_to_do(house, portal):
    page = text(portal.post(URL, {"file": file(b"")}), 400)
    assert "it has no bytes, so it counts for nothing. Export the logs again." in page
    assert LogBundle.unscoped.count() == 0


def test_no_file_at_all_is_asked_for(house, portal):
    assert "This field is required." in text(portal.post(URL, {}), 400)


def test_over_the_limit_on_the_way_is_a_page_that_says_what_to_do(house, portal, store, settings):
    settings.TAM_UPLOAD_MAX_BYTES = 1000
    page = text(portal.post(URL, {"file": file(bytes(1001))}), 413)
    for words in ("That was too big", "A file may have up to", "one by one"):
        assert words in page
    assert (LogBundle.unscoped.count(), left_over(store)) == (0, [])
    assert list((store / "incoming").iterdir()) == []


def test_a_stated_length_over_the_limit_is_refused_before_anything_is_read(house, portal, store):
    class Unread(io.BytesIO):
        def read(self, *_):
            raise AssertionError("the body was read")

    told = {
        "CONTENT_TYPE": "multipart/form-data; boundary=x",
        "CONTENT_LENGTH": str(5 * 1024**3),
        "wsgi.input": Unread(),
    }
    answer = portal.generic("POST", URL, **told)
    assert "That was too big" in text(answer, 413)
    assert answer["Connection"] == "close"
    assert list((store / "incoming").iterdir()) == []


def test_a_stranger_may_send_no_more_than_a_form(db, store):
    data = {"file": file(bytes(1024 * 1024 + 1))}
    page = text(Client(enforce_csrf_checks=True).post(URL, data), 403)
    assert "too old" in page
    answer = Client().post(URL, data)
    assert answer.status_code in {302, 413}
    assert (LogBundle.unscoped.count(), left_over(store)) == (0, [])


@pytest.mark.parametrize("moment", ["new_file", "write"])
def test_a_full_disk_on_the_way_is_said(house, portal, store, monkeypatch, moment):
    class Full:
        name = "full"

        def write(self, _):
            raise OSError(errno.ENOSPC, "No space left on device")

        def temporary_file_path(self):
            return str(store / "incoming" / "full")

        def close(self):
            pass

    def opened(self, *args, **more):
        if moment == "new_file":
            raise OSError(errno.ENOSPC, "No space left on device")
        self.file = Full()

    monkeypatch.setattr(TemporaryFileUploadHandler, "new_file", opened)
    page = text(portal.post(URL, {"file": file(LINES)}), 507)
    assert "There is no room for it" in page
    assert LogBundle.unscoped.count() == 0


def test_a_store_that_cannot_be_written_is_said(house, portal, store, settings):
    (store / "blobs").write_text("a file where the store should be")
    page = text(portal.post(URL, {"file": file(LINES)}), 507)
    assert "nothing was stored" in page
    assert LogBundle.unscoped.count() == 0


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../x.log", "x.log"),
        ("..\\..\\x.log", "x.log"),
        ("x\0\u202e.html", "x.html"),
        ("<img src=x onerror=1>.log", "&lt;img src=x onerror=1&gt;.log"),
        ("n" * 300 + ".log", "n" * 200),
    ],
)
def test_a_name_is_only_shown(house, portal, store, name, shown):
    kept, page = sent(portal, house, LINES, name)
    assert shown in page
    assert "\0" not in kept.name
    assert len(left_over(store)) == 1


def test_who_works_for_several_customers_names_the_library(house, portal):
    grant = {"user_id": house.customer, "account_id": house.strangers_account}
    people.grant_role(**grant, role=Role.CUSTOMER_EDITOR, at=house.now, by=system("test"))
    page = text(portal.post(URL, {"file": file(bundle_of(GAMMA))}), 400)
    assert "name the library" in page
    kept, _ = sent(portal, house, bundle_of(GAMMA), library=library(house))
    assert kept.account_id == house.account
