"""The one settings file; what an operator may change comes from the environment."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import structlog
from csp.constants import NONCE, NONE, SELF

from tam.project import environment
from tam.project.environment import env

SOURCE = Path(__file__).resolve().parents[1]
TAM_DATA = environment.data_folder()
TAM_SITE_URL = environment.site_url()
TAM_BLOBS = TAM_DATA / "blobs"
TAM_UPLOAD_MAX_BYTES = env.int("TAM_UPLOAD_MAX_BYTES", default=2 * 1024**3)

DEBUG = False
SECRET_KEY = environment.secret_key(TAM_DATA)
ALLOWED_HOSTS = env.list("TAM_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
HTTPS = TAM_SITE_URL.startswith("https://")
if HTTPS:
    ALLOWED_HOSTS.append(str(urlsplit(TAM_SITE_URL).hostname))

INSTALLED_APPS = [
    "tam.apps.journal",
    "tam.apps.estate",
    "tam.apps.people",
    "tam.apps.notices",
    "tam.apps.entitlement",
    "tam.apps.obligations",
    "tam.apps.cases",
    "tam.apps.logreview",
    "tam.apps.reports",
    "tam.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_linear_migrations",
    "django_cotton",
    "django_htmx",
    "allauth",
    "allauth.account",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "tam.web.middleware.Envelope",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tam.web.middleware.Refusals",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "tam.project.urls"
WSGI_APPLICATION = "tam.project.wsgi.application"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SOURCE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "tam.web.context.page",
            ],
            "builtins": [
                "django.templatetags.static",
                "django_htmx.templatetags.django_htmx",
                "tam.web.templatetags.leads",
                "tam.web.templatetags.strips",
                "tam.web.templatetags.tam",
            ],
        },
    }
]

COTTON_ISOLATE_BY_DEFAULT = True  # a component sees its attributes and the frame, nothing else

DATABASES = {"default": environment.database(TAM_DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(TAM_DATA / "cache"),
    }
}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "tam.web.passwords.NoHouseWords"},
]
PASSWORD_RESET_TIMEOUT = int(timedelta(minutes=60).total_seconds())
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "tam.web.accounts.NoSignUp"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # this session stays, every other one ends
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "tam.web.accounts.LogInForm",
    "reset_password": "tam.web.accounts.ResetForm",
}
ACCOUNT_RATE_LIMITS = {
    "login": "100/15m/ip",
    "login_failed": None,  # axes counts per name and address, so that nobody locks another out
    "reset_password": "20/h/ip,3/h/key",
    "enter": "60/15m/ip",
}
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "tam.web.accounts.typed_name"
AXES_CLIENT_IP_CALLABLE = "tam.web.requests.address_of"
AXES_LOCKOUT_CALLABLE = "tam.web.accounts.too_many"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True

SESSION_COOKIE_AGE = int(timedelta(hours=8).total_seconds())
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-tam" if HTTPS else "tam"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "tam.web.errors.forged"
LOOK_COOKIE_THEME = "__Host-theme" if HTTPS else "theme"
LOOK_COOKIE_KEYS = "__Host-keys" if HTTPS else "keys"
CSRF_TRUSTED_ORIGINS = [TAM_SITE_URL] if HTTPS else []
SECURE_SSL_REDIRECT = False  # the proxy in front speaks https; the API is never redirected
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
TAM_BEHIND_PROXY = env.bool("TAM_BEHIND_PROXY", default=False)
if TAM_BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "geolocation", "microphone", "payment", "usb")
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_TEMP_DIR = str(TAM_DATA / "incoming")
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = ["tam.web.uploads.LimitedUpload"]

MAIL = environment.mail()
EMAIL_BACKEND = str(MAIL.get("EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend"))
EMAIL_HOST = str(MAIL.get("EMAIL_HOST") or "")
EMAIL_PORT = int(str(MAIL.get("EMAIL_PORT") or 25))
EMAIL_HOST_USER = str(MAIL.get("EMAIL_HOST_USER") or "")
EMAIL_HOST_PASSWORD = str(MAIL.get("EMAIL_HOST_PASSWORD") or "")
EMAIL_USE_TLS = bool(MAIL.get("EMAIL_USE_TLS", False))
EMAIL_USE_SSL = bool(MAIL.get("EMAIL_USE_SSL", False))
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env.str("TAM_EMAIL_FROM", default="tam@localhost")
TAM_EMAIL_CONFIGURED = bool(MAIL)

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True
STATIC_URL = "static/"
STATICFILES_DIRS = [SOURCE / "web" / "static"]
STATIC_ROOT = TAM_DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = False

SILENCED_SYSTEM_CHECKS = [
    "security.W008",  # redirect to https is the proxy's task (see SECURE_SSL_REDIRECT)
    *([] if HTTPS else ["security.W004", "security.W012", "security.W016", "security.W021"]),
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "tam.web.requests.WithRequestId"}},
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {request_id} {message}", "style": "{"},
        "json": {  # a line break in a message cannot look like a line of the log
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": [
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.stdlib.ExtraAdder(allow=["request_id"]),
                structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
                structlog.processors.format_exc_info,
            ],
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        },
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": environment.log_format(),
            "filters": ["request"],
        }
    },
    "loggers": {  # expected of people, who are told; the log needs no traceback
        "django.security.RequestDataTooBig": {"level": "CRITICAL"},
    },
    "root": {"handlers": ["stderr"], "level": env.str("TAM_LOG_LEVEL", default="WARNING")},
}
