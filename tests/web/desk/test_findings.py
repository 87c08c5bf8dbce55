"""One finding at the desk: what it is, where else it stands, what is done about it."""

import pytest
from reviewing import (
    BEFORE,
    VAULT,
    finding,
    handed_over,
    library,
    of_the_case,
    scope_of,
    watch,
    weekly,
)

from tam.apps.cases import selectors as cases
from tam.apps.logreview.models import Acknowledgement, Finding, LogBundle, ProactiveCase

FAN = ("fan", "FR1/FCM/Fan3")


@pytest.fixture(autouse=True)
def _store(settings, tmp_path, time_machine):
    settings.TAM_BLOBS = tmp_path
    time_machine.move_to("2026-03-04T10:00:00+00:00", tick=False)


@pytest.fixture
def desk(house, browser_of):
    return browser_of(house.representative)


def text(response, status=200):
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def found(house, **said):
    handed_over(house, **{"findings": [finding("fan-failed", FAN)], **said})
    return f"/desk/findings/{Finding.unscoped.order_by('-pk').first().pk}/"


@pytest.mark.clause("TAM-06")
def test_a_finding_with_its_lines_and_the_same_kind_elsewhere(house, desk):
    handed_over(house, b"2\n", serial=VAULT, findings=[finding("fan-failed", ("fan", "Fan9"))])
    levels = [{"part": "A", "type": "TD8", "level": "R3G3"}]
    page = text(desk.get(found(house, figures={"levels": levels})))
    for words in (
        "hard error 4/44",
        "1 of 1 library beside it shows the same kind of finding. Of 1 library more no log was",
        "Fan9",
        "TD8: R3G3 (1)",
        "not known: no log was read",
        "Open a proactive case",
    ):
        assert words in page


@pytest.mark.clause("TAM-06")
def test_a_finding_is_acknowledged_with_reason_and_date(house, desk, browser_of):
    url = found(house)
    answer = desk.post(f"{url}acknowledge/", {"reason": "Spare is here.", "until": "2026-03-20"})
    assert answer["Location"] == url
    page = text(desk.get(url))
    assert "Reviews leave it out until 20 March 2026." in page
    assert "<b>Acknowledged</b> by Ingrid Solberg until Fri 20 Mar 2026: Spare is here." in page
    review = text(desk.get(f"/desk/ledger/{weekly(house).id}/review/"))
    assert "until Fri 20 Mar 2026: Spare is here." in review
    assert "1 acknowledged finding is left out" in review
    place = f"libraries/{library(house)}/"
    assert "Fri 20 Mar 2026: Spare is here." in text(desk.get(f"/desk/{place}"))
    assert "Spare is here." in text(browser_of(house.customer).get(f"/portal/{place}"))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"reason": "", "until": "2026-03-20"}, "This field is required."),
        ({"reason": "Known.", "until": "2026-03-01"}, "01 March 2026 is past"),
        ({"reason": "Known.", "until": "soon"}, "Enter a valid date."),
    ],
)
def test_an_acknowledgement_that_does_not_hold_keeps_what_was_typed(house, desk, fields, words):
    page = text(desk.post(f"{found(house)}acknowledge/", fields), 400)
    assert words in page
    assert fields["reason"] in page
    assert Acknowledgement.unscoped.count() == 0


@pytest.mark.clause("TAM-06")
def test_a_case_is_opened_from_a_finding_and_leads_back_to_it(house, desk):
    url = found(house)
    fields = {"title": "Fan 3 stands", "severity": "minor", "note": "Seen in the review."}
    answer = desk.post(f"{url}case/", fields)
    page = text(desk.get(answer["Location"]))
    for words in ("Fan 3 stands", "Seen in the review.", "Opened from", f'href="{url}"'):
        assert words in page
    assert "Fan 3 stands" in text(desk.get(url))
    again = text(desk.post(f"{url}case/", fields), 400)
    assert "was opened from this finding and is open" in again
    assert ProactiveCase.unscoped.count() == 1
    assert len(cases.cases(scope=scope_of(house), now=house.now)) == 4


def test_a_case_without_a_title_is_not_opened(house, desk):
    page = text(desk.post(f"{found(house)}case/", {"title": "", "severity": "minor"}), 400)
    assert "This field is required." in page
    assert ProactiveCase.unscoped.count() == 0


