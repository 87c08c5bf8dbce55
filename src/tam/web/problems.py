"""Errors of the API: one shape, the same words as on the pages (docs/reference/api.md)."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from http import HTTPStatus

from django.http import HttpRequest, JsonResponse

from tam.web import requests

API = "/api/"
CODES = {
    HTTPStatus.BAD_REQUEST: ("bad-request", "The request cannot be read."),
    HTTPStatus.UNAUTHORIZED: (
        "no-token",
        "Send a valid access token in the header: Authorization: Bearer TOKEN.",
    ),
    HTTPStatus.FORBIDDEN: ("forbidden", "This may not be done."),
    HTTPStatus.NOT_FOUND: ("not-found", "There is no such thing, or it is not yours to see."),
    HTTPStatus.METHOD_NOT_ALLOWED: ("method", "This address does not take this method."),
    HTTPStatus.CONFLICT: ("refused", "A clause stands against this."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ("too-large", "The request is larger than allowed."),
    HTTPStatus.UNPROCESSABLE_ENTITY: ("malformed", "The input is malformed; see the fields."),
    HTTPStatus.TOO_MANY_REQUESTS: ("too-many", "Too many tries from this place; wait."),
    HTTPStatus.INTERNAL_SERVER_ERROR: (
        "our-error",
        "An error of ours; nothing was half-written. Tell us the request's id.",
    ),
    HTTPStatus.INSUFFICIENT_STORAGE: ("no-room", "There is no room to store this now."),
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the input that is wrong, and what to do."""

    name: str
    message: str


def is_api(request: HttpRequest) -> bool:
    """Whether a program asks, who wants JSON in good and bad times."""
    return request.path.startswith(API)


def problem(
    status: int,
    message: str = "",
    clause: str = "",
    fields: Iterable[Field] = (),
    **beside: object,
) -> JsonResponse:
    """The answer to a program whose request came to nothing; `beside` stands next to the error."""
    code, usual = CODES.get(HTTPStatus(status), ("error", HTTPStatus(status).phrase))
    error = {
        "code": code,
        "message": message or usual,
        "clause": clause,
        "fields": [asdict(one) for one in fields],
        "request": requests.request_id(),
    }
    return JsonResponse({"error": error, **beside}, status=status)
