"""Many lines of one source at once, as `Rhythm.touch` would take them one by one."""

import numpy as np

from tam.domain.logreview.members.bulklines import Lines, Numbers
from tam.domain.logreview.members.rhythm import KEPT, STEP, Rhythm


def touch(rhythm: Rhythm, lines: Lines, moments: Numbers, places: Numbers, before: int) -> None:
    """Lines of a source at these places of a chunk, each with a moment; `before` it are others."""
    if not len(places):
        return
    own = moments[places]
    if rhythm.last is None:
        rhythm.first = int(own[0])
        steps = np.diff(own, prepend=own[:1])
    else:
        steps = np.diff(own, prepend=np.int64(rhythm.last))
    rhythm.lines += len(places)
    rhythm.up += int(np.count_nonzero(steps > 0))
    longest = int(np.argmax(steps))
    if int(steps[longest]) > rhythm.gap:
        rhythm.gap = int(steps[longest])
        place = int(places[longest])
        after = int(own[longest])
        rhythm.leap = (after - rhythm.gap, after, before + place + 1, lines.line(place))
    _back(rhythm, lines, own, places, (steps, before))
    last = int(places[-1])
    rhythm.last, rhythm.last_number = int(own[-1]), before + last + 1
    rhythm.last_line = lines.line(last)


def _back(
    rhythm: Rhythm, lines: Lines, own: Numbers, places: Numbers, how: tuple[Numbers, int]
) -> None:
    steps, before = how
    down = int(np.count_nonzero(steps < 0))
    if not down:
        return
    rhythm.down += down
    rhythm.gap_down = max(rhythm.gap_down, -int(steps.min()))
    for number in np.flatnonzero(steps < -STEP)[: KEPT - len(rhythm.back)].tolist():
        place, moment = int(places[number]), int(own[number])
        last = moment - int(steps[number])
        rhythm.back.append((last, moment, before + place + 1, lines.line(place)))
