"""Rows as they were: what the services wrote once a process is laid again in a few statements."""

import copy
from dataclasses import dataclass, field

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection


@dataclass
class Snapshot:
    """Every row of the product by table, and the statements that lay them, kept at the first."""

    rows: list
    statements: list = field(default_factory=list)


def _models():
    """The product's own tables; Django's are filled by migrations."""
    return [
        model
        for config in apps.get_app_configs()
        if config.name.startswith("tam.")
        for model in config.get_models(include_auto_created=True)
    ]


def restart():
    """Numbers begin at one where nothing is; PostgreSQL goes on after tests that came before."""
    resets = connection.ops.sequence_reset_sql(no_style(), _models())
    if resets:
        with connection.cursor() as cursor:
            cursor.execute("\n".join(resets))


def take():
    """Every row of the product, by table."""
    found = ((model, list(model._base_manager.all())) for model in _models())
    return Snapshot([(model, rows) for model, rows in found if rows])


def lay(taken):
    """Put the rows back under their own ids, and let the next id follow."""
    if taken.statements:
        with connection.cursor() as cursor:
            for sql, params in taken.statements:
                cursor.execute(sql, params)
        return

    def keep(execute, sql, params, many, context):
        taken.statements.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        for model, rows in taken.rows:
            model._base_manager.bulk_create([copy.copy(row) for row in rows])
        resets = connection.ops.sequence_reset_sql(no_style(), [model for model, _ in taken.rows])
        if resets:
            with connection.cursor() as cursor:
                cursor.execute("\n".join(resets))
