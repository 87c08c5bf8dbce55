"""A bundle read for real: through the child process, with progress, whoever dies."""

from datetime import timedelta

import pytest
from packing import LINES, raw_zip, zipped
from reviewing import BY, GAMMA, STRANGE, VAULT, library, read, row, scope_of, send

from tam.adapters.evaluation import Progress, Result
from tam.apps.journal.models import Entry
from tam.apps.logreview import selectors, services
from tam.apps.logreview.models import Evaluation
from tam.domain.logreview import ENGINE_VERSION
from tam.engine.managers import evaluation
from tam.sample.bundle import Of, make

pytestmark = pytest.mark.clause("TAM-06")
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.TAM_BLOBS = tmp_path


def sample(house, serial=GAMMA, days=0):
    of = Of(
        serial, "gamma-4", "TFinity", house.now - timedelta(days=days, hours=1), "America/Denver"
    )
    return make(of), of.file_name


def page(house, bundle_id):
    return selectors.bundle_page(scope=scope_of(house), bundle_id=bundle_id)


def names(monkeypatch):
    """The names of the files of each evaluation, in the order of the runs."""
    runs, real = [], evaluation.evaluate

    def noted(files, **more):
        runs.append([one.name for one in files])
        return real(files, **more)

    monkeypatch.setattr(evaluation, "evaluate", noted)
    return runs


def test_nothing_waits_nothing_happens(house):
    assert evaluation.run(house.now) == 0


@pytest.mark.slow
def test_a_real_bundle_is_read_and_what_it_says_is_kept(house):
    sent = send(house, *sample(house)).bundle_id
    assert evaluation.run(house.now) == 1
    found = page(house, sent)
    assert (found.line.state, found.line.equipment_id) == ("read", library(house))
    assert found.line.captured_at == house.now - timedelta(hours=1)
    assert (found.line.progress, found.line.sentence) == (100, "")
    failing = next(one for one in found.findings if one.kind == "drive-failing")
    assert (failing.severity, failing.subject_id, failing.certain) == (
        "critical", "YX10855801", True,
    )  # fmt: skip
    texts = [line["text"] for line in failing.evidence]
    assert any("TapeAlert[55]" in text or "hard error" in text for text in texts)
    assert {one["status"] for one in found.members} == {"parsed"}
    assert Evaluation.unscoped.get().engine_version == ENGINE_VERSION
    assert Entry.objects.filter(action="bundle.read").count() == 1
    assert evaluation.run(house.now) == 0


@pytest.mark.slow
def test_a_bundle_is_judged_with_the_earlier_ones_of_its_library(house, monkeypatch):
    first = sample(house, days=7)
    send(house, *first)
    evaluation.run(house.now)
    runs = names(monkeypatch)
    second = sample(house)
    send(house, *second)
    evaluation.run(house.now)
    assert runs == [[first[1], second[1]]]


@pytest.mark.slow
def test_whose_it_is_it_says_itself_and_is_read_with_those(house, monkeypatch):
    first = sample(house, days=7)
    send(house, *first)
    send(house, *sample(house, VAULT, days=7))
    evaluation.run(house.now)
    evaluation.run(house.now)
    runs = names(monkeypatch)
    sent = send(house, sample(house)[0], "renamed.zip", chosen=library(house, VAULT)).bundle_id
    evaluation.run(house.now)
    assert runs[-1] == [first[1], "renamed.zip"]
    assert len(runs) == 2
    assert "counts for that one" in row(sent).sentence


@pytest.mark.slow
def test_a_bundle_that_came_late_is_not_judged_with_newer_ones(house, monkeypatch):
    send(house, *sample(house))
    evaluation.run(house.now)
    runs = names(monkeypatch)
    older = sample(house, days=7)
    sent = send(house, *older).bundle_id
    evaluation.run(house.now)
    assert runs[-1] == [older[1]]
    assert "older than the newest" in row(sent).sentence


def test_a_foreign_serial_counts_for_nothing(house):
    sent = send(house, b"serial %s\n" % STRANGE.encode() + LINES, "x.log").bundle_id
    evaluation.run(house.now)
    assert row(sent).equipment_id is None


