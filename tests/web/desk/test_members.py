"""Members of a bundle by the page, what was not read in a review, and what its proof shows."""

import pytest
from reviewing import BY, document, finding, handed_over, monthly, row, send, weekly

from tam.apps.logreview import services
from tam.apps.logreview.services import Read

pytestmark = pytest.mark.clause("TAM-06")


@pytest.fixture(autouse=True)
def _store(settings, tmp_path, time_machine):
    settings.TAM_BLOBS = tmp_path
    time_machine.move_to("2026-03-04T10:00:00+00:00", tick=False)


@pytest.fixture
def desk(house, browser_of):
    weekly(house)
    return browser_of(house.representative)


def text(response, status=200):
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def member(number):
    damaged = number % 10 == 7
    return {
        "path": f"traces/{number:04d}.txt",
        "kind": "trace",
        "status": "rejected" if damaged else "parsed",
        "bytes": 90,
        "lines": 3,
        "reason": "The stream is damaged." if damaged else None,
    }


@pytest.fixture
def many(house):
    """A bundle of 450 members, every tenth of them damaged."""
    sent = send(house).bundle_id
    said = document(sent, findings=[finding()])
    said["bundles"][0]["members"] = [member(number) for number in range(450)]
    services.keep_evaluation(bundle_id=sent, read=Read(said, "test"), at=house.now, by=BY)
    return row(sent)


def shown(page):
    return [number for number in range(450) if f">traces/{number:04d}.txt</code>" in page]


def test_members_come_by_the_page(desk, many):
    url = f"/desk/bundles/{many.pk}/"
    first, last = text(desk.get(url)), text(desk.get(f"{url}?page=3"))
    assert (shown(first), shown(last)) == (list(range(200)), list(range(400, 450)))
    assert "1 to 200 of 450" in first
    assert 'rel="next" href="?page=2#members"' in first
    assert 'rel="prev"' not in first
    assert "401 to 450 of 450" in last
    assert 'rel="next"' not in last


def test_those_that_were_not_read_can_be_seen_alone(desk, many):
    page = text(desk.get(f"/desk/bundles/{many.pk}/?members=unread"))
    assert shown(page) == list(range(7, 450, 10))
    for words in ("Members that were not read", "1 to 45 of 45", "The stream is damaged."):
        assert words in page


@pytest.mark.parametrize("asked", ["0", "-1", "x", "9" * 40, "٣", "", "1.5"])
def test_a_page_that_is_no_number_is_the_first(desk, many, asked):
    page = text(desk.get(f"/desk/bundles/{many.pk}/", {"page": asked}))
    assert shown(page) == list(range(200))


def test_a_page_beyond_the_last_is_the_last(desk, many):
    page = text(desk.get(f"/desk/bundles/{many.pk}/?page=99&members=unread"))
    assert shown(page) == list(range(7, 450, 10))


def test_a_small_bundle_has_no_pages(house, desk):
    kept = handed_over(house)
    page = text(desk.get(f"/desk/bundles/{kept.pk}/?members=unread"))
    assert "m.txt" in page
    assert 'aria-label="Members"' not in page


def test_the_review_says_what_was_not_read_and_what_was_there_before(house, desk, many):
    handed_over(
        house,
        b"before\n",
        captured="2026-02-20T00:00:00-07:00",
        findings=[finding()],
        sent=house.now.replace(month=2, day=20),
    )
    page = text(desk.get(f"/desk/ledger/{weekly(house).id}/review/"))
    assert shown(page) == list(range(7, 107, 10))
    for words in ("The stream is damaged.", "and 35 more", "was there before this period"):
        assert words in page


def test_the_proof_shows_the_days_covered_and_what_was_not_read(house, desk, many):
    owed = weekly(house)
    sent = {"outcome": "new", "remark": "Looked at the drive.", "looked_at": str(many.pk)}
    page = text(desk.post(f"/desk/ledger/{owed.id}/sign/", sent, follow=True))
    for words in ("7 days covered by logs", "45 of 450 members not read", many.sha256):
        assert words in page
    assert "Gap" not in page


def test_the_proof_shows_the_gaps(house, desk):
    kept = handed_over(house, captured="2026-03-03T02:00:00-07:00")
    sent = {"outcome": "gap", "remark": "One day is missing.", "looked_at": str(kept.pk)}
    page = text(desk.post(f"/desk/ledger/{weekly(house).id}/sign/", sent, follow=True))
    assert "6 days covered by logs" in page
    assert "2026-03-04" in page[page.index(">Gap<") :]


def test_signing_without_logs_says_that_nothing_was_kept(house, desk):
    sent = {"outcome": "no-logs", "remark": "Nothing came.", "looked_at": ""}
    page = text(desk.post(f"/desk/ledger/{weekly(house).id}/sign/", sent, follow=True))
    for words in ("excused and not kept", "Asked for logs: Dana Whitfield", "no-logs-received"):
        assert words in page
    assert "Nothing came." in page
    outbox = text(desk.get("/desk/outbox/"))
    assert "Logs of gamma-4 are missing for 26 February 2026 to 04 March 2026" in outbox


def test_what_a_recurrence_does_is_said_before(house, desk):
    page = text(desk.get(f"/desk/ledger/{weekly(house).id}/review/"))
    assert "Recurred: reopens its case" in page
    page = text(desk.get(f"/desk/ledger/{monthly(house).id}/review/"))
    assert "Recurred: the fault is back" in page
    assert "reopens" not in page


def test_logs_that_may_still_come_are_not_signed_away(house, desk):
    sent = {"outcome": "no-logs", "remark": "Nothing came.", "looked_at": ""}
    owed = weekly(house, week=2)
    page = text(desk.post(f"/desk/ledger/{owed.id}/sign/", sent), 400)
    assert "runs until 11 March 2026; logs may still come until then. (TAM-06)" in page
    assert "Nothing came." in page
