"""Fifty miles along the shortest line on the ellipsoid (NOTE-6, A9): exact at the edge."""

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic

from tam.domain.entitlement.distance import (
    FIFTY_MILES,
    BadPosition,
    Nearest,
    Position,
    metres_between,
    near_any,
    nearest,
    within,
)

BOULDER = Position(40.015, -105.2705)


def away(center, azimuth, metres):
    found = Geodesic.WGS84.Direct(center.latitude, center.longitude, azimuth, metres)
    return Position(found["lat2"], found["lon2"])


def arrays(places):
    return (
        np.array([place.latitude for place in places], dtype=float),
        np.array([place.longitude for place in places], dtype=float),
    )


def scattered(count, number):
    chance = np.random.default_rng(number)
    north = np.degrees(np.arcsin(chance.uniform(-1, 1, count)))
    return north, chance.uniform(-180, 180, count)


@pytest.mark.clause("NOTE-6")
def test_a_known_distance():
    """Vincenty's own example: Flinders Peak to Buninyong, here on WGS84, 54,972.271 m."""
    flinders, buninyong = (
        Position(-37.95103341666667, 144.42486788888888),
        Position(-37.65282113888889, 143.92649552777777),
    )
    assert metres_between(flinders, buninyong) == pytest.approx(54_972.271, abs=0.001)
    assert metres_between(BOULDER, BOULDER) == 0


@pytest.mark.clause("NOTE-6")
@pytest.mark.parametrize("azimuth", range(0, 360, 30))
@pytest.mark.parametrize("latitude", [0.0, 40.0, -60.0, 89.5])
def test_fifty_miles_exactly_are_inside_and_a_millimetre_more_is_outside(azimuth, latitude):
    center = Position(latitude, 179.9)
    places = [away(center, azimuth, FIFTY_MILES + more) for more in (0, -0.001, 0.001, 1, -1)]
    verdicts = [within(metres_between(center, place)) for place in places]
    assert verdicts == [True, True, False, False, True]
    assert near_any(arrays(places), arrays([center])).tolist() == verdicts
    exclusive = near_any(arrays(places), arrays([center]), inclusive=False)
    assert exclusive.tolist() == [False, True, False, False, True]


@pytest.mark.clause("NOTE-6")
def test_the_verdict_for_many_sites_is_that_of_the_ellipsoid():
    centers = scattered(40, 1)
    sites = scattered(300, 2)
    chance = np.random.default_rng(3)
    for row in range(200):
        at = int(chance.integers(40))
        center = Position(centers[0][at], centers[1][at])
        more = chance.choice([0, 0.003, -0.003, 0.05, -0.05, 40, -40, 700, -700, 3_000, -3_000])
        place = away(center, chance.uniform(0, 360), FIFTY_MILES + more)
        sites[0][row], sites[1][row] = place.latitude, place.longitude
    found = near_any(sites, centers)
    places = [Position(*centers_at) for centers_at in zip(*centers, strict=True)]
    for row in range(300):
        best = nearest(Position(sites[0][row], sites[1][row]), places)
        assert found[row] == within(best.metres)
    assert 60 < found.sum() < 160


@pytest.mark.clause("NOTE-6")
def test_the_nearest_center_is_named_with_its_distance():
    near, far = away(BOULDER, 10, 20_000), away(BOULDER, 200, 70_000)
    assert nearest(BOULDER, [far, near]) == Nearest(1, pytest.approx(20_000, abs=1e-6))
    assert nearest(BOULDER, [near, near]).center == 0
    assert nearest(BOULDER, []) is None
    assert near_any(arrays([BOULDER]), arrays([])).tolist() == [False]


@pytest.mark.clause("NOTE-6")
def test_another_limit_is_as_exact():
    miles_25 = FIFTY_MILES / 2
    places = [away(BOULDER, 75, miles_25 + more) for more in (0, 0.001, -0.001, 5_000, -5_000)]
    found = near_any(arrays(places), arrays([BOULDER]), miles_25)
    assert found.tolist() == [True, False, True, False, True]
    close = near_any(arrays([BOULDER, away(BOULDER, 0, 0.5)]), arrays([BOULDER]), 0.1)
    assert close.tolist() == [True, False]
    with pytest.raises(BadPosition, match="limit"):
        near_any(arrays([BOULDER]), arrays([BOULDER]), 200_000.0)


@pytest.mark.clause("NOTE-6")
@pytest.mark.parametrize(
    ("latitude", "longitude", "words"),
    [
        (90.1, 0, "latitude: 90.1 is outside -90 to 90"),
        (0, -180.5, "longitude: -180.5 is outside -180 to 180"),
        (float("nan"), 0, "latitude: nan"),
        (0, float("inf"), "longitude: inf"),
    ],
)
def test_a_place_off_the_globe_is_refused(latitude, longitude, words):
    with pytest.raises(BadPosition, match=words):
        Position(latitude, longitude)
    places = np.array([0.0, latitude]), np.array([0.0, longitude])
    with pytest.raises(BadPosition, match="row 1, "):
        near_any(places, arrays([BOULDER]))
