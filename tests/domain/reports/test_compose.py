"""What a status report says of a period (TAM-08)."""

from dataclasses import replace
from datetime import date

import pytest
from reporting import at, case, finding, promise, review, unsettled

from tam.domain.cases.lifecycle import Party, Severity, State
from tam.domain.obligations.duties import DutyKind
from tam.domain.obligations.standing import Standing
from tam.domain.refusals import Refused
from tam.domain.reports.compose import compose
from tam.domain.reports.facts import LibraryFact, Period

pytestmark = pytest.mark.clause("TAM-08")


def test_a_calm_period_says_no_first(calm):
    report = compose(calm)
    assert report.mood == "calm"
    assert report.answer == (
        "No: no case is open, and the logs name nothing to act on. "
        "The one promise of ours was kept in time."
    )
    assert report.counts == {"kept": 1, "kept late": 0, "due": 0, "missed": 0, "excused": 0}
    assert report.undone == ()
    assert [one.email for one in report.readers] == [
        "dana@customer.example",
        "morgan@vendor.example",
    ]
    assert report.name == "3"


def test_without_a_log_calm_does_not_claim_that_logs_are_clean(calm):
    silent = (LibraryFact("gamma-4", "Boulder Data Center", at(5).replace(month=2)),)
    report = compose(replace(calm, libraries=silent))
    assert report.answer.startswith("No: no case is open, and no library log came.")
    assert report.undone == (
        "No library log of gamma-4 came in this period, so the logs say nothing about it.",
    )


def test_two_silent_libraries_are_named_together_and_unwatched_ones_are_not(calm):
    libraries = tuple(LibraryFact(name, "Oslo", None) for name in ("gamma-4", "vault-6", "idle-1"))
    facts = replace(
        calm,
        libraries=libraries,
        promises=(promise(), promise("ASL", library="vault-6", kind=DutyKind.ASL_EVALUATION)),
    )
    assert compose(facts).undone == (
        (
            "No library log of gamma-4 and vault-6 came in this period, so the logs say nothing "
            "about them."
        ),
    )


def test_what_is_urgent_makes_the_answer_a_yes(calm):
    report = compose(
        replace(
            calm,
            cases=(
                case(severity=Severity.CRITICAL),
                case("C-00002", waiting_on=Party.CUSTOMER, said_last="Send the motion log."),
            ),
            findings=(finding(), finding("Fan 3 is slow", severity="warning")),
            promises=(
                promise(),
                unsettled("Library log review, week 2", Standing.OVERDUE, by=date(2026, 3, 7)),
                promise("Late one", late=True, by=date(2026, 3, 4)),
            ),
        )
    )
    assert report.mood == "act"
    assert report.answer == (
        "Yes: 1 critical case is open, 1 finding asks for action now and we missed 1 promise. "
        "Also, 2 cases are open (1 waits for you) and 1 finding is watched. "
        "1 of 3 promises was kept in time, 1 late and 1 not at all."
    )


def test_nothing_watched_leaves_the_also_out(calm):
    facts = replace(calm, findings=(finding(), finding("Robot 1 fails", subject="robot 1")))
    assert compose(facts).answer == (
        "Yes: 2 findings ask for action now. The one promise of ours was kept in time."
    )


def test_open_and_monitored_cases_are_watched(calm):
    report = compose(
        replace(
            calm,
            cases=(
                case(),
                case(
                    "C-00002",
                    state=State.MONITORING,
                    waiting_on=Party.NOBODY,
                    resolved_at=at(2),
                    monitored_until=date(2026, 3, 30),
                ),
            ),
            findings=(
                finding(severity="warning"),
                finding("Unsure", subject="drive 7", certain=False),
            ),
        )
    )
    assert report.mood == "watch"
    assert report.answer.startswith(
        "Nothing asks for action at once; 1 case is open, 1 repaired case is monitored and "
        "2 findings are watched."
    )


def test_a_period_without_due_promises_says_so(calm):
    assert compose(replace(calm, promises=())).answer.endswith(
        "No promise of ours fell due in this period."
    )
    excused = promise(standing=Standing.EXCUSED)
    report = compose(replace(calm, promises=(excused,)))
    assert report.answer.endswith(
        "No promise of ours fell due in this period. The rest is excused."
    )
    assert report.promises[0].state == "excused"


