"""Lines one by one or many at once: whichever is sooner done, with the same outcome."""

import importlib
import sys
from typing import TYPE_CHECKING, cast

from tam.domain.logreview.members.loglines import LogLines
from tam.domain.logreview.text.lines import Text

if TYPE_CHECKING:
    from tam.domain.logreview.members.bulk import Bulk

_FEW = 2 * 1024 * 1024
_SHORT = 16 * 1024
_MANY = "tam.domain.logreview.members.bulk"


def read(logs: LogLines, text: Text) -> None:
    """Take a whole member: many lines at once where setting that up is worth its time."""
    bulk: Bulk | None = None
    sink = logs.sink
    for chunk in text.chunks():
        sink.line_bytes += len(chunk)
        many = sink.large or sink.line_bytes >= _FEW or _MANY in sys.modules
        if not many or len(chunk) < _SHORT:
            logs.feed(chunk.split(b"\n"))
        else:
            bulk = bulk or _bulk(logs)
            bulk.take(chunk)
        text.lines = logs.number
    if bulk is not None:
        bulk.finish()


def _bulk(logs: LogLines) -> "Bulk":
    """The other way to read; it needs a large library, so it is not loaded for a small bundle."""
    return cast("Bulk", importlib.import_module(_MANY).Bulk(logs))
