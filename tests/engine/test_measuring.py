"""Measuring: a center that opens or closes counts from its day, once."""

from datetime import date, timedelta

import pytest

from tam.apps.estate import selectors
from tam.apps.estate import services_centers as services
from tam.domain.entitlement.centers import Center
from tam.domain.entitlement.distance import Position
from tam.domain.principals import Scope, system
from tam.engine.managers import measuring
from tam.sample import day

LEEDS = Center("Leeds", "", "GB", Position(53.9, -1.55), date(2026, 3, 6))


@pytest.mark.clause("NOTE-6")
def test_a_center_that_opens_later_counts_from_its_day_once(house):
    day.load_centers(house.now)
    services.take_centers(centers=[LEEDS], at=house.now, by=system("test"))
    assert measuring.run(house.now) == 0
    later = house.now + timedelta(days=2)
    assert measuring.run(later) == 1
    assert measuring.run(later) == 0
    scope = Scope(frozenset({house.account}))
    (site,) = (one for one in selectors.sites(scope=scope) if one.city == "Leeds")
    assert site.measured is not None
    assert site.measured.because == "a service center opened or closed"
    assert (site.fifty.passage.value, site.measured.measured_on) == ("open", date(2026, 3, 6))
