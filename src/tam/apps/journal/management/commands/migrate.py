"""`migrate` as Django knows it, and then the triggers that keep the record append-only."""

from django.core.management.commands import migrate

from tam.apps.journal import guards


class Command(migrate.Command):
    """Apply migrations, then put the guards back."""

    def handle(self, *args: str, **options: object) -> str | None:
        result: str | None = super().handle(*args, **options)
        guards.install()
        return result
