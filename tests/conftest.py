"""What tests of pages need: file names as they are, and passwords that are cheap to hash."""


def pytest_configure(config):
    from django.conf import settings  # noqa: PLC0415 - Django's settings are ready only now

    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
