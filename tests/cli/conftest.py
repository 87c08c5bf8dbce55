"""`tam why` run from the command line, and a file of examples answered by it."""

import json

import pytest

from tam.cli.main import main


@pytest.fixture
def why(capsys):
    """Run `tam why` and give back its exit code, output and error."""

    def running(*words):
        code = main(["why", *words])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return running


@pytest.fixture
def examples(why, tmp_path):
    """Answer the cases of one example, given as YAML."""

    def answering(text, *words):
        path = tmp_path / "asked.yaml"
        path.write_text(text, encoding="utf-8")
        code, out, err = why("--examples", str(path), *words)
        assert code == 0, err
        return [case["answer"] for case in json.loads(out)["examples"][0]["cases"]]

    return answering
