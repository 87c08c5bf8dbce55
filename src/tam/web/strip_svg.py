"""A picture of a strip as SVG: shapes in per cent, words of one size, classes and no style."""

from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tam.web.drawn import Bar, Flag, Picture

HEIGHT = 104
TALL = {"open": (48, 34), "held": (48, 34), "holiday": (64, 18), "closed": (76, 6)}
WORD_ROWS = (12, 26, 40)

SVG = '<svg class="tam-drawn" width="100%" height="{}" role="img" aria-label="{}">{}{}{}</svg>'
BAR = (
    '<rect class="tam-look tam-look-{}" x="{}%" width="{}%" y="{}" height="{}">'
    "<title>{}</title></rect>"
)
TICK = (
    '<line class="tam-tick" x1="{0}%" x2="{0}%" y1="82" y2="88"/>'
    '<text class="tam-tick-word{1}" x="{0}%" y="101" text-anchor="{2}">{3}</text>'
)
DOT = '<circle class="tam-flag tam-flag-happened" cx="{}%" cy="82" r="4"><title>{}</title></circle>'
FLAG = (
    '<line class="tam-flag tam-flag-{0}" x1="{1}%" x2="{1}%" y1="{2}" y2="84"/>'
    '<text class="tam-flag-word tam-flag-word-{0}" x="{1}%" y="{3}" text-anchor="{4}">{5}</text>'
)


def svg(picture: Picture) -> SafeString:
    """The whole picture; its words are in its label."""
    return format_html(
        SVG,
        HEIGHT,
        picture.words,
        format_html_join("", BAR, (_bar(one) for one in picture.bars)),
        format_html_join("", TICK, (_tick(one) for one in picture.ticks)),
        format_html_join("", "{}", ((one,) for one in _flags(picture))),
    )


def _bar(bar: Bar) -> tuple[object, ...]:
    return (bar.look, bar.start, bar.width, *TALL[bar.look], bar.words)


def _tick(tick: Flag) -> tuple[object, ...]:
    minor = " tam-tick-minor" if tick.minor else ""
    return (tick.start, minor, tick.anchor, tick.word)


def _flags(picture: Picture) -> Iterator[SafeString]:
    """What happened is a dot on the ground; everything else a line with its word."""
    for one in picture.flags:
        if one.kind == "happened":
            yield format_html(DOT, one.start, one.word)
            continue
        row = WORD_ROWS[one.row]
        yield format_html(FLAG, one.kind, one.start, row + 4, row, one.anchor, one.word)
