"""What every answer carries, and refusals as pages: in one place each."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from tam.domain.refusals import Refused
from tam.web import errors, requests


class Envelope:
    """Every answer carries a request id of ours, and none is kept by a cache unless it says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = requests.begin()
        response = self.get_response(request)
        response["X-Request-Id"] = request_id
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class Refusals:
    """A broken clause becomes a page with its clause, its reason and the way back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Only a refusal is answered here; every other exception is an error of ours."""
        return errors.refused(request, exception) if isinstance(exception, Refused) else None
