"""One account with a little of everything, in literal values."""

from dataclasses import replace
from datetime import UTC, date, datetime

from tam.domain.cases.lifecycle import Party, Severity, State
from tam.domain.obligations.duties import DutyKind
from tam.domain.obligations.standing import Standing
from tam.domain.reports.facts import (
    CaseFact,
    FindingFact,
    LibraryFact,
    Period,
    PromiseFact,
    Recipient,
    ReportFacts,
    ReviewFact,
)


def at(day: int, hour: int = 12) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def case(number="C-00001", **changed) -> CaseFact:
    known = CaseFact(
        number=number,
        title="Drive 2 fails writes",
        severity=Severity.MAJOR,
        library="gamma-4",
        site="Boulder Data Center",
        state=State.IN_WORK,
        opened_at=at(3),
        waiting_on=Party.VENDOR,
        waiting_since=at(4),
        said_last="Reading the drive trace.",
    )
    return replace(known, **changed)


def promise(title="Library log review, week 1", **changed) -> PromiseFact:
    known = PromiseFact(
        kind=DutyKind.WEEKLY_LOG_REVIEW,
        clause="TAM-06",
        title=title,
        library="gamma-4",
        opens_on=date(2026, 3, 1),
        by=date(2026, 3, 7),
        zone="Europe/Oslo",
        standing=Standing.KEPT,
        late=False,
        because="A monitoring period asks for it.",
        readings=("A18=28",),
        settled_at=at(6),
        settled_by="Ingrid Solberg",
        proof="Reviewed: clean.",
        digest="a" * 64,
    )
    return replace(known, **changed)


def unsettled(title: str, standing: Standing, **changed) -> PromiseFact:
    nothing = {"settled_at": None, "settled_by": "", "proof": "", "digest": ""}
    return promise(title, standing=standing, **{**nothing, **changed})


def finding(title="Drive 10WT012345 causes hard errors", **changed) -> FindingFact:
    known = FindingFact(
        library="gamma-4",
        severity="critical",
        subject="drive 10WT012345",
        title=title,
        advice="Replace the drive.",
        count=9,
        certain=True,
        last_seen=at(5),
    )
    return replace(known, **changed)


def review(**changed) -> ReviewFact:
    known = ReviewFact(
        title="Library log review, week 1",
        clause="TAM-06",
        library="gamma-4",
        outcome="clean",
        remark="Nothing of the old fault.",
        signed_at=at(6),
        signed_by="Ingrid Solberg",
        bundles=2,
    )
    return replace(known, **changed)


def calm_week() -> ReportFacts:
    """A week in which everything was kept and nothing is open."""
    return ReportFacts(
        account="Northern Lights Research",
        number=3,
        revision=1,
        period=Period(date(2026, 3, 1), date(2026, 3, 8), "Europe/Oslo"),
        as_of=at(8, 9),
        issued_by="Ingrid Solberg",
        summary="A quiet week.",
        contracts=("SG-2041",),
        cases=(),
        promises=(promise(),),
        reviews=(review(),),
        findings=(),
        libraries=(LibraryFact("gamma-4", "Boulder Data Center", at(5)),),
        recipients=(
            Recipient("Dana Whitfield", "dana@customer.example", "Storage lead", "customer"),
            Recipient("Morgan Reyes", "morgan@vendor.example", "Service manager", "vendor"),
        ),
    )
