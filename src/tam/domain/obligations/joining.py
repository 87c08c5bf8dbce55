"""Stretches that touch are one: a renewed term goes on, two cases have one rhythm (A16, A31)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from tam.domain.obligations.terms import ActiveTerm, OpenSpan

DAY = timedelta(days=1)


def joined_spans(spans: Iterable[OpenSpan]) -> list[OpenSpan]:
    """Spans of one account joined where they touch, so that one rhythm runs through them (A16)."""
    done: list[OpenSpan] = []
    for span in sorted(spans, key=lambda one: one.since):
        last = done[-1] if done else None
        if last is None or (last.until is not None and span.since > last.until + DAY):
            done.append(span)
            continue
        ends = None if last.until is None or span.until is None else max(last.until, span.until)
        done[-1] = OpenSpan(last.account, last.zone, last.since, ends)
    return done


def joined_terms(terms: Iterable[ActiveTerm]) -> list[ActiveTerm]:
    """Terms of one owner joined where no day lies between: a renewal starts nothing anew (A31).

    The parameters of the later term hold for the whole, because it is the agreement in force; the
    name and zone stay those of the first.
    """
    done: list[ActiveTerm] = []
    for term in sorted(terms, key=lambda one: (one.starts_on, one.ends_on)):
        last = done[-1] if done else None
        if last is None or term.starts_on > last.ends_on + DAY:
            done.append(term)
            continue
        ends = max(last.ends_on, term.ends_on)
        done[-1] = replace(last, ends_on=ends, rhythm=term.rhythm)
    return done
