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
@pytest.mark.parametrize(
    ("review", "words"),
    [("hungry", "more memory"), ("raising", "broke the reader"), ("dying", "broke the reader")],
)
def test_a_member_that_kills_the_reader_is_set_aside(bundle, review, words):
    result = evaluate([bundle], entry=f"standins:{review}")
    members = {member[0]: member for member in result.document["bundles"][0]["members"]}
    assert result.deaths == 1
    assert members["a.log"][1] == 5
    assert members["c.log"][1] == 10
    assert members["b.log"][2]
    assert words in members["b.log"][3][0]
    assert "set aside" in members["b.log"][3][0]


@pytest.mark.slow
def test_a_member_that_spins_runs_out_of_its_time_and_the_others_are_read(bundle):
    result = evaluate([bundle], entry="standins:spinning", limits=RunLimits(cpu_seconds=2))
    first, stuck, last = result.document["bundles"][0]["members"]
    assert (first[1], last[1], stuck[2]) == (5, 10, True)
    assert "takes too long" in stuck[3][0]


def test_the_last_words_of_a_reader_are_kept_for_the_operator(bundle):
    result = evaluate([bundle], entry="standins:raising")
    assert "a mistake of ours" in result.traces[0]


def test_a_bundle_that_dies_everywhere_costs_only_itself(bundle, tmp_path):
    good = tmp_path / "good"
    good.write_bytes(b"fine\n")
    inputs = [bundle, Input(good, "good.log")]
    result = evaluate(inputs, entry="standins:fatal")
    first, second = result.document["bundles"]
    assert "again and again" in first["refusal"]
    assert second["members"][0][:2] == ["good.log", 5]


def test_a_death_while_judging_is_nobodys_fault_and_ends_it(bundle):
    result = evaluate([bundle], entry="standins:misjudging")
    assert (result.document, result.deaths) == (None, 1)


def test_what_the_review_prints_is_no_word_of_the_child(bundle):
    assert evaluate([bundle], entry="standins:chatty").document == {"bundles": []}


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
