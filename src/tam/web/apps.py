from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "tam.web"
    label = "web"
