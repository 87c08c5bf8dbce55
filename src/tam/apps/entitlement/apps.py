from django.apps import AppConfig


class EntitlementConfig(AppConfig):
    name = "tam.apps.entitlement"
    label = "entitlement"
    default_auto_field = "django.db.models.BigAutoField"
