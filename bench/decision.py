"""How many whole decisions a second one core gives: `python bench/decision.py`."""

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from tam.domain.entitlement.codec import to_json
from tam.domain.entitlement.decide import decide, differences
from tam.domain.entitlement.decision import Asked
from tam.domain.entitlement.facts import (
    CenterFacts,
    ContractFacts,
    Events,
    LineFacts,
    SiteFacts,
    UnitFacts,
)
from tam.domain.entitlement.render import as_text

SITES = (
    SiteFacts("America/Denver", "US", "Denver", "CO", center=CenterFacts("Boulder", 40_000.0)),
    SiteFacts("America/New_York", "US", "Boston", "MA", center=CenterFacts("Boston", 9_000.0)),
    SiteFacts("Europe/Oslo", "NO", "Oslo", center=CenterFacts("Oslo", 12_000.0)),
    SiteFacts("Asia/Tokyo", "JP", "Tokyo", center=CenterFacts("Tokyo", 90_000.0)),
)
BASES = ("four_hour_on_site", "nbd_on_site_24h_phone", "nbd_on_site", "same_business_day_on_site")
CLAUSES = ("TAM-02", "TAM-03", "TAM-04", "TAM-05", "TAM-07", "TAM-15", "TAM-16")
QUESTIONS = 20_000
WANTED = 20_000


def questions(count: int) -> list[Asked]:
    """Different questions: 400 contracts on four sites, each at its own moment of two years."""
    year = date(2026, 1, 1), date(2027, 12, 31)
    contracts = [
        ContractFacts(
            f"C-{number}",
            *year,
            (
                LineFacts(BASES[number % len(BASES)], *year, 1, unit=f"S-{number}"),
                LineFacts("tam", *year, 2, unit=f"S-{number}"),
            ),
            "MSA 2024",
        )
        for number in range(400)
    ]
    start = datetime(2026, 1, 1, 7, 30, tzinfo=UTC)
    asked = []
    for number in range(count):
        at = start + timedelta(minutes=47 * number % (690 * 1_440))
        asked.append(
            Asked(
                contracts[number % 400],
                SITES[number // 7 % 4],
                UnitFacts(f"S-{number % 400}"),
                CLAUSES[number % 7],
                at,
                Events(released=at, dispatched=at, declared=at),
            )
        )
    return asked


def rate(work: Callable[[Asked], object], asked: list[Asked]) -> float:
    """Questions a second of one core, the best of three runs."""
    best = 0.0
    for _ in range(3):
        start = process_time()
        for one in asked:
            work(one)
        best = max(best, len(asked) / (process_time() - start))
    return best


def main() -> int:
    """Print the figures; the exit code is 1 where the first misses its mark."""
    asked = questions(QUESTIONS)
    for one in asked:
        decide(one)  # calendars are built once a year and site
    decided = rate(decide, asked)
    print(f"decision with rules, readings, caveats   {decided:10,.0f} /s  (wanted {WANTED:,})")
    few = asked[:2_000]
    rows = (
        ("the same, rendered as text", lambda one: as_text(decide(one))),
        ("the same, as canonical JSON", lambda one: to_json(decide(one))),
        ("with the answers under other readings", lambda one: differences(decide(one))),
    )
    for title, work in rows:
        print(f"{title:40} {rate(work, few):10,.0f} /s")
    return 0 if decided >= WANTED else 1


if __name__ == "__main__":
    sys.exit(main())
