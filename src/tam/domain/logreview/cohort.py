"""A part among its peers: whether a number of it stands out from theirs (TAM-06, TAM-07).

The measure is robust: the distance to the median in median deviations, so that one bad part
among the peers does not hide another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

FEWEST = 5  # own: fewer others say nothing
FARTHEST = 3.5  # a usual bound of the modified z-score
_SCALE = 0.6745  # a median deviation in deviations of a normal spread
_LEAST = 0.5  # own: where all peers agree, a difference of less than three is none
_SHARE = 0.05  # own


@dataclass(frozen=True, slots=True)
class Stand:
    """A number beside those of its peers, and the sentence that says it."""

    value: float
    peers: int
    middle: float | None
    stands_out: bool
    words: str


def stand(value: float, peers: Sequence[float]) -> Stand:
    """Where a number stands among those of other parts of its kind."""
    if len(peers) < FEWEST:
        words = f"{len(peers)} others state it; {FEWEST} are needed to compare."
        return Stand(value, len(peers), None, stands_out=False, words=words)
    middle = median(peers)
    spread = max(median(abs(one - middle) for one in peers), _SHARE * abs(middle), _LEAST)
    far = _SCALE * (value - middle) / spread
    out = abs(far) > FARTHEST
    beside = f"{value:,.6g} beside a median of {middle:,.6g} over {len(peers)} others"
    words = f"{beside}: it stands out." if out else f"{beside}: as they are."
    return Stand(value, len(peers), middle, out, words)
