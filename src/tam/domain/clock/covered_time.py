"""The covered time of one calendar in whole seconds since 1970: the counting under every promise.

An allowance that runs out exactly at closing is due at closing, one of zero at once (A33).
"""

from tam.domain.clock import walk
from tam.domain.clock.coverage import AMOUNT_BITS, TIME_BITS, Coverage, Lists, compiled, known_years
from tam.domain.clock.errors import BadAmount
from tam.domain.clock.offsets import year_of
from tam.domain.clock.spec import CalendarSpec

MOST_YEARS = 60  # of a table kept; what reaches farther is answered on the way
BEFORE, AFTER = 1, 2  # years built around a question
NEVER = 1 << 62
UNBUILT: Lists = (NEVER, [], [], [], [], [])


class CoveredTime:
    """When a calendar's clock runs, for questions in whole seconds.

    Its table grows by itself around the questions asked; a question it cannot answer goes through
    the years table by table.
    """

    __slots__ = ("_lists", "_years", "spec")

    def __init__(self, spec: CalendarSpec) -> None:
        self.spec = spec
        self._lists = UNBUILT
        self._years: tuple[int, int] | None = None

    def due(self, start: int, amount: int) -> int:
        """The first instant at which so many covered seconds have passed since the start."""
        low, nexts, tops, base, time_index, amount_index = self._lists
        if amount < 1 or start < low:
            return self._due_beyond(start, amount)
        try:
            i = time_index[(start - low) >> TIME_BITS]
            while nexts[i] <= start:
                i += 1
            reach = start - base[i]
            if reach > tops[i]:
                reach = tops[i]
            reach += amount
            i = amount_index[reach >> AMOUNT_BITS]
            while tops[i] < reach:
                i += 1
            return reach + base[i]
        except IndexError:
            return self._due_beyond(start, amount)

    def covered(self, start: int, end: int) -> int:
        """The covered seconds from start to end; below zero where the end is the earlier one."""
        low, nexts, tops, base, time_index, _ = self._lists
        if start < low or end < low:
            return self._covered_beyond(start, end)
        try:
            i = time_index[(start - low) >> TIME_BITS]
            while nexts[i] <= start:
                i += 1
            before = start - base[i]
            if before > tops[i]:
                before = tops[i]
            i = time_index[(end - low) >> TIME_BITS]
            while nexts[i] <= end:
                i += 1
            after = end - base[i]
            return (min(tops[i], after)) - before
        except IndexError:
            return self._covered_beyond(start, end)

    def begun(self, end: int, amount: int) -> int:
        """The latest instant from which so many covered seconds pass until the end."""
        low, _, tops, base, _, amount_index = self._lists
        if amount < 1 or end < low:
            return self._begun_beyond(end, amount)
        try:
            left = self._before(end) - amount
            if left < 0:
                return self._begun_beyond(end, amount)
            i = amount_index[left >> AMOUNT_BITS]
            while tops[i] <= left:
                i += 1
            return left + base[i]
        except IndexError:
            return self._begun_beyond(end, amount)

    def next_open(self, at: int) -> int:
        """The instant itself where it is covered, else the next covered one."""
        low, nexts, tops, base, time_index, _ = self._lists
        if at >= low:
            try:
                i = time_index[(at - low) >> TIME_BITS]
                while nexts[i] <= at:
                    i += 1
                if at - base[i] < tops[i]:
                    return at
                if i + 1 < len(tops):
                    return nexts[i]
            except IndexError:
                pass
        return self._next_open_beyond(at)

    def is_open(self, at: int) -> bool:
        """Whether an instant is covered."""
        return self.covered(at, at + 1) == 1

    def open_until(self, at: int) -> int:
        """The end of the covered stretch around a covered instant, as far as the table reaches."""
        self.covered(at, at + 1)
        low, nexts, tops, base, time_index, _ = self._lists
        if at >= low:
            try:
                i = time_index[(at - low) >> TIME_BITS]
                while nexts[i] <= at:
                    i += 1
                return tops[i] + base[i]
            except IndexError:
                pass
        # Asked before about years too far from this one for one table: it gets a table of its own.
        return CoveredTime(self.spec).open_until(at)

    def _before(self, at: int) -> int:
        """The covered seconds of the table before an instant in it."""
        low, nexts, tops, base, time_index, _ = self._lists
        i = time_index[(at - low) >> TIME_BITS]
        while nexts[i] <= at:
            i += 1
        return min(at - base[i], tops[i])

    def _due_beyond(self, start: int, amount: int) -> int:
        """A due instant where the table does not reach, or an allowance of nothing."""
        if _nothing(amount):
            return start
        if self._grown(start, start):
            return self.due(start, amount)
        found = walk.due(self.spec, start, amount)
        self._grown(start, found)
        return found

    def _begun_beyond(self, end: int, amount: int) -> int:
        """A beginning where the table does not reach, or an allowance of nothing."""
        if _nothing(amount):
            return end
        if self._grown(end, end):
            return self.begun(end, amount)
        found = walk.begun(self.spec, end, amount)
        self._grown(found, end)
        return found

    def _covered_beyond(self, start: int, end: int) -> int:
        """Covered seconds where the table does not reach."""
        early, late = min(start, end), max(start, end)
        if self._grown(early, late):
            return self.covered(start, end)
        seconds = walk.covered(self.spec, early, late)
        return seconds if start == early else -seconds

    def _next_open_beyond(self, at: int) -> int:
        """The next opening where the table does not reach."""
        return self.next_open(at) if self._grown(at, at) else walk.next_open(self.spec, at)

    def _grown(self, early: int, late: int) -> bool:
        """Build the table out to two instants; False where it holds them or they lie too far."""
        known = known_years(self.spec)
        first = max(year_of(early) - BEFORE, known[0])
        last = min(year_of(late) + AFTER, known[1])
        if self._years is not None:
            first, last = min(first, self._years[0]), max(last, self._years[1])
        if (first, last) == self._years or not 0 <= last - first < MOST_YEARS:
            return False
        table = compiled(self.spec, first, last)
        self._lists, self._years = table.lists(), (first, last)
        return True

    def build(self, first_year: int, last_year: int) -> Coverage:
        """Build the table for given years at once; the questions then find it ready."""
        table = compiled(self.spec, first_year, last_year)
        self._lists, self._years = table.lists(), (first_year, last_year)
        return table


def _nothing(amount: int) -> bool:
    """Whether an allowance is zero; one below is refused."""
    if amount < 0:
        raise BadAmount(f"An allowance of {amount} seconds is below zero.")
    return amount == 0
