"""What every page needs to know."""

from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, object]:
    """Values for the frame of a page."""
    return {}
