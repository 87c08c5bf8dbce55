"""How files come in: into a file on disk, and no further than a person may send (413, 507)."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest

FORM_BYTES = 1024 * 1024  # what a form may weigh around its file


class StorageFull(SuspiciousOperation):
    """The disk cannot take the file; nothing of it is kept."""


class LimitedUpload(TemporaryFileUploadHandler):
    """Stops an upload as soon as it is known to be too large: by its stated length, or on the way.

    Files are taken from people who are logged in; anybody else may send a form's worth of bytes.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.taken = 0
        self.most = FORM_BYTES

    def handle_raw_input(
        self,
        input_data: object,
        META: dict[str, str],  # noqa: N803 - Django's own name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Before anything is read: refuse by the length that the request states."""
        user = getattr(self.request, "user", None)
        if user is not None and user.is_authenticated:
            self.most = settings.TAM_UPLOAD_MAX_BYTES
        if content_length > self.most + FORM_BYTES:
            raise RequestDataTooBig("The request states a length above the limit.")

    def new_file(
        self,
        field_name: str,
        file_name: str,
        content_type: str,
        content_length: int | None,
        charset: str | None = None,
        content_type_extra: dict[str, bytes] | None = None,
    ) -> None:
        """Open the file that the bytes go to."""
        try:
            super().new_file(
                field_name, file_name, content_type, content_length, charset, content_type_extra
            )
        except OSError as problem:
            raise StorageFull("No file can be made for an upload.") from problem

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take a piece; too many of them, or a full disk, end the upload and remove the file."""
        self.taken += len(raw_data)
        if self.taken > self.most:
            self.upload_interrupted()
            raise RequestDataTooBig("The files are larger than the limit.")
        try:
            self.file.write(raw_data)
        except OSError as problem:
            self.upload_interrupted()
            raise StorageFull("An upload could not be written.") from problem
