"""The words of a document -> PDF/UA bytes, the same bytes for the same words (T36, S29)."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.resources import as_file, files

import typst

from tam.adapters.pdf.sheet import sheet
from tam.domain.reports.content import Report


class NotRendered(Exception):
    """A document that could not be laid out; the message says why."""


def _compile(template: str, words: Mapping[str, object], at: datetime) -> bytes:
    """Lay words out: they come in as JSON and are never read as markup; nothing is fetched."""
    package = files("tam.adapters.pdf")
    with as_file(package.joinpath("templates")) as folder, as_file(package / "fonts") as fonts:
        try:
            made = typst.compile(
                str(folder / template),
                root=str(folder),
                font_paths=[str(fonts)],
                ignore_system_fonts=True,
                sys_inputs={"words": json.dumps(words)},
                pdf_standards=["ua-1"],
                timestamp=int(at.astimezone(UTC).timestamp()),
            )
        except typst.TypstError as problem:
            raise NotRendered(str(problem)) from problem
    if not isinstance(made, bytes):
        raise NotRendered("the typesetter made no PDF")
    return made


def status_report(report: Report, digest: str) -> bytes:
    """A status report as a tagged PDF; its dates are the report's, not those of the machine."""
    return _compile("status-report.typ", sheet(report, digest), report.issued_at)
