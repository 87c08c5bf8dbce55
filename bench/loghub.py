"""How well kinds of lines are told apart, on LogHub-2k: `python bench/loghub.py FOLDER`.

FOLDER holds the 16 `*_2k.log_structured.csv` files (https://github.com/logpai/loghub); none is kept
here. Grouping accuracy is the share of lines whose group is exactly a true one; mixed is the share
of lines in groups that hide a second true one. One configuration for all.
"""

import csv
import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from tam.domain.logreview.meaning.templates import mask

ACCURACY, MIXED = 0.88, 0.01


def judged(path):
    """Accuracy, mixed share, groups found and true groups of one log."""
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = [(row["Content"], row["EventId"]) for row in csv.DictReader(file)]
    groups = defaultdict(Counter)
    for content, event in rows:
        groups[mask(content)][event] += 1
    true = Counter(event for _, event in rows)
    right = mixed = 0
    for group in groups.values():
        if len(group) > 1:
            mixed += group.total()
        elif group == {event: true[event] for event in group}:
            right += group.total()
    return right / len(rows), mixed / len(rows), len(groups), len(true)


def main():
    paths = sorted(Path(sys.argv[1]).rglob("*_2k.log_structured.csv")) if len(sys.argv) > 1 else []
    if not paths:
        print(__doc__)
        return 2
    found = []
    for path in paths:
        accuracy, mixed, groups, true = judged(path)
        found.append((accuracy, mixed))
        print(f"{path.name.split('_')[0]:14}{accuracy:8.3f}{mixed:8.3f}{groups:6} of {true}")
    accuracy, mixed = (sum(column) / len(found) for column in zip(*found, strict=True))
    print(f"{'mean':14}{accuracy:8.3f}{mixed:8.3f}   goals >= {ACCURACY}, <= {MIXED}")
    return int(accuracy < ACCURACY or mixed > MIXED)


if __name__ == "__main__":
    sys.exit(main())
