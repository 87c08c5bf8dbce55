"""The typed environment: every setting an operator may give, nonsense refused at start."""

import contextlib
import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import environ  # type: ignore[import-untyped] # it ships no types
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()


def data_folder() -> Path:
    """`TAM_DATA`: where the database, the bundles and the key live; `var` by default."""
    folder = Path(env.str("TAM_DATA", default="var")).expanduser().resolve()
    for part in ("incoming", "static"):
        (folder / part).mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """`TAM_SECRET_KEY`, else the key in the data folder, made at the first start (ASVS 13.2.3)."""
    given = str(env.str("TAM_SECRET_KEY", default=""))
    if given:
        if len(given) < 50:
            raise ImproperlyConfigured(
                "TAM_SECRET_KEY has fewer than 50 characters; give a longer one."
            )
        return given
    place = folder / "secret-key"
    if not place.exists():
        fresh = folder / f"secret-key.{secrets.token_hex(8)}"
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(64))
        with contextlib.suppress(FileExistsError):  # of two first starts, one key is kept
            os.link(fresh, place)
        fresh.unlink()
    return place.read_text("ascii").strip()


def database(folder: Path) -> dict[str, object]:
    """`TAM_DATABASE_URL`, else SQLite in the data folder, durable: WAL and synchronous=FULL."""
    found: dict[str, object] = dict(
        env.db_url("TAM_DATABASE_URL", default=f"sqlite:///{folder / 'tam.sqlite3'}")
    )
    if str(found["ENGINE"]).endswith("sqlite3"):
        found["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
                "PRAGMA temp_store=MEMORY;"
            ),
        }
    else:
        found["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 8}}
    return found


def site_url() -> str:
    """`TAM_SITE_URL`: the address people reach us at; it decides cookies, links and redirects."""
    url = str(env.str("TAM_SITE_URL", default="http://127.0.0.1:8000")).rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ImproperlyConfigured(f"TAM_SITE_URL={url!r} is no http or https address.")
    return url


def mail() -> dict[str, object]:
    """`TAM_EMAIL_URL`, such as smtp+tls://user:password@host:587; without it nothing is sent."""
    url = env.str("TAM_EMAIL_URL", default="")
    return dict(env.email_url_config(url)) if url else {}


def log_format() -> str:
    """`TAM_LOG_FORMAT`: `line` for people, `json` for machines, one object a line."""
    form = str(env.str("TAM_LOG_FORMAT", default="line"))
    if form not in {"line", "json"}:
        raise ImproperlyConfigured(f"TAM_LOG_FORMAT={form!r} is not known; give line or json.")
    return form
