"""What every test of a page needs: file names as they are, not those of a collected manifest."""


def pytest_configure(config):
    from django.conf import settings  # noqa: PLC0415 - Django's settings are ready only now

    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
