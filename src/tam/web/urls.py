"""The way in and what both sides share."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