@pytest.mark.clause("TAM-07")
def test_a_review_compares_draws_counters_and_a_timeline(house, desk):
    gone = finding("fan-failed", ("fan", "Fan1"))
    counter = {
        "subject": {"type": "axis", "id": "Robot 1/Pick"}, "name": "counter Trip1",
        "threshold": 1000.0, "way": "counts", "member": "hhm.xml", "line": 4,
    }  # fmt: skip
    for week, day in enumerate(("02-01", "02-08", "02-15", "02-22")):
        handed_over(
            house, b"%d\n" % week, captured=f"2026-{day}T00:00:00-07:00", findings=[gone],
            figures={"counters": [counter | {"value": 100 + 70 * week}]},
            sent=house.now.fromisoformat(f"2026-{day}T10:00:00+00:00"),
        )  # fmt: skip
    found(house, figures={"counters": [counter | {"value": 380}]})
    page = text(desk.get(f"/desk/ledger/{weekly(house).id}/review/"))
    for words in (
        "Compared with the last review",
        "the logs no longer show it",
        "it was not there at the last review",
        "<polyline",
        "threshold 1,000",
        "a day; it reaches its threshold in",
        "Timeline",
        '<rect class="tam-lanes-bar tam-lanes-critical"',
    ):
        assert words in page


def test_a_review_without_counters_says_so(house, desk):
    found(house)
    page = text(desk.get(f"/desk/ledger/{weekly(house).id}/review/"))
    assert "No bundle of this library states a counter yet." in page


def test_a_finding_of_no_library_has_nothing_to_act_on(house, desk):
    page = text(desk.get(found(house, serial="8FB4572D")))
    assert "Open a proactive case" not in page
    assert "No log of the 3 libraries beside it was read" in page


def test_a_finding_that_is_not_there_is_missing(house, desk):
    assert library(house)
    assert desk.get("/desk/findings/999999/").status_code == 404


@pytest.mark.clause("TAM-07")
def test_the_months_of_a_library_say_what_was_not_evaluated(house, desk):
    weekly(house)
    page = text(desk.get(f"/desk/libraries/{library(house)}/"))
    assert f'href="/desk/libraries/{library(house)}/months/"' in page
    page = text(desk.get(f"/desk/libraries/{library(house)}/months/"))
    for words in (
        "not evaluated",
        "No log of this month was received, so nothing was evaluated.",
        "0 of 2 months were evaluated.",
        "no log of Sun 22 Feb 2026 to Sat 28 Feb 2026",
    ):
        assert words in page
    assert "clean</b>" not in page
    assert desk.get("/desk/libraries/999999/months/").status_code == 404


@pytest.mark.slow
def test_a_line_is_shown_among_its_neighbours(house, desk, tmp_path):
    lines = b"".join(b"line %d <b>\n" % n for n in range(1, 30))
    said = {"bundle": "bundle.log", "member": "bundle.log", "text": "line 12 <b>"}
    proof = [said | {"line": 12}, said | {"member": "gone.txt", "line": 3}]
    proof.append(said | {"bundle": "other.zip", "line": 3})
    handed_over(house, lines, name="bundle.log", findings=[finding(evidence=proof)])
    url = f"/desk/findings/{Finding.unscoped.get().pk}/"
    assert f'href="{url}lines/1/"' in text(desk.get(url))
    page = text(desk.get(f"{url}lines/1/"))
    assert '<li value="12" class="tam-lines-here" aria-current="true"><code>line 12 &lt;b' in page
    assert "line 4 &lt;b" in page
    assert "line 21 " not in page
    assert f'href="{url}lines/2/"' in page
    for number in (2, 3):
        assert "could not be read again" in text(desk.get(f"{url}lines/{number}/"))
    kept = LogBundle.unscoped.get()
    (tmp_path / kept.sha256[:2] / kept.sha256[2:4] / kept.sha256).unlink()
    assert "could not be read again" in text(desk.get(f"{url}lines/1/"))
    for number in (0, 4):
        assert desk.get(f"{url}lines/{number}/").status_code == 404


@pytest.mark.clause("TAM-06")
def test_a_case_says_what_is_watched_after_it(house, desk):
    url = f"/desk/cases/{weekly(house).case_id}/"
    assert "What is watched" not in text(desk.get(url))
    handed_over(house, **BEFORE, findings=[of_the_case()])
    watch(house)
    page = text(desk.get(url))
    assert "What is watched after C-00001" in page
    assert "and so do its lines" in page
    assert "seen after the fix" not in page
