"""The compiled kernel: built once for its text, missed without harm."""

import shutil
import sys

import pytest

from tam.adapters.evaluation import kernel
from tam.domain.logreview.members.kernel.native import built_path, library


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    library.cache_clear()
    yield
    library.cache_clear()


def test_without_a_compiler_it_says_what_is_lost():
    said = kernel.build(None)
    assert said.startswith("There is no C compiler (cc), so the log kernel is not built.")
    assert "with the same outcome" in said
    assert library() is None


@pytest.mark.parametrize("compiler", [shutil.which("false"), "/no/such/compiler"])
def test_a_compiler_that_fails_leaves_nothing_behind(compiler):
    assert kernel.build(compiler).startswith("The log kernel could not be built (")
    assert library() is None
    assert [one.name for one in built_path().parent.glob("*")] == []


@pytest.mark.skipif(shutil.which("cc") is None, reason="there is no C compiler")
def test_it_is_built_once_and_earlier_ones_go(capsys):
    old = built_path().with_name("kernel-0123456789abcdef.so")
    old.parent.mkdir(parents=True)
    old.touch()
    assert kernel.main() == 0
    assert capsys.readouterr().out == f"The log kernel was built: {built_path()}.\n"
    assert [one.name for one in built_path().parent.glob("*")] == [built_path().name]
    assert kernel.build(shutil.which("cc")) == f"The log kernel is built: {built_path()}."
    assert library() is not None


def test_a_file_that_is_no_kernel_is_not_used():
    built_path().parent.mkdir(parents=True)
    built_path().write_bytes(b"no library")
    assert library() is None