def test_all_kept_in_time_is_said_in_one_sentence(calm):
    report = compose(replace(calm, promises=(promise(), promise("Second"))))
    assert report.answer.endswith("All 2 promises of ours were kept in time.")


@pytest.mark.clause("TAM-12")
def test_cases_stand_in_three_groups_the_gravest_first(calm):
    report = compose(
        replace(
            calm,
            cases=(
                case("C-00001", state=State.CLOSED, resolved_at=at(2)),
                case("C-00002", state=State.RESOLVED, resolved_at=at(1).replace(month=2)),
                case("C-00003", state=State.CLOSED, resolved_at=None),
                case("C-00004"),
                case("C-00005", severity=Severity.CRITICAL, opened_at=at(1).replace(month=1)),
                case("C-00006", state=State.MONITORING, monitored_until=date(2026, 3, 20)),
            ),
        )
    )
    assert [(one.group, one.number) for one in report.cases] == [
        ("open", "C-00005"),
        ("open", "C-00004"),
        ("monitoring", "C-00006"),
        ("resolved", "C-00001"),
    ]
    oldest, newer = report.cases[0], report.cases[1]
    assert (oldest.opened_here, oldest.age_days) == (False, 66)
    assert (newer.opened_here, newer.age_days, newer.where) == (
        True,
        5,
        "gamma-4, Boulder Data Center",
    )


def test_promises_of_the_period_carry_their_proof_and_add_up(calm):
    report = compose(
        replace(
            calm,
            promises=(
                promise("In time"),
                promise("Late", late=True, by=date(2026, 3, 2)),
                promise("Settled here, due later", by=date(2026, 3, 31)),
                promise("Of last month", by=date(2026, 2, 3), settled_at=at(3).replace(month=2)),
                unsettled("Missed before", Standing.OVERDUE, by=date(2026, 2, 20)),
                unsettled("Due on the last day", Standing.DUE, by=date(2026, 3, 8)),
                unsettled("Ahead", Standing.AHEAD, by=date(2026, 3, 29)),
                unsettled(
                    "Status report, March 2026",
                    Standing.DUE,
                    kind=DutyKind.STATUS_REPORT,
                    clause="TAM-08",
                    library="",
                    by=date(2026, 3, 31),
                    by_this_report=True,
                    settled_at=at(8, 9),
                ),
                unsettled(
                    "Status report, week 1",
                    Standing.OVERDUE,
                    kind=DutyKind.STATUS_REPORT,
                    clause="TAM-08",
                    library="",
                    by=date(2026, 3, 6),
                    by_this_report=True,
                    settled_at=at(8, 9),
                ),
            ),
        )
    )
    assert [(one.title, one.state) for one in report.promises] == [
        ("Missed before", "missed"),
        ("Late", "kept late"),
        ("In time", "kept"),
        ("Due on the last day", "due"),
        ("Settled here, due later", "kept"),
        ("Status report, week 1", "kept late"),
        ("Status report, March 2026", "kept"),
    ]
    assert report.promises[2].digest == "a" * 64
    assert (report.promises[-1].proof, report.promises[-1].digest) == ("This report.", "")
    logs, reports = report.clauses
    assert (logs.clause, logs.title, logs.owed) == ("TAM-06", "Weekly library log review", 5)
    assert logs.owed == logs.kept + logs.late + logs.due + logs.missed + logs.excused
    assert (reports.owed, reports.kept, reports.late) == (2, 1, 1)
    assert report.undone == (
        "Missed before was due on 20 February 2026 and is not done.",
        "Late was due on 2 March 2026 and was done 4 days late.",
        "Status report, week 1 was due on 6 March 2026 and was done 2 days late.",
    )


def test_findings_are_grouped_by_what_to_do(calm):
    report = compose(
        replace(
            calm,
            findings=(
                finding("Filter is due", severity="notice", subject="frame FR1"),
                finding("Unknown severity", severity="odd", subject="x"),
                finding("Drive or cartridge", certain=False),
                finding("Drive fails"),
            ),
        )
    )
    assert [(one.group, one.title) for one in report.findings] == [
        ("act", "Drive fails"),
        ("watch", "Drive or cartridge"),
        ("know", "Filter is due"),
        ("know", "Unknown severity"),
    ]


