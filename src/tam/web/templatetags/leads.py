"""Tags that lead to the catalogue on the reader's side: clauses, levels, readings, places.

Built in, like `tam.web.templatetags.tam`. Where the reader stands on neither side, or the side has
no such page, the words stand without a link.
"""

from django import template
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tam.domain.catalogue.load import standard
from tam.domain.catalogue.saying import kind_words
from tam.domain.catalogue.terms import Kind
from tam.domain.clauses import CLAUSES
from tam.domain.readings import UnknownReading, reading_of
from tam.web import frames

register = template.Library()


def side_of(context: Context) -> str:
    """The frame the reader stands in: desk, portal, or neither."""
    match = getattr(context.get("request"), "resolver_match", None)
    space = match.namespace if match else ""
    return space if space in frames.MENUS else ""


def address(context: Context, view: str, *words: object) -> str:
    """The address of a view on the reader's side; empty where there is none."""
    side = side_of(context)
    try:
        return reverse(f"{side}:{view}", args=words) if side else ""
    except NoReverseMatch:
        return ""


@register.filter
def kind(of: Kind) -> str:
    """The kind of a level without its article: "base level", "add-on"."""
    return kind_words(of).partition(" ")[2]


@register.simple_tag(takes_context=True)
def place(context: Context, view: str, *words: object) -> str:
    """The address of a view on the reader's side."""
    return address(context, view, *words)


def _link(url: str, words: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', url, words) if url else format_html("{}", words)


@register.simple_tag(takes_context=True)
def clause(context: Context, clause_id: object) -> SafeString:
    """A clause's id that leads to its page; a level that refused by its own text leads to its."""
    text = str(clause_id)
    if text in CLAUSES:
        return _link(address(context, "clause", text), text)
    if text in standard().ids:
        return level(context, text)
    return _link("", text)


@register.simple_tag(takes_context=True)
def level(
    context: Context, level_id: str, words: str = "", on: object = "", version: object = ""
) -> SafeString:
    """A level's name that leads to its page: the text of a line's first day, or of its version."""
    if level_id not in standard().ids:
        return _link("", words or level_id)
    url = address(context, "level", level_id)
    if url and (version or on):
        url = f"{url}?version={version}" if version else f"{url}?on={on}"
    return _link(url, words or standard().level(level_id).short)


@register.simple_tag(takes_context=True)
def reading(context: Context, quote: object) -> SafeString:
    """A quoted reading, `A18=42 by contract`, that leads to its entry."""
    text = str(quote)
    words = format_html("<code>{}</code>", text)
    try:
        found = reading_of(text.partition("=")[0].strip())
    except UnknownReading:
        return words
    url = address(context, "readings")
    return format_html('<a href="{}#{}">{}</a>', url, found.id, words) if url else words
