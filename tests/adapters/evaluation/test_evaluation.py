"""The review in a process of its own: one bad member never loses the others."""

import hashlib
import zipfile

import pytest

from tam.adapters.evaluation import Input, RunLimits, evaluate


@pytest.fixture
def bundle(tmp_path):
    path = tmp_path / "stored"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.log", "fine\n")
        archive.writestr("b.log", "poison\n")
        archive.writestr("c.log", "also fine\n")
    return Input(path, "bundle.zip")


@pytest.fixture(autouse=True)
def _standins(monkeypatch):
    """The child finds the stand-ins beside the product."""
    from tam.adapters.evaluation import parent  # noqa: PLC0415 - patched where it is used

    here = __file__.rsplit("/", 1)[0]
    monkeypatch.setattr(parent, "SOURCE", f"{parent.SOURCE}:{here}")


@pytest.mark.clause("TAM-06")
def test_a_bundle_is_read_and_every_member_named(bundle):
    seen = []
    result = evaluate([bundle], entry="standins:counting", on_progress=seen.append)
    (one,) = result.document["bundles"]
    assert [member[0] for member in one["members"]] == ["a.log", "b.log", "c.log"]
    assert one["sha256"] == hashlib.sha256(bundle.path.read_bytes()).hexdigest()
    assert [progress.path for progress in seen if progress.ordinal == 2] == ["c.log"]
    assert all(0 <= progress.percent <= 99 for progress in seen)


@pytest.mark.clause("TAM-06")
@pytest.mark.parametrize("review", ["dying", "raising", "hungry"])
def test_a_member_that_kills_the_reader_is_set_aside(bundle, review):
    result = evaluate([bundle], entry=f"standins:{review}")
    members = {member[0]: member for member in result.document["bundles"][0]["members"]}
    assert result.deaths == 1
    assert members["a.log"][1] == 5
    assert members["c.log"][1] == 10
    assert members["b.log"][2]
    assert "set aside" in members["b.log"][3][0]


@pytest.mark.slow
def test_a_member_that_spins_runs_out_of_its_time(bundle):
    limits = RunLimits(cpu_seconds=1)
    result = evaluate([bundle], entry="standins:spinning", limits=limits)
    assert result.document["bundles"][0]["members"][1][2]


def test_time_on_the_wall_ends_it_with_a_sentence(bundle):
    result = evaluate([bundle], entry="standins:spinning", limits=RunLimits(wall_seconds=0))
    assert result.document is None
    assert "could not be evaluated within" in result.sentence
    assert "kept" in result.sentence


def test_a_child_without_a_word_is_no_endless_loop(bundle):
    result = evaluate([bundle], entry="standins:mute")
    assert (result.document, result.deaths) == (None, 1)
    assert "kept" in result.sentence


def test_a_file_that_is_gone_is_one_rejected_bundle_among_good_ones(bundle, tmp_path):
    gone = Input(tmp_path / "gone", "gone.zip")
    result = evaluate([gone, bundle], entry="standins:counting")
    first, second = result.document["bundles"]
    assert "cannot be opened" in first["refusal"]
    assert len(second["members"]) == 3
