"""`tam review --format html`: the review as one file for a browser, without script or network.

Everything in it that a log says is a stranger's text and escaped; the policy in its head lets a
browser load nothing.
"""

from collections.abc import Iterable, Mapping
from html import escape

from tam.cli.reviewshort import Part, counts, courses, library, listed, named, safe, short

GROUPS = (
    ("critical", "Act now"),
    ("warning", "Plan an action"),
    ("notice", "Know about it"),
)
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STYLE = """
:root { color-scheme: light dark; --soft: #4b5a6d; --line: #cdd5df; --bad: #b42318; --due: #8a5a00;
  --info: #1f5fae; }
@media (prefers-color-scheme: dark) { :root { --soft: #aab6c5; --line: #3a4656; --bad: #ff9b93;
  --due: #f0c04a; --info: #8ab8f5; } }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 0 auto; padding: 1rem;
  overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 0 0 .25rem; }
p { margin: .25rem 0; } .soft { color: var(--soft); }
.short { border-left: 4px solid var(--info); padding: .25rem 0 .25rem 1rem; margin: 1rem 0; }
.short li { margin: .25rem 0; }
article { border-top: 1px solid var(--line); padding: .75rem 0; }
.critical { color: var(--bad); } .warning { color: var(--due); } .notice { color: var(--info); }
pre { white-space: pre-wrap; border: 1px solid var(--line); border-radius: 6px; padding: .5rem;
  margin: .25rem 0 .75rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0;
  border-bottom: 1px solid var(--line); }
summary { cursor: pointer; min-height: 1.5rem; }
@media print { details { display: block; } }
"""


def html(document: Part, figures: Part) -> str:
    """The whole page."""
    title = f"Log review of library {library(document)}"
    body = [
        f"<h1>{_text(title)}</h1>",
        f'<p class="soft">{_text(counts(document))}</p>',
        '<section class="short" aria-label="In short"><ul>',
        *(f"<li>{_text(one)}</li>" for one in short(document)),
        "</ul></section>",
        *_groups(document),
        *_suppressed(listed(document, "suppressed")),
        *_counters(document, figures),
        *_bundles(document),
    ]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(title)}</title>\n<style>{STYLE}</style></head>\n<body><main>\n"
        + "\n".join(body)
        + "\n</main></body></html>\n"
    )


def _text(value: object) -> str:
    return escape(safe(value))


def _groups(document: Part) -> Iterable[str]:
    found = listed(document, "findings")
    for severity, title in GROUPS:
        yield from _group(title, [one for one in found if one["severity"] == severity])
    yield from _group("Not decided", listed(document, "undecided"))


def _group(title: str, found: list[Part]) -> Iterable[str]:
    if not found:
        return
    yield f"<section><h2>{title} ({len(found)})</h2>"
    for one in found:
        yield from _finding(one)
    yield "</section>"


def _finding(one: Part) -> Iterable[str]:
    severity, evidence = _text(one["severity"]), listed(one, "evidence")
    first, last = one["first_seen"], one["last_seen"]
    seen = f", {_text(first)} to {_text(last)}" if first else ""
    yield f'<article><h3><span class="{severity}">{severity}</span> {_text(one["title"])}</h3>'
    yield (
        f'<p class="soft">{_text(one["kind"])}, seen {_text(one["count"])} times{seen},'
        f" confidence {float(str(one['confidence'])):.2f}</p>"
    )
    yield f"<p>{_text(one['advice'])}</p>"
    many = "1 line that proves it" if len(evidence) == 1 else f"{len(evidence)} lines that prove it"
    yield f"<details><summary>{many}</summary>"
    for spot in evidence:
        yield (
            f'<p class="soft">{_text(spot["bundle"])} · {_text(spot["member"])} · line'
            f" {_text(spot['line'])}</p><pre>{_text(spot['text'])}</pre>"
        )
    yield "</details></article>"


def _suppressed(found: list[Part]) -> Iterable[str]:
    if not found:
        return
    yield "<section><h2>Seen, and no fault of the library</h2><ul>"
    for one in found:
        subject = one["subject"]
        name = subject.get("id") if isinstance(subject, Mapping) else subject
        yield f"<li>{_text(name)}: {_text(one['reason'])}</li>"
    yield "</ul></section>"


def _counters(document: Part, figures: Part) -> Iterable[str]:
    lines = named(courses(document, figures))
    if lines:
        yield "<section><h2>Counters</h2>"
        yield from _table(("Counter", "Course"), lines)
        yield "</section>"


def _table(heads: Iterable[str], rows: Iterable[tuple[object, ...]]) -> Iterable[str]:
    yield "<table><thead><tr>" + "".join(f'<th scope="col">{one}</th>' for one in heads) + "</tr>"
    yield "</thead><tbody>"
    for row in rows:
        yield "<tr>" + "".join(f"<td>{_text(cell)}</td>" for cell in row) + "</tr>"
    yield "</tbody></table>"


def _bundles(document: Part) -> Iterable[str]:
    yield "<section><h2>What was read</h2>"
    for bundle in listed(document, "bundles"):
        cover = bundle["coverage"]
        shares = cover if isinstance(cover, Mapping) else {}
        said = ", ".join(
            f"{name} {shares.get(name, 0):.1%}" for name in ("parsed", "mined", "opaque")
        )
        yield f"<h3>{_text(bundle['name'])}</h3>"
        made = bundle["captured_at"] or "at an unknown time"
        yield f'<p class="soft">made {_text(made)} · {said} of {shares.get("bytes", 0):,} bytes</p>'
        unread = [
            one for one in listed(bundle, "members") if one["status"] in {"rejected", "opaque"}
        ]
        if unread:
            rows = [(one["status"], one["path"], one["reason"] or "no text") for one in unread]
            yield from _table(("Not read", "Member", "Why"), rows)
    yield "</section>"
