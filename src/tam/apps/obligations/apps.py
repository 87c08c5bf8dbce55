from django.apps import AppConfig


class ObligationsConfig(AppConfig):
    name = "tam.apps.obligations"
    label = "obligations"
    default_auto_field = "django.db.models.BigAutoField"
