"""From a text to what it says: concepts whose words and whose named part both stand there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tam.domain.logreview.meaning.about import DIGIT, is_about, names_part
from tam.domain.logreview.meaning.alerts import flags
from tam.domain.logreview.meaning.concepts import HARMLESS, Concept
from tam.domain.logreview.meaning.mentions import Mentions, mentions
from tam.domain.logreview.meaning.senses import INFO_POINTS, Points, Sense, points_to, senses
from tam.domain.logreview.meaning.vocabulary import BENIGN, SAYINGS, Saying
from tam.domain.logreview.text.levels import Level
from tam.domain.logreview.text.words import sentences, words
from tam.domain.logreview.thresholds import LIMITS

_CODED = frozenset(
    {
        Concept.DRIVE_ERROR,
        Concept.DRIVE_BROKEN,
        Concept.TAPE_ERROR,
        Concept.DRIVE_HOT,
        Concept.CLEANING_WANTED,
        Concept.CLEANER_SPENT,
        Concept.END_OF_LIFE,
        Concept.LINK_ERROR,
        Concept.LABEL_UNREAD,
        Concept.HOST_DOING,
    }
)
_CLEANING_MEDIA = 11


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says and of whom."""

    concepts: frozenset[Concept]
    who: Mentions
    senses: tuple[Sense, ...]
    flags: tuple[int, ...]
    said: str


def read(text: str, level: Level, among: Sequence[Saying] = SAYINGS) -> Reading | None:
    """The meaning of a text, None when it says nothing that a review uses.

    `among` are the sayings to try. Of a very long text the beginning is read.
    """
    text = text[: LIMITS.read_chars]
    all_senses, all_flags = senses(text), flags(text)
    found_senses, found_flags = _kept_senses(all_senses, level), _kept_flags(all_flags, level)
    said = [words(sentence) for sentence in sentences(text)]
    concepts = {concept for sentence in said for concept in _spoken(sentence, level, among)}
    if all_senses or all_flags:
        concepts -= _CODED  # beside a code the words only name the code
    if found_senses:
        concepts.add(Concept.SENSE)
    if found_flags:
        concepts.add(Concept.ALERT)
    if not concepts:
        return None
    who, numbered = mentions(text), DIGIT.search(text) is not None
    kept = frozenset(concept for concept in concepts if names_part(concept, who, numbered=numbered))
    if not kept:
        return None
    return Reading(kept, who, found_senses, found_flags, " . ".join(said))


def restart_trace(text: str) -> Reading:
    """A line of a trace that is written only when the motion system restarts."""
    text = text[: LIMITS.read_chars]
    return Reading(frozenset({Concept.MOTION_RESTART}), mentions(text), (), (), words(text))


_CODED_SHAPE = re.compile(
    r"\b[0-9a-f]{1,2}/[0-9a-f]{2}/[0-9a-f]{2}\b|\bsense|\basc\b|\bkcq\b|tape.?alert|\bTA\b|flag",
    re.IGNORECASE,
)
_ZEROS = str.maketrans("123456789", "000000000")


def is_coded(text: str) -> bool:
    """Whether a text may hold sense data or TapeAlert flags."""
    return _CODED_SHAPE.search(text, 0, LIMITS.read_chars) is not None


def sayings_for(text: str, level: Level) -> tuple[Saying, ...]:
    """The sayings that lines of these words may be, whatever numbers stand in them."""
    return _sayings_for(text[: LIMITS.read_chars].translate(_ZEROS), level)


@lru_cache(maxsize=50_000)
def _sayings_for(text: str, level: Level) -> tuple[Saying, ...]:
    if not is_about(text):
        return ()
    said = [words(sentence) for sentence in sentences(text)]
    return tuple(
        saying
        for saying in SAYINGS
        if (level is not Level.INFO or saying.concept in HARMLESS or saying.benign)
        and any(all(need.search(sentence) for need in saying.needs) for sentence in said)
    )


def _spoken(sentence: str, level: Level, among: Sequence[Saying]) -> list[Concept]:
    if not among:
        return []
    harmless = BENIGN.search(sentence) is not None
    return [
        saying.concept
        for saying in among
        if (level is not Level.INFO or saying.concept in HARMLESS or saying.benign)
        and (saying.benign or not harmless)
        and _says(saying, sentence)
    ]


def _says(saying: Saying, sentence: str) -> bool:
    if not all(need.search(sentence) for need in saying.needs):
        return False
    return saying.never is None or saying.never.search(sentence) is None


def _kept_senses(found: tuple[Sense, ...], level: Level) -> tuple[Sense, ...]:
    """Recovered and normal codes say nothing.

    An informational line keeps only resets, cleanings, refusals.
    """
    kept = []
    for sense in found:
        points = points_to(sense)
        if points is Points.NOTHING or (level is Level.INFO and points not in INFO_POINTS):
            continue
        kept.append(sense)
    return tuple(kept)


def _kept_flags(found: tuple[int, ...], level: Level) -> tuple[int, ...]:
    if level is Level.INFO:
        return tuple(flag for flag in found if flag == _CLEANING_MEDIA)
    return found
