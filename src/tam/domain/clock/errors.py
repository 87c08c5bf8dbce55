"""What the clock refuses, each with a sentence that says what to change."""


class BadCalendar(ValueError):
    """A calendar that contradicts itself: a window upside down, two windows over each other."""


class OutOfRange(ValueError):
    """A moment beyond the years that can be computed, or beyond the years of a holiday list."""


class NaiveMoment(ValueError):
    """A date-time without an offset; the clock does not guess one."""


class BadAmount(ValueError):
    """An allowance, a share or a count that is no length of time."""


class BadHold(ValueError):
    """A hold that ends before it begins."""
