"""Triggers that keep the record append-only, in one list; made anew after every migrate.

SQLite drops a table's triggers without a word when Django rebuilds the table, so they are not
left to migrations alone (security: audit chain, composite keys).
"""

from django.db import connection

APPEND_ONLY = (
    "journal_entry",
    "obligations_evidence",
    "logreview_evaluation",
    "logreview_faultsignature",
    "logreview_acknowledgement",
    "logreview_proactivecase",
    "reports_statusreport",
    "entitlement_amendment",
    "entitlement_entitlementdecision",
    "entitlement_storeddecision",
    "estate_centermeasurement",
)


def _sqlite(table: str) -> list[str]:
    return [
        statement
        for act in ("UPDATE", "DELETE")
        for statement in (
            f"DROP TRIGGER IF EXISTS {table}_no_{act.lower()}",
            (
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            ),
        )
    ]


def _postgresql(table: str) -> list[str]:
    return [
        (
            "CREATE OR REPLACE FUNCTION tam_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
        ),
        f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}",
        (
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION tam_append_only()"
        ),
    ]


def install() -> None:
    """Put every trigger in place; safe to call again."""
    make = _sqlite if connection.vendor == "sqlite" else _postgresql
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in APPEND_ONLY:
            if table in present:
                for statement in make(table):
                    cursor.execute(statement)
