"""Fifty miles along the shortest line on the WGS84 ellipsoid, for one site or for all (NOTE-6; A9).

A spherical formula is up to 452 m wrong at this distance. The chord between earth-centred points,
turned into an arc, is within millimetres of the shortest line there; only what lies nearer to the
edge than the chord can tell is measured on the ellipsoid itself, to the nanometre.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from geographiclib.geodesic import Geodesic

Metres = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

FIFTY_MILES = 80_467.2  # metres: 50 statute miles of 1,609.344 m
EDGE = 0.02  # metres around the limit in which the chord does not decide
SEMI_MAJOR = 6_378_137.0
FLATTENING = 1 / 298.257223563
MEAN_RADIUS = 6_371_008.8
MOST = 100_000.0  # metres: the farthest limit at which a chord is that near to the line
COARSE = 1.6e8  # square metres of a chord that single precision may miss by; a fifth was seen
NEARLY = 1.02  # a chord this much longer than another is never the shorter line on the ellipsoid
BLOCK = 256
MICROMETRE = 1e-6


class BadPosition(ValueError):
    """A latitude or longitude that no place has; the message names the field."""


@dataclass(frozen=True, slots=True)
class Position:
    """A place on the ellipsoid, in degrees north and east."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        _check("latitude", self.latitude, 90)
        _check("longitude", self.longitude, 180)


def _check(name: str, degrees: float, most: int) -> None:
    """Refuse a coordinate outside the globe; one that is no number is outside too."""
    if not -most <= degrees <= most:
        raise BadPosition(f"{name}: {degrees} is outside -{most} to {most} degrees.")


def metres_between(one: Position, other: Position) -> float:
    """The length of the shortest line between two places on WGS84."""
    found = Geodesic.WGS84.Inverse(
        one.latitude, one.longitude, other.latitude, other.longitude, Geodesic.DISTANCE
    )
    return float(found["s12"])


def within(metres: float, limit: float = FIFTY_MILES, *, inclusive: bool = True) -> bool:
    """Whether a measured distance is inside the limit; the limit itself counts where `inclusive`.

    The line is known to a nanometre, a position is not: the edge is a micrometre wide.
    """
    return metres <= limit + MICROMETRE if inclusive else metres < limit - MICROMETRE


@dataclass(frozen=True, slots=True)
class Nearest:
    """The center a site is measured from, by its place in the list, and its distance."""

    center: int
    metres: float


def nearest(site: Position, centers: Sequence[Position]) -> Nearest | None:
    """The nearest of the centers, measured on the ellipsoid; None where there are none."""
    if not centers:
        return None
    here = earth_centred(np.array([site.latitude]), np.array([site.longitude]))
    north = np.array([center.latitude for center in centers], dtype=np.float64)
    east = np.array([center.longitude for center in centers], dtype=np.float64)
    chords = _chords(here, earth_centred(north, east))[0]
    close = np.flatnonzero(chords <= chords.min() * NEARLY + EDGE).tolist()
    found = (Nearest(at, metres_between(site, centers[at])) for at in close)
    return min(found, key=lambda one: (one.metres, one.center))


def earth_centred(latitudes: Metres, longitudes: Metres) -> Metres:
    """Places as points in metres from the earth's centre, one row each."""
    for name, degrees, most in (("latitude", latitudes, 90), ("longitude", longitudes, 180)):
        inside = np.abs(degrees) <= most
        if not inside.all():
            row = int(np.argmin(inside))
            raise BadPosition(f"row {row}, {name}: {degrees[row]} is outside -{most} to {most}.")
    north, east = np.radians(latitudes), np.radians(longitudes)
    squared = FLATTENING * (2 - FLATTENING)
    curve = SEMI_MAJOR / np.sqrt(1 - squared * np.sin(north) ** 2)
    flat = curve * np.cos(north)
    up = curve * (1 - squared) * np.sin(north)
    return np.column_stack((flat * np.cos(east), flat * np.sin(east), up))


def _chords(here: Metres, there: Metres) -> Metres:
    """The straight line from each place to each other, exact to the nanometre."""
    lines: Metres = np.linalg.norm(here[:, None, :] - there, axis=2)
    return lines


def _chord(arc: float) -> float:
    """The chord under an arc of the mean sphere."""
    return float(2 * MEAN_RADIUS * np.sin(arc / 2 / MEAN_RADIUS))


def near_any(
    sites: tuple[Metres, Metres],
    centers: tuple[Metres, Metres],
    limit: float = FIFTY_MILES,
    *,
    inclusive: bool = True,
) -> Flags:
    """Which sites have a center within the limit, exact to the metre and below.

    Both are (latitudes, longitudes). Single precision decides what is far from the limit, double
    precision what is near it, the ellipsoid itself what is within two centimetres.
    """
    if not 0 <= limit <= MOST:
        raise BadPosition(f"limit: {limit} is outside 0 to {MOST:g} metres.")
    here, there = earth_centred(*sites), earth_centred(*centers)
    if not len(there):
        return np.zeros(len(here), dtype=np.bool_)
    shortest = _coarse(here, there)
    made: Flags = shortest <= _chord(limit) ** 2 - COARSE
    open_rows = np.flatnonzero(~made & (shortest <= _chord(limit) ** 2 + COARSE))
    for start in range(0, len(open_rows), BLOCK):
        rows = open_rows[start : start + BLOCK]
        inside, edges = _fine(here[rows], there, limit)
        made[rows] = inside
        for row, at in edges:
            metres = metres_between(_place(sites, int(rows[row])), _place(centers, at))
            if within(metres, limit, inclusive=inclusive):
                made[rows[row]] = True
    return made


def _place(places: tuple[Metres, Metres], at: int) -> Position:
    """One place of many."""
    return Position(float(places[0][at]), float(places[1][at]))


def _coarse(here: Metres, there: Metres) -> Metres:
    """The square of the shortest chord from each site to a center, in single precision."""
    far = -0.5 * np.einsum("ij,ij->i", there, there)
    left = np.column_stack((there, far)).astype(np.float32)
    right = np.vstack((here.T, np.ones(len(here)))).astype(np.float32)
    best = np.empty(len(here), dtype=np.float32)
    products = np.empty((len(there), BLOCK), dtype=np.float32)
    for start in range(0, len(here), BLOCK):
        block = right[:, start : start + BLOCK]
        made = products[:, : block.shape[1]]
        np.matmul(left, block, out=made)
        made.max(axis=0, out=best[start : start + BLOCK])
    shortest: Metres = np.einsum("ij,ij->i", here, here) - 2 * best.astype(np.float64)
    return shortest


def _fine(here: Metres, there: Metres, limit: float) -> tuple[Flags, list[tuple[int, int]]]:
    """Which sites have a center inside by its chord, and the pairs that the chord leaves open."""
    chords = _chords(here, there)
    inside: Flags = chords.min(axis=1) <= _chord(limit - EDGE)
    edge = (chords <= _chord(limit + EDGE)) & ~inside[:, None]
    return inside, [(int(row), int(at)) for row, at in np.argwhere(edge)]
