"""Addresses of the API, version 1; the version stands in the path."""

from django.http import HttpRequest
from ninja import NinjaAPI

from tam.web.api import contracts, me, why, wire
from tam.web.api.auth import Bearer

api = NinjaAPI(
    title="SpectraGuard TAM",
    version="1",
    description="What is owed, by when, and why. Every address needs an access token.",
    docs_url=None,  # its page would need scripts of another host; the schema is below
    openapi_url=None,
    urls_namespace="api",
    auth=Bearer(),
    renderer=wire.Renderer(),
    parser=wire.OnlyJson(),
)
wire.speak_plainly(api)
api.add_router("", me.router)
api.add_router("", why.router)
api.add_router("", contracts.router)


@api.get("/openapi.json", url_name="openapi", include_in_schema=False)
def openapi(request: HttpRequest) -> dict[str, object]:
    """The schema of every question and answer (OpenAPI 3.1)."""
    return dict(api.get_openapi_schema())


app_name = "api"
urlpatterns = api.urls[0]
