"""What people do about a finding: acknowledge it, open a case from it; and where else it stands."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from reviewing import (
    BY,
    GAMMA,
    STRANGE,
    VAULT,
    at,
    finding,
    handed_over,
    library,
    scope_of,
    watch,
    weekly,
)

from tam.apps.cases import selectors as cases
from tam.apps.cases import services as case_services
from tam.apps.cases.services import Fix
from tam.apps.journal.models import Entry
from tam.apps.logreview import selectors_findings as selectors
from tam.apps.logreview import selectors_reviews as reviews
from tam.apps.logreview import services_findings as services
from tam.apps.logreview.facts import window_of
from tam.apps.logreview.models import Acknowledgement, FaultSignature, Finding, ProactiveCase
from tam.apps.logreview.services_findings import Letting, Opening
from tam.domain.cases.lifecycle import Severity
from tam.domain.logreview.outcome import Outcome
from tam.domain.principals import Scope
from tam.domain.refusals import Refused

pytestmark = pytest.mark.clause("TAM-06")
UNTIL = date(2026, 3, 20)
FAN = ("fan", "FR1/FCM/Fan3")


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.TAM_BLOBS = tmp_path


def found(house, **said):
    handed_over(house, **{"findings": [finding("fan-failed", FAN)], **said})
    return Finding.unscoped.order_by("-pk").first().pk


def know(house, number, reason="The part is ordered.", until=UNTIL, when=None):
    services.acknowledge_finding(
        finding_id=number, letting=Letting(reason, until), at=when or house.now, by=BY
    )


def material(house, owed):
    return reviews.material(scope=scope_of(house), window=window_of(owed))


def page(house, number, when=None):
    return selectors.finding(scope=scope_of(house), finding_id=number, now=when or house.now)


def test_an_acknowledged_finding_is_not_proposed_until_its_date_and_stays_on_the_page(house):
    number = found(house)
    week = weekly(house)
    assert material(house, week).proposal.outcome is Outcome.NEW
    know(house, number)
    seen = material(house, week)
    assert seen.proposal.outcome is Outcome.CLEAN
    assert "1 acknowledged finding is left out" in seen.proposal.because
    assert [(one.kind, one.known.reason) for one in seen.findings] == [
        ("fan-failed", "The part is ordered.")
    ]
    assert seen.findings[0].evidence[0]["line"] == 3
    know(house, number, until=date(2026, 3, 4))
    found(house, data=b"2\n", captured="2026-03-11T09:00:00-07:00", sent=at("2026-03-11T18:00"))
    later = material(house, weekly(house, week=2))
    assert [one.known for one in later.findings] == [None]


def test_acknowledgements_are_added_and_never_changed(house):
    number = found(house)
    know(house, number)
    know(house, number, "It waits for the spare.", when=house.now + timedelta(hours=1))
    said = page(house, number)
    assert [one.reason for one in said.history] == [
        "It waits for the spare.", "The part is ordered.",
    ]  # fmt: skip
    assert said.line.known.reason == "It waits for the spare."
    assert page(house, number, when=house.now + timedelta(days=17)).line.known is None
    assert Entry.objects.filter(action="finding.acknowledged").count() == 2
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Acknowledgement.unscoped.update(reason="x")


@pytest.mark.parametrize(
    ("reason", "until", "words"),
    [
        ("\u200b ", UNTIL, "Say why this finding may stand"),
        ("x", date(2026, 3, 2), "02 March 2026 is past"),
        ("x", date(2027, 3, 6), "a year at most"),
    ],
)
def test_what_is_no_acknowledgement_is_refused(house, reason, until, words):
    number = found(house)
    with pytest.raises(Refused, match=words):
        know(house, number, reason, until)
    assert Acknowledgement.unscoped.count() == 0


def test_today_is_the_day_where_the_library_stands(house):
    """06:30 UTC on 4 March is still the 3rd in Boulder."""
    know(house, found(house), until=date(2026, 3, 3), when=at("2026-03-04T06:30"))
    assert Acknowledgement.unscoped.get().until == date(2026, 3, 3)


def opening(house, number, **changed):
    said = {"title": "Fan 3 of frame 1", "severity": Severity.MINOR, "note": "Seen today."}
    return services.open_proactive_case(
        finding_id=number, opening=Opening(**said | changed), at=house.now, by=BY
    )


def test_a_case_opened_from_a_finding_names_it_and_leads_back(house):
    lines = [{"bundle": "b", "member": "m.txt", "line": n, "text": f"fan {n}"} for n in range(7)]
    number = found(house, findings=[finding("fan-failed", FAN, evidence=lines)])
    case = opening(house, number)
    story = cases.story(scope=scope_of(house), case_id=case, now=house.now, vendor=False)
    assert story.line.equipment_id == library(house)
    words = story.said[0].text
    for part in ("Seen today.", "fan-failed FR1/FCM/Fan3. Replace it.", "m.txt:4  fan 4",
                 "and 2 more lines", "bundle.zip"):  # fmt: skip
        assert part in words
    assert "fan 5" not in words
    assert page(house, number).case_ids == [case]
    assert selectors.origin(scope=scope_of(house), case_id=case).finding_id == number
    assert selectors.origin(scope=scope_of(house), case_id=weekly(house).case_id) is None
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ProactiveCase.unscoped.all().delete()


def test_one_open_case_a_finding_whichever_bundle_shows_it(house):
    first = opening(house, found(house))
    again = found(house, data=b"2\n")
    with pytest.raises(Refused, match="was opened from this finding and is open"):
        opening(house, again)
    case_services.resolve_case(case_id=first, fix=Fix("Done."), resolved_at=house.now, by=BY)
    assert page(house, again).case_ids == [first]
    second = opening(house, again)
    assert page(house, again).case_ids == [second, first]


def test_what_a_case_was_opened_from_is_watched_after_it(house):
    notice = finding("filter-due", ("frame", "FR2"), severity="notice",
                     first_seen="2026-01-02T00:00:00+00:00")  # fmt: skip
    case = opening(house, found(house, findings=[notice]), title="Look at this", note="")
    fix = Fix("Done.", 28)
    case_services.resolve_case(case_id=case, fix=fix, resolved_at=house.now, by=BY)
    watch(house)
    (one,) = FaultSignature.unscoped.get(case_id=case).document["watched"]
    assert one["because"].endswith("was opened from it")


def test_a_finding_of_no_library_is_nothing_to_act_on(house):
    number = found(house, serial=STRANGE)
    assert page(house, number).library is None
    with pytest.raises(Refused, match="counts for no library"):
        know(house, number)
    with pytest.raises(Refused, match="counts for no library"):
        opening(house, number)


def fleet(house, scope=None):
    return selectors.fleet(
        scope=scope or scope_of(house), kind="fan-failed", equipment_id=library(house)
    )


def test_the_same_kind_over_the_libraries_of_a_scope(house):
    found(house)
    handed_over(house, b"2\n", serial=VAULT, findings=[finding("fan-failed", ("fan", "Fan9")),
                                                       finding()])  # fmt: skip
    rows = fleet(house)
    assert [(row.library.serial, [one.subject_id for one in row.findings]) for row in rows] == [
        (GAMMA, ["FR1/FCM/Fan3"]), (VAULT, ["Fan9"]), ("C1A87F36", []),
    ]  # fmt: skip
    assert [row.read_at is None for row in rows] == [False, False, True]
    assert fleet(house, Scope(frozenset({house.strangers_account})))[0].findings == []


def test_firmware_levels_of_drives_stand_side_by_side(house):
    drives = [("A", "TD8", "R3G3"), ("B", "TD8", "R3G3"), ("C", "TD8", "N9M1"), ("D", "", "X")]
    levels = [
        {"part": part, "type": kind, "level": level}
        for part, kind, level in [*drives, ("LCM", "package", "1")]
    ]
    found(house, figures={"levels": levels})
    assert fleet(house)[0].firmware == ["drives: X (1)", "TD8: R3G3 (2), N9M1 (1)"]
    assert fleet(house)[1].firmware == []


def counted(part, value, **changed):
    said = {"subject": {"type": "drive", "id": part}, "name": "hard read errors", "value": value}
    return said | {"threshold": None, "way": "counts"} | changed


def test_a_part_is_held_against_its_peers_of_the_same_type(house):
    levels = [{"part": f"D{n}", "type": "TD8", "level": "1"} for n in range(6)]
    levels.append({"part": "OLD", "type": "TD5", "level": "1"})
    peers = [counted(f"D{n}", n % 2) for n in range(1, 6)]
    other = [counted("OLD", 900), counted("Fan", 5, subject={"type": "fan", "id": "Fan"})]
    drive = finding(subject=("drive", "D0"))
    here = {"levels": levels, "counters": [counted("D0", 14), *peers[:2], *other]}
    handed_over(house, b"2\n", serial=VAULT, figures={"levels": levels, "counters": peers[2:]})
    number = found(house, findings=[drive], figures=here)
    seen = selectors.beside(scope=scope_of(house), page=page(house, number))
    assert [(name, one.words) for name, one in seen] == [
        ("hard read errors", "14 beside a median of 1 over 5 others: it stands out.")
    ]


def test_a_finding_and_its_fleet_take_a_fixed_number_of_queries(house, django_assert_num_queries):
    number = found(house)
    with django_assert_num_queries(5):
        page(house, number)
    for place in range(3):
        handed_over(house, b"%d\n" % place, serial=VAULT, findings=[finding()])
    with django_assert_num_queries(7):
        fleet(house)
