"""Reading one finding whole, and the same kind over the libraries one may see (TAM-06, TAM-07)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db.models import OuterRef, Subquery

from tam.apps.estate import selectors as estate
from tam.apps.estate.selectors import LibraryLine
from tam.apps.logreview.facts_watching import acknowledged, figures_of, parts
from tam.apps.logreview.models import Acknowledgement, Finding, LogBundle, ProactiveCase
from tam.apps.logreview.selectors import (
    NEWEST_FIRST,
    FindingLine,
    Known,
    finding_line,
    findings_by_library,
)
from tam.domain.clock.zones import zone
from tam.domain.logreview.cohort import Stand, stand
from tam.domain.principals import Scope


@dataclass(frozen=True)
class FindingPage:
    """One finding with its bundle and library, who acknowledged it, and its cases."""

    line: FindingLine
    account_id: int
    bundle_id: int
    bundle: str
    read_at: datetime
    library: LibraryLine | None
    history: list[Known]
    case_ids: list[int]


@dataclass(frozen=True)
class FleetLine:
    """One library of a fleet: its findings of a kind, and the firmware levels it runs."""

    library: LibraryLine
    findings: list[FindingLine]
    levels: Mapping[str, Mapping[str, int]]
    read_at: datetime | None

    @property
    def firmware(self) -> list[str]:
        """Each type of drive with its levels, the most frequent first."""
        return [
            f"{kind or 'drives'}: "
            + ", ".join(f"{level} ({count})" for level, count in Counter(known).most_common())
            for kind, known in sorted(self.levels.items())
        ]


@dataclass(frozen=True)
class Spot:
    """One line that proves a finding, and the bundle in which it can be read again."""

    member: str
    line: int
    text: str
    bundle: str
    sha256: str


@dataclass(frozen=True)
class Origin:
    """The finding that a case was opened from."""

    finding_id: int
    title: str


def finding(*, scope: Scope, finding_id: int, now: datetime) -> FindingPage | None:
    """One finding, None where it is not in scope; a fixed number of queries."""
    rows = Finding.objects.visible_to(scope).select_related("evaluation__bundle")
    row = rows.defer("evaluation__document", "evaluation__figures").filter(pk=finding_id).first()
    if row is None:
        return None
    own = Scope(frozenset({row.account_id}))
    about = {"kind": row.kind, "subject_type": row.subject_type, "subject_id": row.subject_id}
    place = row.equipment_id or 0
    library = estate.library(scope=own, equipment_id=place)
    said = Acknowledgement.objects.visible_to(own).filter(equipment_id=place, **about)
    opened = ProactiveCase.objects.visible_to(own).filter(
        finding__equipment_id=place,
        **{f"finding__{key}": value for key, value in about.items()},
    )
    bundle = row.evaluation.bundle
    return FindingPage(
        line=finding_line(row=row, known=_stands(row, own, library, now)),
        account_id=row.account_id,
        bundle_id=bundle.pk,
        bundle=bundle.name,
        read_at=row.evaluation.finished_at,
        library=library,
        history=[Known(one.reason, one.until, one.by, one.at) for one in said.order_by("-at")],
        case_ids=list(opened.order_by("-case_id").values_list("case_id", flat=True)),
    )


def spot(*, scope: Scope, finding_id: int, number: int) -> Spot | None:
    """One line of a finding by its place, None where it has none; without hash when not known."""
    rows = Finding.objects.visible_to(scope).select_related("evaluation")
    row = rows.defer("evaluation__figures").filter(pk=finding_id).first()
    if row is None or not 1 <= number <= len(row.evidence):
        return None
    said = row.evidence[number - 1]
    known = {one["name"]: str(one["sha256"]) for one in parts(row.evaluation.document, "bundles")}
    digest = known.get(said["bundle"], "")
    return Spot(str(said["member"]), int(said["line"]), str(said["text"]), said["bundle"], digest)


def _stands(
    row: Finding, own: Scope, library: LibraryLine | None, now: datetime
) -> Acknowledgement | None:
    if library is None:
        return None
    today = now.astimezone(zone(library.site.zone)).date()
    known = acknowledged(scope=own, equipment_id=library.id, on=today)
    return known.get((row.kind, row.subject_type, row.subject_id))


def fleet(*, scope: Scope, kind: str, equipment_id: int) -> list[FleetLine]:
    """The same kind on every library in scope, this one first; what its drives run beside it.

    A library whose logs were never read says so by having no `read_at`.
    """
    libraries = estate.libraries(scope=scope)
    found = findings_by_library(scope=scope)
    rows = _newest(scope)
    figures = figures_of(rows)
    at = {row.equipment_id: row for row in rows}
    lines = []
    for library in libraries:
        row = at.get(library.id)
        lines.append(
            FleetLine(
                library=library,
                findings=[one for one in found.get(library.id, []) if one.kind == kind],
                levels=_levels(figures.get(row.pk, {})) if row else {},
                read_at=(row.captured_at or row.uploaded_at) if row else None,
            )
        )
    return sorted(lines, key=lambda one: (one.library.id != equipment_id, not one.findings))


def _newest(scope: Scope) -> list[LogBundle]:
    """The newest bundle of each library; one query."""
    read = LogBundle.objects.visible_to(scope).filter(state=LogBundle.State.READ)
    newest = read.filter(equipment_id=OuterRef("equipment_id")).order_by(*NEWEST_FIRST)
    return list(read.filter(pk=Subquery(newest.values("pk")[:1])))


def beside(*, scope: Scope, page: FindingPage) -> list[tuple[str, Stand]]:
    """The counters of a finding's part beside those of its peers in scope; two queries.

    Peers of a drive are drives of its type; other parts are compared by what is counted.
    """
    rows = _newest(scope)
    figures = figures_of(rows)
    own: dict[str, float] = {}
    others: dict[tuple[str, str], list[float]] = {}
    mine = ""
    for row in rows:
        said = figures.get(row.pk, {})
        types = {str(one["part"]): str(one["type"]) for one in parts(said, "levels")}
        here = page.library is not None and row.equipment_id == page.library.id
        for one in parts(said, "counters"):
            subject = cast("Mapping[str, str]", one["subject"])
            if subject["type"] != page.line.subject_type:
                continue
            kind, name = types.get(subject["id"], ""), str(one["name"])
            if here and subject["id"] == page.line.subject_id:
                own[name], mine = cast("float", one["value"]), kind
            else:
                others.setdefault((kind, name), []).append(cast("float", one["value"]))
    return [(name, stand(own[name], others.get((mine, name), []))) for name in sorted(own)]


def _levels(figures: Mapping[str, object]) -> dict[str, dict[str, int]]:
    """How many drives of each type run each level; components of the package are left out."""
    found: dict[str, dict[str, int]] = {}
    for one in parts(figures, "levels"):
        if one["type"] != "package":
            levels = found.setdefault(str(one["type"]), {})
            levels[str(one["level"])] = levels.get(str(one["level"]), 0) + 1
    return found


def origin(*, scope: Scope, case_id: int) -> Origin | None:
    """The finding that a case was opened from, None where it was not."""
    rows = ProactiveCase.objects.visible_to(scope).select_related("finding")
    row = rows.filter(case_id=case_id).first()
    return Origin(row.finding_id, row.finding.title) if row else None