def test_what_we_need_names_the_case_or_the_review_that_waits(calm):
    waits = {"standing": Standing.DUE, "by": date(2026, 3, 9)}
    report = compose(
        replace(
            calm,
            cases=(
                case("C-00002", waiting_on=Party.CUSTOMER, said_last="Send the motion log."),
                case("C-00003", waiting_on=Party.CUSTOMER, said_last=""),
                case("C-00004", waiting_on=Party.CUSTOMER, state=State.CLOSED),
            ),
            libraries=(
                LibraryFact("gamma-4", "Boulder", at(1)),
                LibraryFact("vault-6", "Boulder", None),
                LibraryFact("delta-30", "Oslo", at(7)),
            ),
            promises=(
                unsettled("Week 2", opens_on=date(2026, 3, 3), **waits),
                unsettled("Week 3", opens_on=date(2026, 3, 4), **waits),
                unsettled("ASL of vault-6", Standing.OVERDUE, library="vault-6"),
                unsettled(
                    "ASL of delta-30", library="delta-30", opens_on=date(2026, 3, 7), **waits
                ),
                unsettled("Later", library="late-1", opens_on=date(2026, 3, 9), **waits),
                unsettled("Meeting", kind=DutyKind.QUARTERLY_MEETING, library="", **waits),
            ),
        )
    )
    assert [(one.what, one.by) for one in report.needs] == [
        ("Send the motion log.", None),
        ("Answer on case C-00003.", None),
        ("Send a library log of vault-6.", None),
        ("Send a library log of gamma-4.", date(2026, 3, 9)),
    ]
    assert report.needs[0].why == (
        "Case C-00002, Drive 2 fails writes, has waited for you since 4 March 2026."
    )
    assert report.needs[3].why == "Week 2 cannot be done without it."


def test_what_comes_next_is_a_month_and_the_next_meeting(calm):
    def ahead(title, day, month, **changed):
        return unsettled(title, Standing.AHEAD, by=date(2026, month, day), **changed)

    meeting = {"kind": DutyKind.QUARTERLY_MEETING, "clause": "TAM-09", "library": ""}
    report = compose(
        replace(
            calm,
            promises=(
                ahead("Week 4", 8, 4),
                ahead("Too far", 9, 4),
                ahead("Meeting 2", 9, 9, **meeting),
                ahead("Meeting 1", 9, 6, **meeting),
                ahead("Kept by this report", 20, 3, by_this_report=True),
                promise("Done", by=date(2026, 3, 20)),
            ),
        )
    )
    assert [(one.on, one.what, one.clause) for one in report.coming] == [
        (date(2026, 4, 8), "Week 4", "TAM-06"),
        (date(2026, 6, 9), "Meeting 1", "TAM-09"),
    ]


def test_reviews_signed_outside_the_period_belong_to_another_report(calm):
    before = review(title="Before", signed_at=at(1).replace(month=2))
    report = compose(replace(calm, reviews=(review(), before)))
    assert [(one.title, one.bundles) for one in report.reviews] == [
        ("Library log review, week 1", 2)
    ]


def test_stakeholders_whom_the_last_report_did_not_reach_are_named(calm):
    report = compose(replace(calm, unreached=("Henrik Aas (no such mailbox)",)))
    assert report.undone == ("The last report did not reach Henrik Aas (no such mailbox).",)


def test_without_a_stakeholder_nothing_is_issued(calm):
    with pytest.raises(Refused, match="has no stakeholder") as refused:
        compose(replace(calm, recipients=()))
    assert refused.value.clause == "TAM-08"


@pytest.mark.parametrize(
    ("from_on", "until_on", "words"),
    [
        (date(2026, 3, 1), date(2026, 3, 9), "still to come"),
        (date(2026, 3, 9), date(2026, 3, 8), "in an earlier report"),
    ],
)
def test_a_period_that_is_none_is_refused(calm, from_on, until_on, words):
    with pytest.raises(Refused, match=words):
        compose(replace(calm, period=Period(from_on, until_on, "Europe/Oslo")))
