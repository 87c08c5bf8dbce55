"""What a changed calendar, holiday list or time zone moves: the stretches, and the cases in them.

A deadline depends on nothing but the covered time between its start and itself. So a change is the
stretches that are covered before it and not after it, or the other way round, and it touches the
spans that overlap one of them.
"""

import numpy as np
import numpy.typing as npt

from tam.domain.clock.coverage import Coverage
from tam.domain.clock.wall import Seconds

FEW = 4


def changed(old: Coverage, new: Coverage) -> Seconds:
    """The stretches covered in only one of two calendars, as rows of (start, end) in order.

    Every edge of either calendar flips one of them; edges that both share cancel out.
    """
    edges = np.concatenate([_edges(old), _edges(new)])
    values, counts = np.unique(edges, return_counts=True)
    single: Seconds = values[counts % 2 == 1]
    return single.reshape(-1, 2)


def _edges(coverage: Coverage) -> Seconds:
    """The starts and ends of the covered intervals."""
    starts = coverage.starts[1:]
    return np.concatenate([starts, starts + np.diff(coverage.sums)[1:]])


def touched(starts: Seconds, ends: Seconds, stretches: Seconds) -> npt.NDArray[np.bool_]:
    """Which spans from start to end overlap a changed stretch; the others keep their answers."""
    if len(stretches) <= FEW:
        found = np.zeros(len(starts), dtype=bool)
        for since, until in stretches.tolist():
            found |= (starts < until) & (ends > since)
        return found
    following = stretches[:, 1].searchsorted(starts, "right")
    begins = np.append(stretches[:, 0], np.int64(1) << 62)
    overlap: npt.NDArray[np.bool_] = begins[following] < ends
    return overlap
