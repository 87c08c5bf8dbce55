"""The store of files: whole or not at all, named by its bytes."""

import hashlib
import stat

import pytest

from tam.adapters import blobs


def test_the_same_bytes_are_the_same_file(tmp_path):
    one = blobs.store(tmp_path, [b"line ", b"one\n"], 100)
    again = blobs.store(tmp_path, [b"line one\n"], 100)
    assert one == again == blobs.Blob(hashlib.sha256(b"line one\n").hexdigest(), 9)
    with blobs.open_blob(tmp_path, one.sha256) as file:
        assert file.read() == b"line one\n"
    assert blobs.is_whole(tmp_path, one.sha256)


def test_a_stored_file_is_readable_by_its_owner_alone(tmp_path):
    one = blobs.store(tmp_path, [b"x"], 100)
    assert stat.S_IMODE(blobs.place(tmp_path, one.sha256).stat().st_mode) == 0o600


def test_too_large_is_refused_and_nothing_is_left(tmp_path):
    def endless():
        while True:
            yield b"x" * 10

    with pytest.raises(blobs.TooLarge, match="send the logs in parts"):
        blobs.store(tmp_path, endless(), 25)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_stream_that_breaks_off_leaves_nothing(tmp_path):
    def broken():
        yield b"half"
        raise ConnectionResetError

    with pytest.raises(blobs.NotStored):
        blobs.store(tmp_path, broken(), 100)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_changed_file_is_found(tmp_path):
    one = blobs.store(tmp_path, [b"line one\n"], 100)
    place = blobs.place(tmp_path, one.sha256)
    place.write_bytes(b"line 0ne\n")
    assert not blobs.is_whole(tmp_path, one.sha256)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_upl_07_only_a_digest_names_a_file(tmp_path, name):
    with pytest.raises(ValueError, match="SHA-256"):
        blobs.place(tmp_path, name)
