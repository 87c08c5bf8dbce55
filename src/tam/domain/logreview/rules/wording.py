"""What a finding of each kind says in a sentence, and what to do: the words of `wording.toml`."""

import tomllib
from importlib import resources

from tam.domain.logreview.findings import Kind

_TABLE: dict[str, dict[str, str]] = tomllib.loads(
    resources.files("tam.domain.logreview.rules").joinpath("wording.toml").read_text("utf-8")
)
WORDING = {kind: (_TABLE[kind.value]["says"], _TABLE[kind.value]["advice"]) for kind in Kind}
