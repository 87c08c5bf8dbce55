"""What every answer carries, and refusals as pages: in one place each."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from tam.domain.refusals import Refused
from tam.web import errors, requests
from tam.web.problems import is_api, problem


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
    """A broken clause becomes a page, or a program's answer, with its clause and its reason."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and is_api(request):
            said = problem(response.status_code)
            said["Allow"] = response["Allow"]
            return said
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Only a refusal is answered here; every other exception is an error of ours."""
        return errors.refused(request, exception) if isinstance(exception, Refused) else None
