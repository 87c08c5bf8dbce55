"""A desk and a portal of one plain page each, so that the frame is tested by itself."""

import types

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

PAGE = """{%% extends "%s.html" %%}{%% block title %%}{{ title }}{%% endblock title %%}
{%% block content %%}<p>words</p>{%% endblock content %%}"""


def page(request):
    source = PAGE % request.GET.get("frame", "desk")
    template = engines["django"].from_string(source)
    return HttpResponse(template.render({"title": "Robot <stops> & waits"}, request))


def side(name):
    from tam.web import frames  # noqa: PLC0415 - Django is ready only now

    places = [place.view.partition(":")[2] for place in frames.MENUS[name]]
    first, *rest = places
    return ([path("", page, name=first), *(path(f"{one}/", page, name=one) for one in rest)], name)


@pytest.fixture(autouse=True)
def no_limits_used_up():
    """Every test starts with nothing counted: the limits count in a cache that outlives a test."""
    cache.clear()


@pytest.fixture
def frame_only(settings):
    """Addresses of the frame alone; a test may add its own to the list this returns."""
    urls = types.ModuleType("frame_only")
    urls.urlpatterns = [
        path("desk/", include(side("desk"))),
        path("desk/cases/7/", page),
        path("portal/", include(side("portal"))),
        path("", include("tam.web.urls")),
    ]
    for status, name in {400: "bad_request", 403: "forbidden", 404: "not_found"}.items():
        setattr(urls, f"handler{status}", f"tam.web.errors.{name}")
    urls.handler500 = "tam.web.errors.server_error"
    settings.ROOT_URLCONF = urls
    return urls.urlpatterns
