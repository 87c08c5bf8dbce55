"""Every kind of finding held up by lines that make it, and by lines that only look like it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from logdialects import bundle

from tam.domain.logreview.bundles import Bundle
from tam.domain.logreview.findings import Kind
from tam.domain.logreview.judge import Review
from tam.domain.logreview.review import review

HERE = Path(__file__).parent
FIRES = sorted(HERE.glob("*/fires-*.log"))
SILENT = sorted(HERE.glob("*/silent-*.log"))


def bundles(text: str) -> Iterator[Bundle]:
    """`@@ bundle NAME` and `@@ member PATH` open bundles and members; what follows is their text."""
    for part in text.split("@@ bundle ")[1:]:
        name, _, body = part.partition("\n")
        members = [member.partition("\n") for member in body.split("@@ member ")[1:]]
        yield bundle(name, {path: lines.encode() for path, _, lines in members})


def found(outcome: Review, kind: str) -> set[str]:
    """The subjects of one kind."""
    listed = outcome.suppressed if kind == Kind.HOST_SIDE_ERROR.value else outcome.findings
    return {f"{one.subject.type} {one.subject.id}" for one in listed if one.kind.value == kind}


@pytest.mark.parametrize("kind", [kind.value for kind in Kind])
def test_every_kind_has_lines_that_fire_and_lines_that_do_not(kind):
    assert list((HERE / kind).glob("fires-*.log"))
    assert list((HERE / kind).glob("silent-*.log"))


@pytest.mark.clause("TAM-06")
@pytest.mark.parametrize("path", FIRES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_it_fires_on_the_right_part_and_on_no_other(path):
    text = path.read_text("utf-8")
    wanted = {line[11:] for line in text.splitlines() if line.startswith("@@ expects ")}
    outcome = review(bundles(text))
    assert found(outcome, path.parent.name) == wanted
    others = {one.kind.value for one in outcome.findings} - {path.parent.name}
    assert others <= {"power-supply-failed"}


@pytest.mark.clause("TAM-06")
@pytest.mark.parametrize("path", SILENT, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_it_is_silent_on_what_only_looks_like_it(path):
    outcome = review(bundles(path.read_text("utf-8")))
    assert found(outcome, path.parent.name) == set()


@pytest.mark.parametrize("path", FIRES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_proof_really_stands_in_its_member(path):
    text = path.read_text("utf-8")
    lines = {
        (part.partition("\n")[0], member.partition("\n")[0]): member.partition("\n")[2].split("\n")
        for part in text.split("@@ bundle ")[1:]
        for member in part.partition("\n")[2].split("@@ member ")[1:]
    }
    outcome = review(bundles(text))
    spots = [spot for one in outcome.findings + outcome.undecided for spot in one.evidence]
    assert all(spot.text in lines[spot.bundle, spot.member][spot.line - 1] for spot in spots)
    assert all(len(spot.text) >= 8 for spot in spots)
