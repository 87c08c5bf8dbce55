"""`tam up`: migrate, load the sample into an empty house, start site and engine together."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from tam.apps.estate import selectors as estate
from tam.apps.people import selectors as people
from tam.apps.people import services as invitations
from tam.cli.sample import write
from tam.domain.principals import Role, system
from tam.sample import day
from tam.sample.bundle import Of

LINK_LIVES = timedelta(hours=12)
GRACE_SECONDS = 10
ROLES = (Role.TAM, Role.CUSTOMER_ADMIN, Role.MANAGER)


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `tam up`."""
    parser.add_argument("--no-sample", action="store_true", help="start without the sample account")


def step(words: str) -> None:
    """One line of progress."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def prepare(now: datetime, *, sample: bool) -> None:
    """Bring database and files up to date; an empty house gets the sample account."""
    step("Bringing the database up to date ...")
    call_command("migrate", verbosity=0, interactive=False)
    step("Collecting styles and scripts ...")
    call_command("collectstatic", verbosity=0, interactive=False)
    if sample and not estate.account_ids():
        step("Loading the sample account: one customer, two sites under TAM, three libraries ...")
        day.load(now)
        day.load_centers(now)
        path = write(settings.TAM_DATA, Of("4B31C86E", "gamma-4", "TFinity", now, "America/Denver"))
        step(f"A log bundle to upload at the portal: {path}")


def links(now: datetime) -> list[str]:
    """A one-time link for one person of each kind; nothing where nobody holds the role."""
    lines = []
    for role in ROLES:
        person = people.first_with(role=role)
        if person is not None:
            token = invitations.make_login_link(
                user_id=person.id, made_at=now, by=system("tam up"), life=LINK_LIVES
            )
            lines.append(
                f"  {person.name} ({role.value})\n    {settings.TAM_SITE_URL}/enter/{token}/"
            )
    return lines


def is_free(host: str, port: int) -> bool:
    """Whether nothing listens there yet."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def start(host: str, port: int) -> list[subprocess.Popen[bytes]]:
    """The web server and the engine as children, each in a session of its own."""
    here = Path(sys.executable).parent
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tam.project.settings"}
    web = [
        str(here / "gunicorn"),
        "tam.project.wsgi:application",
        "--bind", f"{host}:{port}",
        "--workers", "2",
        "--worker-class", "gthread",
        "--threads", "4",
        "--log-level", "warning",
        "--timeout", "120",
    ]  # fmt: skip
    engine = [sys.executable, "-m", "tam.cli.main", "engine"]
    return [
        subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603 - our own words
        for command in (web, engine)
    ]


def wait_until_open(host: str, port: int, seconds: float = 30) -> bool:
    """Whether the site answers within so many seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return True
    return False


def stop(children: list[subprocess.Popen[bytes]]) -> None:
    """End what was started: kindly first, then for certain."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    until = time.monotonic() + GRACE_SECONDS
    for child in children:
        try:
            child.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def serve(host: str, port: int, now: datetime) -> int:
    """Run until Ctrl-C, or until one of the two ends by itself."""
    children = start(host, port)
    try:
        if not wait_until_open(host, port):
            step("The site did not open within 30 seconds; its own words are above.")
            return 1
        step(f"\nOpen {settings.TAM_SITE_URL}\n\nOne-time links, each good once within 12 hours:")
        step("\n".join(links(now)))
        step(f"\nData lies in {settings.TAM_DATA}. Ctrl-C stops everything.")
        while all(child.poll() is None for child in children):
            time.sleep(0.3)
        step("A part ended by itself; stopping the rest. Its own words are above.")
        return 1
    except KeyboardInterrupt:
        step("\nStopping ...")
        return 0
    finally:
        stop(children)


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def run(args: argparse.Namespace) -> int:
    """Exit code 0 after Ctrl-C, 1 when something could not start or ended by itself."""
    parts = urlsplit(settings.TAM_SITE_URL)
    host, port = "127.0.0.1", parts.port or 8000
    if not is_free(host, port):
        step(
            f"Something already listens on {host}:{port}. Stop it, or choose another address, for "
            "instance TAM_SITE_URL=http://127.0.0.1:8010."
        )
        return 1
    for number in (signal.SIGINT, signal.SIGTERM):  # a shell may start us with SIGINT ignored
        signal.signal(number, _interrupt)
    now = timezone.now()
    prepare(now, sample=not args.no_sample)
    return serve(host, port, now)