@pytest.mark.parametrize(
    ("data", "name", "state", "words"),
    [
        (b"\x93\x11\xfe\x00" * 500, "logs.zip", "not_readable", "Export the logs again"),
        (
            zipped(("m.log", LINES))[:-30],
            "truncated.zip",
            "read",
            "its directory is missing. Upload it again",
        ),
        (
            zipped(("bomb.txt", bytes(30_000_000))),
            "bomb.zip",
            "not_readable",
            "Nothing in it could be read",
        ),
        (
            zipped(("../../evil.log", LINES), ("good.log", LINES)),
            "climbing.zip",
            "read",
            "points outside the bundle",
        ),
        (raw_zip(b"a.log", LINES, size=9), "lying.zip", "read", "does not say which library"),
    ],
    ids=["no zip", "truncated", "bomb", "climbing", "lying"],
)
def test_bad_bundles_are_said_kept_and_never_stop_the_engine(
    house, tmp_path, data, name, state, words
):
    sent = send(house, data, name).bundle_id
    assert evaluation.run(house.now) == 1
    found = page(house, sent)
    assert found.line.is_done
    assert (state, words in found.line.sentence) == (found.line.state, True)
    assert all(one["reason"] for one in found.members if one["status"] == "rejected")
    place = tmp_path / found.line.sha256[:2] / found.line.sha256[2:4] / found.line.sha256
    assert place.read_bytes() == data
    assert not list(tmp_path.rglob("*evil*"))


def test_progress_is_kept_for_the_page_that_waits(house, monkeypatch):
    sent = send(house, b"x\n").bundle_id
    seen = []

    def telling(files, *, on_progress, **_more):
        seen.append((row(sent).progress, row(sent).progress_text))
        on_progress(Progress(0, 1, "traces/Motion.txt", 55, 100))
        seen.append((row(sent).progress, row(sent).progress_text))
        on_progress(Progress(0, 2, "too soon after the last word", 56, 100))
        seen.append((row(sent).progress, row(sent).progress_text))
        return Result(None, "It could not be read. It is kept.")

    monkeypatch.setattr(evaluation, "evaluate", telling)
    evaluation.run(house.now)
    assert seen == [
        (0, "reading"),
        (55, "reading traces/Motion.txt"),
        (55, "reading traces/Motion.txt"),
    ]
    assert (row(sent).state, row(sent).sentence) == (
        "not_readable", "It could not be read. It is kept.",
    )  # fmt: skip


def test_what_is_too_much_together_is_read_alone(house, monkeypatch):
    first = send(house, b"1\n", "1.log").bundle_id
    services.claim_bundle(now=house.now, by=BY)
    read(house, first)
    sent = send(house, b"2\n", "2.log", chosen=library(house)).bundle_id
    runs = []

    def heavy(files, *, on_progress, **_more):
        runs.append([one.name for one in files])
        return Result(None, "Too slow.")

    monkeypatch.setattr(evaluation, "evaluate", heavy)
    evaluation.run(house.now)
    assert runs == [["1.log", "2.log"], ["2.log"]]
    assert row(sent).sentence == "Too slow."


def test_a_reader_that_dies_leaves_the_bundle_to_the_next_try(house, monkeypatch):
    sent = send(house, LINES, "m.log", chosen=library(house)).bundle_id

    def dies(files, *, on_progress, **_more):
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(evaluation, "evaluate", dies)
        with pytest.raises(MemoryError):
            evaluation.run(house.now)
    assert row(sent).state == "reading"
    assert evaluation.run(house.now) == 0
    later = row(sent).lease_until + timedelta(seconds=1)
    assert evaluation.run(later) == 1
    assert (row(sent).state, row(sent).attempts) == ("read", 2)


def test_bytes_that_are_gone_are_said(house, tmp_path):
    sent = send(house, LINES, "m.log").bundle_id
    sha256 = row(sent).sha256
    (tmp_path / sha256[:2] / sha256[2:4] / sha256).unlink()
    assert evaluation.run(house.now) == 1
    assert row(sent).state == "not_readable"
