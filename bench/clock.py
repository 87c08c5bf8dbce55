"""The service clock against pinned peers in one run, as ratios: `python bench/clock.py`.

See bench/README.md. Exits with 1 when a goal is missed; run it with nothing else running.
"""

import gc
import sys
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

import numpy as np
import peers
from peers import Peer

from tam.domain.clock import timer
from tam.domain.clock.changes import changed, touched
from tam.domain.clock.coverage import compiled
from tam.domain.clock.covered_time import CoveredTime
from tam.domain.clock.fleet import Fleet
from tam.domain.clock.holidays import holiday_list
from tam.domain.clock.spec import CalendarSpec, business_week
from tam.domain.entitlement.distance import near_any

YEARS = 2020, 2029
US = CalendarSpec(peers.ZONE, business_week(range(5)), holidays=holiday_list("US"))
FOUR_HOURS, THIRTY_DAYS = 4 * 3600, 30 * 24 * 3600  # of covered time
LENGTHS = {"4 hours": FOUR_HOURS, "30 days": THIRTY_DAYS}
MILLION = 1_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ROUNDS = 7


@dataclass
class Goals:
    """What was measured beside what it must reach; `missed` counts the goals below."""

    missed: int = 0

    def show(self, what: str, value: str, goal: str = "", *, met: bool = True) -> None:
        verdict = "" if not goal else "ok" if met else "MISSED"
        self.missed += not met
        print(f"{what:<58}{value:>16}  {goal:<14}{verdict}")

    def least(self, what: str, value: float, least: float, unit: str) -> None:
        self.show(what, f"{value:,.1f} {unit}", f">= {least:,.0f} {unit}", met=value >= least)

    def most(self, what: str, value: float, most: float, unit: str) -> None:
        self.show(what, f"{value:,.2f} {unit}", f"<= {most:,.0f} {unit}", met=value <= most)


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median of the processor's time for a piece of work."""
    took = []
    for _ in range(rounds):
        begun = process_time()
        work()
        took.append(process_time() - begun)
    return median(took)


