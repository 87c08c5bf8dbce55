"""The fault signature of a case: what to look for after the fix, and what is left out (TAM-06).

Built from the findings around the case when it is resolved, compared with what each week's logs
show. Every line of it says why it is there, so that a reader can object.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tam.domain.logreview.outcome import Outcome, Seen

AROUND = timedelta(days=14)  # own: a fault shows this long before somebody opens a case for it
AFTER = timedelta(days=7)  # own: a log made so long after the fix still tells of before
_NAME = re.compile(r"[A-Za-z0-9][\w./-]*[\w]")
_WORD = re.compile(r"[a-z]+")
_LONG = 5
_STEMS: dict[str, tuple[str, ...]] = {
    "drive-failing": ("drive", "write", "read error"),
    "drive-needs-cleaning": ("clean",),
    "drive-over-temperature": ("temperature", "hot", "heat"),
    "drive-firmware-mismatch": ("firmware",),
    "drive-link-errors": ("link", "fibre", "fiber", "sas", "cable"),
    "cartridge-failing": ("cartridge", "tape", "media", "medium"),
    "cartridge-end-of-life": ("worn", "wear", "life"),
    "cartridge-load-count-discrepancy": ("load count",),
    "cleaning-cartridge-exhausted": ("clean",),
    "cartridge-label-unreadable": ("label", "barcode", "bar code"),
    "cartridge-misplaced": ("misplaced", "missing", "inventory"),
    "robot-move-failures": ("robot", "pick", "move", "transporter"),
    "slot-move-failures": ("slot", "magazine", "terapack"),
    "motion-restart": ("motion", "restart"),
    "axis-near-threshold": ("axis", "travel"),
    "power-supply-failed": ("power", "supply"),
    "power-feed-lost": ("power", "feed"),
    "fan-failed": ("fan",),
    "filter-due": ("filter",),
    "frame-over-temperature": ("temperature", "hot", "heat", "warm"),
    "controller-failover": ("controller", "failover"),
    "controller-unreachable": ("controller", "unreachable"),
    "door-opened-repeatedly": ("door", "panel"),
    "package-mismatch": ("package", "firmware", "update"),
    "option-key-expiring": ("key", "licence", "license"),
    "clock-step": ("clock", "time server"),
    "reporting-gap": ("silent", "reporting"),
    "partition-drive-loss": ("partition",),
}


@dataclass(frozen=True, slots=True)
class Observed:
    """A finding as far as a signature needs it; `lines` are the texts that prove it."""

    seen: Seen
    severity: str
    certain: bool
    first_at: datetime | None
    last_at: datetime | None
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineKind:
    """A kind of serious line: its stable id, one line of it, and when it was last seen."""

    id: str
    text: str
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class CaseWords:
    """A case as far as its signature needs it; `opened_from` is the finding it was opened from."""

    number: str
    text: str
    opened_at: datetime
    resolved_at: datetime
    opened_from: Seen | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """A finding with the sentence that says why it is watched, or why it is not."""

    seen: Seen
    because: str


@dataclass(frozen=True, slots=True)
class FaultSignature:
    """What is watched after a case; `names` are parts that the case's own words name."""

    number: str
    resolved_at: datetime
    watched: tuple[Reason, ...]
    left_out: tuple[Reason, ...]
    names: tuple[str, ...]
    kinds_of_lines: tuple[LineKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """Something of the signature that was seen again, what it speaks for, and why."""

    outcome: Outcome
    seen: Seen | None
    because: str


def names_in(text: str) -> tuple[str, ...]:
    """The names of parts in a text: words of five signs or more with a digit, as first written."""
    found: dict[str, str] = {}
    for word in _NAME.findall(text):
        if len(word) >= _LONG and any(letter.isdigit() for letter in word):
            found.setdefault(word.lower(), word)
    return tuple(found[key] for key in sorted(found))


def build(
    case: CaseWords, found: Iterable[Observed], lines: Iterable[LineKind] = ()
) -> FaultSignature:
    """The signature of a resolved case, from the findings and kinds of lines around it.

    In this order: the finding the case was opened from, what the case names, what its words speak
    of; only where none of that is there, whatever grave appeared around it.
    """
    names = names_in(case.text)
    around = [one for one in found if _around(one, case)]
    judged = [(one, _why(one, case, names)) for one in around]
    grades = [grade for _, (grade, _) in judged if grade]
    best = max(grades, default=0)
    watched, left = [], []
    for one, (grade, because) in judged:
        # what only shares a word with the case steps back behind what the case names
        if grade and (grade >= best or grade >= _NAMED):
            watched.append(Reason(one.seen, because))
        else:
            left.append(Reason(one.seen, _STEPS_BACK.get(grade) or _not_watched(one, case)))
    about = (*(reason.seen.subject_id for reason in watched), *names)
    kinds = tuple(
        sorted(
            (one for one in lines if _before(one, case) and _names_any(one.text, about)),
            key=lambda one: one.id,
        )
    )
    return FaultSignature(
        case.number, case.resolved_at, _ordered(watched), _ordered(left), names, kinds
    )


_FROM, _NAMED, _SPOKEN, _GRAVE = 4, 3, 2, 1
_STEPS_BACK = {
    _SPOKEN: "it only shares a word with the case, which names another part",
    _GRAVE: "the case's words speak of something else",
}


def _around(one: Observed, case: CaseWords) -> bool:
    """Whether a finding was there before the fix, and not long gone when the case was opened."""
    begins = one.first_at is None or one.first_at <= case.resolved_at
    return begins and (one.last_at is None or one.last_at >= case.opened_at - AROUND)


def _why(one: Observed, case: CaseWords, names: tuple[str, ...]) -> tuple[int, str]:
    """How surely a finding belongs to the case, 0 for not at all, and the reason."""
    if one.seen == case.opened_from:
        return _FROM, f"{case.number} was opened from it"
    if _same(one.seen.subject_id, names):
        return _NAMED, f"{case.number} names {one.seen.subject_id}"
    for name in names:
        if any(_has(line, name) for line in one.lines):
            return _NAMED, f"{case.number} names {name}, and so do its lines"
    stem = _spoken(one.seen.kind, case.text)
    if stem:
        return _SPOKEN, f"{case.number} speaks of “{stem}”, and it was seen around the case"
    if one.certain and one.severity != "notice" and not _lasting(one, case):
        return _GRAVE, f"it appeared around {case.number}, whose words name nothing else"
    return 0, ""


def _same(part: str, names: Iterable[str]) -> bool:
    return part.lower() in {name.lower() for name in names}


def _spoken(kind: str, text: str) -> str:
    words = " ".join(_WORD.findall(text.lower()))
    return next((stem for stem in _STEMS.get(kind, ()) if f" {stem}" in f" {words}"), "")


def _lasting(one: Observed, case: CaseWords) -> bool:
    return one.first_at is not None and one.first_at < case.opened_at - AROUND


def _not_watched(one: Observed, case: CaseWords) -> str:
    if not one.certain:
        return "it was not decided, and the case does not name it"
    if one.severity == "notice":
        return "a notice that the case does not speak of"
    return f"it stood long before {case.number}, which does not speak of it"


def _has(text: str, name: str) -> bool:
    """Whether a text names exactly this part, not one whose name only begins like it."""
    return re.search(rf"(?<![\w/.-]){re.escape(name.lower())}(?![\w/-])", text.lower()) is not None


def _names_any(text: str, names: Iterable[str]) -> bool:
    return any(_has(text, name) for name in names)


def _before(one: LineKind, case: CaseWords) -> bool:
    return one.last_at is not None and case.opened_at - AROUND <= one.last_at <= case.resolved_at


def _ordered(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted(set(reasons), key=lambda one: (one.seen.kind, one.seen.subject)))


def matches(
    signature: FaultSignature, found: Iterable[Observed], lines: Iterable[LineKind] = ()
) -> tuple[Match, ...]:
    """What of a signature was seen again after the fix, the weightiest first.

    The same kind about the same part is a recurrence. Another kind about a watched part, a finding
    about a part that the case names, and lines of a watched kind alone are related.
    """
    kept = [one for one in found if one.certain and _again(one, signature)]
    said = [match for one in kept if (match := _match(one, signature)) is not None]
    if not said:
        known = {one.id for one in signature.kinds_of_lines}
        said = [_came_back(one) for one in lines if one.id in known and _later(one, signature)]
    return tuple(sorted(said, key=lambda one: one.outcome is not Outcome.RECURRED))


def _again(one: Observed, signature: FaultSignature) -> bool:
    """Whether a finding was seen after the fix; one without any time may have been."""
    return one.last_at is None or one.last_at > signature.resolved_at


def _later(one: LineKind, signature: FaultSignature) -> bool:
    return one.last_at is not None and one.last_at > signature.resolved_at


def _match(one: Observed, signature: FaultSignature) -> Match | None:
    seen = one.seen
    about = f"{seen.kind} about {seen.subject_id}"
    for reason in signature.watched:
        if reason.seen == seen:
            again = f"{about} is in the signature of {signature.number}"
            return Match(Outcome.RECURRED, seen, f"{again} and was seen after the fix.")
    if any(reason.seen.subject == seen.subject for reason in signature.watched):
        other = f"another kind about a part that {signature.number} was about"
        return Match(Outcome.RELATED, seen, f"{about} is {other}.")
    for name in signature.names:
        if _same(seen.subject_id, [name]) or any(_has(line, name) for line in one.lines):
            return Match(
                Outcome.RELATED, seen, f"{about} is about {name}, which {signature.number} names."
            )
    return None


def _came_back(one: LineKind) -> Match:
    return Match(
        Outcome.RELATED,
        None,
        f"Lines of a kind seen in the case came back, without a finding: {one.text}",
    )
