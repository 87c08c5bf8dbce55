"""From real bundles to a forecast and a recurrence, by the engine alone."""

from datetime import timedelta

import pytest
from packing import zipped
from reviewing import GAMMA, PATH, library, scope_of, send, weekly

from tam.apps.logreview import selectors_reviews as reviews
from tam.apps.logreview.facts import window_of
from tam.apps.logreview.models import Evaluation
from tam.apps.logreview.selectors_figures import trends
from tam.domain.logreview.outcome import Outcome
from tam.engine.managers import evaluation, watching

pytestmark = [pytest.mark.clause("TAM-06"), pytest.mark.slow]
ABOUT = "Library serial: {serial}\nCaptured: {at:%Y-%m-%d %H:%M:%S}\nUTC offset: +00:00\n"
COUNTER = (
    "<HHMData><counter><typeName>Horizontal Axis</typeName><robot>Robot 1</robot><subType>"
    "<typeName>Trip1</typeName><value>{value}</value><reminder><typeName>Service</typeName>"
    "<currentThreshold>500000</currentThreshold></reminder></subType></counter></HHMData>\n"
)
ERROR = "{at:%Y-%m-%d %H:%M:%S} Error E drive {path} vol {tape} key 4 asc 53/00 hard error\n"


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.TAM_BLOBS = tmp_path


def bundle(at, value, errors=()):
    lines = "".join(
        ERROR.format(at=when, path=PATH, tape=f"TE28{n:02d}L8") for n, when in enumerate(errors)
    )
    quiet = "".join(f"{at - timedelta(minutes=n):%Y-%m-%d %H:%M:%S} Event I ok\n" for n in range(9))
    return zipped(
        ("about.txt", ABOUT.format(serial=GAMMA, at=at).encode()),
        ("HHMData.xml", COUNTER.format(value=value).encode()),
        ("traces/Error.txt", (lines + quiet).encode()),
    )


def test_a_fault_that_returns_and_a_counter_that_runs_to_its_threshold(house):
    fix = house.now - timedelta(days=6)
    faults = [fix - timedelta(hours=hours) for hours in (70, 50, 30)]
    again = [fix + timedelta(hours=hours) for hours in (40, 60)]
    for week, errors in enumerate(((), (), faults, (*faults, *again))):
        at = house.now - timedelta(days=7 * (3 - week), hours=1)
        at = fix - timedelta(hours=2) if week == 2 else at
        data = bundle(at, 400_000 + 7_000 * week, errors)
        send(house, data, f"{GAMMA} {at:%Y-%m-%d %H.%M.%S}.zip", sent=at)
        assert evaluation.run(house.now) == 1
    weekly(house)
    assert watching.run(house.now) == 1
    material = reviews.material(scope=scope_of(house), window=window_of(weekly(house)))
    assert material.proposal.outcome is Outcome.RECURRED
    assert "is in the signature of C-00001 and was seen after the fix" in material.proposal.because
    (line,) = trends(scope=scope_of(house), equipment_id=library(house))
    assert (line.subject_id, line.name) == ("Robot 1/Horizontal Axis", "counter Trip1")
    assert 0 < line.trend.forecast.days < 200
    kept = Evaluation.unscoped.latest("pk")
    assert "figures" not in kept.document
    assert kept.figures["counters"][0]["member"] == "HHMData.xml"
