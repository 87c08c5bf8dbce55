"""`tam centers import FILE.csv`: take in partner service centers, or only say what would happen."""

import argparse
import sys
from pathlib import Path

from django.utils import timezone

from tam.apps.estate import selectors as estate
from tam.apps.estate import services_centers as services
from tam.domain.entitlement.centers import clashes, read_centers
from tam.domain.principals import system


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words of `tam centers`."""
    parser.add_argument("what", choices=["import"], help="what to do")
    parser.add_argument("file", metavar="FILE.csv", type=Path, help="the list, as CSV in UTF-8")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, do nothing")


def run(args: argparse.Namespace) -> int:
    """Exit code 0 when taken or checked, 2 when the list is refused; then nothing is taken."""
    try:
        sheet = read_centers(args.file.read_bytes())
    except OSError as problem:
        sys.stderr.write(f"tam centers: {problem}\n")
        return 2
    faults = sheet.faults or clashes(sheet, estate.known_centers())
    if faults:
        lines = "\n".join(f"{args.file.name}: {fault.text}" for fault in faults)
        sys.stderr.write(f"{lines}\ntam centers: nothing was taken.\n")
        return 2
    taken = services.take_centers(
        centers=[center for _, center in sheet.rows],
        at=timezone.now(),
        by=system("tam centers", estate.account_ids()),
        dry_run=args.dry_run,
    )
    print(told(taken, dry_run=args.dry_run))
    return 0


def told(taken: services.Taken, *, dry_run: bool) -> str:
    """What became of the list, a line for each center and each site measured anew."""
    lines = [f"{change.value:<9} {center.name}" for center, change in taken.changes]
    lines += [
        f"measured  {one.site}: {one.miles} to {one.center or 'no open center'}, "
        f"before {one.miles_before}"
        for one in taken.measured
    ]
    if dry_run:
        lines.append("Checked only: nothing was changed.")
    return "\n".join(lines)
