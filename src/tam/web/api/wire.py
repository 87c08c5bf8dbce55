"""What goes over the wire: enums in their word, moments with their offset, errors in one shape."""

from collections.abc import Iterable
from datetime import date, datetime, time
from enum import Enum
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from ninja.parser import Parser
from ninja.renderers import JSONRenderer
from ninja.responses import NinjaJSONEncoder
from ninja.types import DictStrAny

from tam.domain.catalogue.load import UnknownLevel
from tam.domain.clauses import UnknownClause
from tam.domain.clock.errors import OutOfRange
from tam.domain.entitlement.facts import BadFacts
from tam.web.problems import Field, problem

JSON = "application/json"


class Encoder(NinjaJSONEncoder):
    """A plain enum is its value; a day or moment is written in full."""

    def default(self, o: object) -> object:
        if isinstance(o, Enum):
            return o.value
        if isinstance(o, datetime | date | time):
            return o.isoformat()
        return super().default(o)


class Renderer(JSONRenderer):
    """JSON by our encoder."""

    encoder_class = Encoder


class OnlyJson(Parser):
    """A body that is not said to be JSON is not read (ASVS 3.5.2)."""

    def parse_body(self, request: HttpRequest) -> DictStrAny:
        if request.content_type != JSON:
            raise ValueError(f"The body must be {JSON}.")
        return super().parse_body(request)


FIELDS = {UnknownClause: "clause", UnknownLevel: "clause", OutOfRange: "at"}
ERRORS = (
    *(AuthenticationError, Throttled, HttpError, Http404, ValidationError, BadFacts),
    *FIELDS,
)


def speak_plainly(api: NinjaAPI) -> None:
    """Give every error of the API the one shape; a `Refused` gets it from the middleware."""
    for kind in ERRORS:
        api.add_exception_handler(kind, answer_to)


def answer_to(request: HttpRequest, error: object) -> HttpResponse:
    """The answer of one error."""
    match error:
        case AuthenticationError():
            answer = problem(HTTPStatus.UNAUTHORIZED)
            answer["WWW-Authenticate"] = 'Bearer realm="tam"'
        case Throttled(wait=wait):
            answer = problem(HTTPStatus.TOO_MANY_REQUESTS)
            answer["Retry-After"] = str(wait)
        case HttpError(status_code=status, message=message):
            answer = problem(status, message)
        case ValidationError(errors=errors):
            answer = _malformed(_field(one["loc"], one["msg"]) for one in errors)
        case BadFacts():
            name, _, message = str(error).partition(": ")
            answer = _malformed([Field(name, message)])
        case UnknownClause() | UnknownLevel() | OutOfRange():
            answer = _malformed([Field(FIELDS[type(error)], str(error))])
        case _:
            answer = problem(HTTPStatus.NOT_FOUND)
    return answer


def _field(place: tuple[object, ...], message: str) -> Field:
    """A wrong field by its name in the question, with what is wrong in words."""
    return Field(".".join(str(part) for part in place[1:]) or "body", message)


def _malformed(fields: Iterable[Field]) -> JsonResponse:
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, fields=fields)
