"""Filters and tags of every page: moments, days, sizes, states, icons and form controls.

The library is built in: no template needs to load it. `now` and `reader_zone` come from
`tam.web.context.page`, so that a page has one moment and one zone.
"""

from datetime import date, datetime, timedelta
from enum import Enum

from django import forms, template
from django.forms import BoundField
from django.template.base import Node
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tam.domain.clock import zones
from tam.web import frames, signs, times

register = template.Library()


def _now(context: Context) -> datetime:
    now = context["now"]
    if not isinstance(now, datetime):
        raise TypeError("The page's context has no moment: see tam.web.context.page.")
    return now


def _reader(context: Context, zone: str) -> str:
    return times.known_zone(zone or str(context.get("reader_zone", "UTC")))


@register.filter
def word(value: object) -> str:
    """The word of an enum's member, or the value as it is, blanks for underlines."""
    text = value.value if isinstance(value, Enum) else value
    return str(text).replace("_", " ")


@register.filter
def moment(at: datetime | None, zone: str) -> str:
    """A moment written in full on a zone's clock: "2026-11-26 14:30"."""
    return (
        "" if at is None else f"{at.astimezone(zones.zone(times.known_zone(zone))):%Y-%m-%d %H:%M}"
    )


@register.filter
def number(value: float) -> str:
    """A number as people write it: "12,345", "0.25"."""
    return f"{value:,.0f}" if value == round(value) else f"{value:,.2f}"


@register.filter
def day(on: date | None) -> str:
    """A day in full: "Fri 4 Dec 2026"."""
    return "" if on is None else f"{on:%a} {on.day} {on:%b %Y}"


@register.filter
def ago(at: datetime | None, now: datetime) -> str:
    """How long since or until."""
    return "" if at is None else times.ago(at, now)


@register.filter
def span(length: timedelta | float | None) -> str:
    """A length of time, or a number of seconds: "3 h 20 min"."""
    if length is None:
        return ""
    return times.span(length if isinstance(length, timedelta) else timedelta(seconds=length))


@register.filter
def size(count: int | None) -> str:
    """A number of bytes for people: "3.4 MB", thousands as on a disk's label."""
    if count is None:
        return ""
    amount, units = float(count), ["bytes", "kB", "MB", "GB", "TB"]
    while amount >= 999.95 and len(units) > 1:
        amount, units = amount / 1000, units[1:]
    return f"{count} bytes" if units[0] == "bytes" else f"{amount:.1f} {units[0]}"


@register.filter
def plural(count: int, words: str) -> str:
    """A count with its noun: `3|plural:"library,libraries"` is "3 libraries"."""
    one, _, many = words.partition(",")
    return f"{count:,} {one if count == 1 else many or one + 's'}"


@register.simple_tag(takes_context=True)
def written(context: Context, at: datetime, zone: str = "") -> str:
    """A moment in the reader's words: "tomorrow 14:30"."""
    return times.moment_words(at, _now(context), _reader(context, zone))


@register.simple_tag(takes_context=True)
def there(context: Context, at: datetime, other: str, zone: str = "") -> str:
    """The same moment on the site's wall, or nothing where the clocks agree."""
    return times.elsewhere(at, _reader(context, zone), times.known_zone(other)) if other else ""


@register.simple_tag(takes_context=True)
def exact(context: Context, at: datetime, zone: str = "") -> str:
    """The instant with seconds and zone."""
    return times.exact(at, _reader(context, zone))


@register.simple_tag(takes_context=True)
def day_words(context: Context, on: date, zone: str = "") -> str:
    """A day in the reader's words: "tomorrow", "Fri 4 Dec"."""
    here = _now(context).astimezone(zones.zone(_reader(context, zone)))
    return times.day_words(on, here.date())


@register.simple_tag(takes_context=True)
def distance(context: Context, on: date, zone: str = "") -> str:
    """How far a day is from the reader's today."""
    here = _now(context).astimezone(zones.zone(_reader(context, zone)))
    return times.distance(on, here.date())


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """An icon of the sprite; it says nothing to a screen reader, the word beside it does."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        extra,
        static("vendor/icons.svg"),
        name,
    )


@register.simple_tag
def sign(kind: str, value: object) -> signs.Sign:
    """Word, shape and colour of a state, a severity or a party; see `tam.web.signs`."""
    return signs.sign(kind, word(value))


@register.simple_tag
def move(party: object, side: str) -> signs.Sign:
    """Whose move it is; at the portal the customer's is "your move"."""
    said = word(party)
    return signs.sign("party", "you" if said == "customer" and side == "portal" else said)


@register.simple_tag
def coverage(parsed: int, mined: int, opaque: int, rejected: int) -> list[signs.Part]:
    """The parts of a coverage bar."""
    return signs.parts({"parsed": parsed, "mined": mined, "opaque": opaque, "rejected": rejected})


@register.simple_tag
def sorting(key: str, order: str) -> signs.Sorting:
    """How a column is sorted now and what its heading's link asks for."""
    return signs.sorting(key, order)


@register.simple_tag(takes_context=True)
def changed(context: Context, name: str, value: str) -> str:
    """The query of the present address with one value changed; the page number starts anew."""
    query = context["request"].GET.copy()
    query[name] = value
    query.pop("page", None)
    return f"?{query.urlencode()}"


@register.simple_tag
def check(field: BoundField) -> bool:
    """Whether a field is a single box to tick."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """A form field's control in our clothes."""
    widget = field.field.widget
    kind = "form-control"
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
        kind = "form-check-input"
    elif isinstance(widget, forms.Select):
        kind = "form-select"
    classes = f"{widget.attrs.get('class', '')} {kind} {'is-invalid' if field.errors else ''}"
    # A label stands above; a placeholder that repeats it would look like something typed.
    attrs: dict[str, str | bool] = {"class": " ".join(classes.split())}
    if str(widget.attrs.get("placeholder", "")) == str(field.label):
        attrs["placeholder"] = False
    return field.as_widget(attrs=attrs)


@register.simple_tag(takes_context=True)
def again(context: Context, name: str) -> str:
    """What a block says, once more: the title in the head is the heading on the page."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks else None
    return block.render(context) if isinstance(block, Node) else ""


@register.simple_tag(takes_context=True)
def menu(context: Context, frame: str) -> list[frames.Entry]:
    """The menu of a frame."""
    return frames.menu(context["request"], frame)
