"""The address table: API, portal, desk, and the way in."""

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("tam.web.api.urls")),
    path("desk/", include("tam.web.desk.urls")),
    path("portal/", include("tam.web.portal.urls")),
    path("", include("tam.web.urls")),
]

handler400 = "tam.web.errors.bad_request"
handler403 = "tam.web.errors.forbidden"
handler404 = "tam.web.errors.not_found"
handler500 = "tam.web.errors.server_error"
