"""The address table: portal, desk, and the way in."""

from django.urls import include, path

urlpatterns = [
    path("desk/", include("tam.web.desk.urls")),
    path("portal/", include("tam.web.portal.urls")),
    path("", include("tam.web.urls")),
]
