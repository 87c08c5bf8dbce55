from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def first_versions(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Every level had one version when the lines so far were sold."""
    lines = apps.get_model("entitlement", "ContractLine")._base_manager
    lines.filter(level_version=None).update(level_version=1)


class Migration(migrations.Migration):

    dependencies = [
        ('entitlement', '0002_changes'),
    ]

    operations = [
        migrations.RunPython(first_versions, migrations.RunPython.noop),
    ]
