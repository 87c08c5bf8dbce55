"""The way in, and what both sides share."""

from allauth.account import views
from django.urls import path, re_path

from tam.web import accounts, tokens
from tam.web.enter import enter
from tam.web.home import home
from tam.web.look import look
from tam.web.me import me

urlpatterns = [
    path("", home, name="home"),
    path("me/", me, name="me"),
    path("me/tokens/", tokens.make, name="token-make"),
    path("me/tokens/<int:token_id>/revoke/", tokens.revoke, name="token-revoke"),
    path("look/", look, name="look"),
    re_path(r"^enter/(?P<token>[^/]{0,200})/$", enter, name="enter"),
    path("login/", views.login, name="account_login"),
    path("logout/", accounts.log_out, name="account_logout"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", accounts.set_password, name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
