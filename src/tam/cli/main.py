"""`tam`: one command line; every command is a module of this package with `arguments` and `run`."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import django


@dataclass(frozen=True)
class Command:
    """One command: the module that carries it out, its help, whether it needs the database."""

    module: str
    help: str
    database: bool = True


COMMANDS = {
    "up": Command("tam.cli.up", "start the site and the engine, with a sample in an empty house"),
    "engine": Command("tam.cli.engine", "run the background managers alone"),
    "contracts": Command("tam.cli.contracts", "import a file of contracts, or write a template"),
    "sample": Command("tam.cli.sample", "make a log bundle with known faults", database=False),
    "review": Command(
        "tam.cli.review", "review log bundles of a library, without a database", database=False
    ),
    "why": Command("tam.cli.why", "answer an entitlement question with its clause", database=False),
    "what-if": Command("tam.cli.whatif", "replay real cases under another level"),
    "centers": Command("tam.cli.centers", "take in a list of partner service centers"),
    "clock": Command(
        "tam.cli.clock", "compute service clock questions from a file", database=False
    ),
}


def parser_of(name: str) -> argparse.ArgumentParser:
    """The parser of one command, made by its module."""
    command = COMMANDS[name]
    if command.database:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tam.project.settings")
        django.setup()
    parser = argparse.ArgumentParser(prog=f"tam {name}", description=command.help)
    importlib.import_module(command.module).arguments(parser)
    return parser


def overview() -> str:
    """The list of commands."""
    rows = "\n".join(f"  {name:<9} {command.help}" for name, command in COMMANDS.items())
    return f"usage: tam COMMAND ...\n\n{rows}\n\n`tam COMMAND --help` tells more.\n"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is the command's own, 2 for an unknown one."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in {"-h", "--help", "help"}:
        sys.stdout.write(overview())
        return 0
    name = words[0]
    if name not in COMMANDS:
        sys.stderr.write(f"tam: there is no command {name!r}.\n\n{overview()}")
        return 2
    args = parser_of(name).parse_args(words[1:])
    code: int = importlib.import_module(COMMANDS[name].module).run(args)
    return code


if __name__ == "__main__":
    sys.exit(main())
