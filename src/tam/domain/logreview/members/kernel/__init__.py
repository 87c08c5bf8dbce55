"""Which way many lines are taken at once: by the compiled kernel where it was built, else plain."""

from tam.domain.logreview.members.bulklines import Engine
from tam.domain.logreview.members.bulkplain import Plain
from tam.domain.logreview.members.kernel.native import Native, library


def engine() -> Engine:
    """A new one for each member; both give the same."""
    built = library()
    return Native(built) if built is not None else Plain()
