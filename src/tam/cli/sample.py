"""`tam sample bundle FILE`: write a made-up log bundle with known faults, to try the review on."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from tam.sample.bundle import Of, make


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `tam sample`."""
    parser.add_argument("what", choices=["bundle"], help="what to make")
    parser.add_argument("folder", type=Path, help="the folder to write it to")
    parser.add_argument("--serial", default="4B31C86E", help="serial number of the library")
    parser.add_argument("--name", default="gamma-4", help="name of the library")
    parser.add_argument("--model", default="TFinity", help="model of the library")
    parser.add_argument("--zone", default="America/Denver", help="zone of the library's clock")


def write(folder: Path, of: Of) -> Path:
    """Write a bundle under the name that its library would give it."""
    path = folder / of.file_name
    path.write_bytes(make(of))
    return path


def run(args: argparse.Namespace) -> int:
    """Exit code 0 when written, 2 when the folder cannot be written."""
    of = Of(args.serial, args.name, args.model, datetime.now(UTC), args.zone)
    try:
        path = write(args.folder, of)
    except (OSError, ValueError) as problem:
        sys.stderr.write(f"tam sample: {problem}\n")
        return 2
    sys.stdout.write(f"{path}\n")
    return 0
