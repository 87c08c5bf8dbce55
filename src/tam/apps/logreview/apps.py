from django.apps import AppConfig


class LogreviewConfig(AppConfig):
    name = "tam.apps.logreview"
    label = "logreview"
    default_auto_field = "django.db.models.BigAutoField"
