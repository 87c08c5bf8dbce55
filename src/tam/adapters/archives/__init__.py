"""Containers by content, never extracted: a bundle as a stream of its innermost members."""

from tam.adapters.archives.limits import Budget, Limits
from tam.adapters.archives.walk import leaves

__all__ = ["Budget", "Limits", "leaves"]