def starts(count: int) -> np.ndarray:
    """Moments of eight years, at odd minutes, so that no deadline falls on a closing."""
    chance = np.random.default_rng(7)
    first = int(datetime(2020, 1, 6, tzinfo=UTC).timestamp())
    minutes = chance.integers(0, 8 * 365 * 1_440 // 10, count) * 10 + 3
    return first + minutes * 60


def rate(ask: Callable, asked: list, amount: int | timedelta) -> float:
    """Deadlines a second."""

    def work() -> None:
        for start in asked:
            ask(start, amount)

    return len(asked) / seconds(work)


def single(goals: Goals) -> dict[str, float]:
    """One deadline at a time, in whole seconds and in moments."""
    clock = CoveredTime(US)
    clock.build(*YEARS)
    asked = starts(200_000).tolist()
    found = {}
    for name, amount in LENGTHS.items():
        found[name] = rate(clock.due, asked, amount)
        goals.least(f"one deadline, whole seconds, {name}", found[name] / 1e6, 3, "M/s")
    moments = [EPOCH + timedelta(seconds=start) for start in asked[:20_000]]
    for name, amount in LENGTHS.items():
        pace = rate(partial(timer.due, US), moments, timedelta(seconds=amount))
        goals.show(f"one deadline, moments in and out, {name}", f"{pace / 1e6:.2f} M/s")
    return found


def same(peer: Peer, spec: CalendarSpec, asked: list[datetime], amount: int) -> None:
    """Both give the same answers, or the comparison is worth nothing."""
    for start in asked[:50]:
        ours = timer.due(spec, start, timedelta(seconds=amount))
        theirs = peer.due(peer.convert(start), amount)
        assert abs(ours - theirs) <= timedelta(minutes=1), (peer.name, start, ours, theirs)


def trip(peer: Peer) -> Callable:
    """A peer's deadline from whole seconds to whole seconds, which is what a fleet asks for."""

    def ask(start: int, amount: int) -> float:
        return peer.due(peer.convert(EPOCH + timedelta(seconds=start)), amount).timestamp()

    return ask


def against(goals: Goals, ours: dict[str, float]) -> dict[str, float]:
    """Each peer beside us, on the same starts; its time from whole seconds to whole seconds."""
    days = [day for year in range(2019, 2031) for day in US.holidays.closed_in(year)]
    nyse, sessions = peers.exchange()
    contests = [(peer(days), US) for peer in (peers.bizcal, peers.btd, peers.pandas_hours)]
    least = {("django-bizcal 0.13", "4 hours"): 20, ("django-bizcal 0.13", "30 days"): 1_000}
    costs = {}
    for peer, spec in [*contests, (nyse, sessions)]:
        for name, amount in LENGTHS.items():
            moments = [EPOCH + timedelta(seconds=start) for start in starts(2_000).tolist()]
            moments = [moment for moment in moments if timer.is_open(spec, moment)]
            same(peer, spec, moments, amount)
            pace = rate(peer.due, [peer.convert(start) for start in moments[:200]], amount)
            whole = [int(moment.timestamp()) for moment in moments[:200]]
            costs.setdefault(peer.name, 1 / rate(trip(peer), whole, amount))
            ratio, what = ours[name] / pace, f"{peer.name}, {name}: {pace:,.0f}/s"
            if (peer.name, name) in least:
                goals.least(what, ratio, least[peer.name, name], "x")
            else:
                goals.show(what, f"{ratio:,.0f} x")
    return costs


def many(goals: Goals, costs: dict[str, float]) -> None:
    """A million deadlines on one calendar, on two hundred, and after one of them changed."""
    asked = starts(MILLION)
    amounts = np.random.default_rng(3).integers(1, 100 * 3600, MILLION)
    one = Fleet.of([US], *YEARS)
    took = seconds(lambda: one.due(asked, amounts))
    goals.most("10^6 deadlines, one calendar", took * 1e3, 15, "ms")
    for name, cost in costs.items():
        ratio = cost * MILLION / took
        if name.startswith("exchange"):
            goals.least(f"  against {name}", ratio, 800, "x")
        else:
            goals.show(f"  against {name}", f"{ratio:,.0f} x")
    zones = ("Europe/Berlin", "America/Denver", "Asia/Tokyo", "Australia/Sydney", "Europe/London")
    specs = [
        replace(US, zone=zones[n % 5], closed=frozenset({date(2022, 1 + n % 12, 1 + n % 28)}))
        for n in range(200)
    ]
    fleet = Fleet.of(specs, *YEARS)
    which = np.sort(np.random.default_rng(4).integers(0, 200, MILLION))
    took = seconds(lambda: fleet.due(asked, amounts, which))
    goals.most("10^6 deadlines, 200 calendars", took * 1e3, 30, "ms")
    recomputed(goals, fleet, specs, (asked, amounts, which))


def recomputed(goals: Goals, fleet: Fleet, specs: list[CalendarSpec], cases: tuple) -> None:
    """One calendar of two hundred gets a new closed date."""
    asked, amounts, which = cases
    new = replace(specs[7], closed=frozenset({date(2024, 3, 5)}))
    own = slice(*which.searchsorted([7, 8]).tolist())
    picked = asked[own], amounts[own]

    def change() -> np.ndarray:
        return Fleet.of([new], *YEARS).due(*picked)

    what = f"one changed calendar, its {len(picked[0]):,} deadlines"
    goals.most(what, seconds(change) * 1e3, 3, "ms")
    due = fleet.due(asked, amounts, which)
    stretches = changed(compiled(specs[7], *YEARS), compiled(new, *YEARS))[-1:]
    took = seconds(lambda: touched(asked, due, stretches)) * 1e3
    goals.show("which of 10^6 spans touch a changed day", f"{took:.2f} ms")


def build(goals: Goals) -> None:
    """A calendar of ten years."""
    compiled(US, *YEARS)
    took = seconds(lambda: compiled(US, *YEARS), 30) * 1e3
    goals.most("calendar of ten years built", took, 2, "ms")
    gc.collect()
    tracemalloc.start()
    table = compiled(US, *YEARS)
    kept = tracemalloc.get_traced_memory()[0] / 1024
    goals.most("calendar of ten years kept", kept, 100, "KiB")
    lists = table.lists()
    more = tracemalloc.get_traced_memory()[0] / 1024 - kept
    tracemalloc.stop()
    what = f"  its {len(lists[1]):,} intervals as lists for single questions"
    goals.show(what, f"{more:.0f} KiB")


def distance(goals: Goals) -> None:
    """A hundred thousand sites and five hundred centers."""
    chance = np.random.default_rng(5)

    def places(count: int) -> tuple[np.ndarray, np.ndarray]:
        return np.degrees(np.arcsin(chance.uniform(-1, 1, count))), chance.uniform(-180, 180, count)

    sites, centers = places(100_000), places(500)
    took = seconds(lambda: near_any(sites, centers)) * 1e3
    goals.most("10^5 sites x 500 centers, exact verdicts", took, 60, "ms")


def main() -> int:
    goals = Goals()
    ours = single(goals)
    costs = against(goals, ours)
    many(goals, costs)
    build(goals)
    distance(goals)
    print(f"{goals.missed} goals missed")
    return 1 if goals.missed else 0


if __name__ == "__main__":
    sys.exit(main())
