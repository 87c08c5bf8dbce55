"""The store of files: whole or not at all, named by its bytes."""

import hashlib
import os
import resource
import stat

import pytest

from tam.adapters import blobs

NOW = 1_770_000_000


def where(handle):
    """The path of an open file."""
    return os.readlink(f"/proc/self/fd/{handle}")


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

    with pytest.raises(blobs.TooLarge, match="send it in parts"):
        blobs.store(tmp_path, endless(), 25)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_upl_01_a_stream_that_breaks_off_leaves_nothing_and_is_not_the_storage(tmp_path):
    def broken():
        yield b"half"
        raise ConnectionResetError

    with pytest.raises(blobs.Interrupted, match="Send it again"):
        blobs.store(tmp_path, broken(), 100)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_upl_04_a_full_storage_is_said_and_nothing_is_left(tmp_path):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(blobs.NotStored, match="storage is full") as caught:
            blobs.store(tmp_path, [b"x" * 5000], 10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not isinstance(caught.value, blobs.Interrupted)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_upl_05_what_a_killed_process_left_is_swept_and_what_is_on_its_way_is_not(tmp_path):
    kept = blobs.store(tmp_path, [b"whole"], 100)
    for name, age in (("old", 5000), ("young", 10)):
        path = tmp_path / "incoming" / name
        path.write_bytes(b"half")
        os.utime(path, (NOW - age, NOW - age))
    assert blobs.sweep(tmp_path, NOW - 3600) == 1
    assert [path.name for path in (tmp_path / "incoming").iterdir()] == ["young"]
    assert blobs.is_whole(tmp_path, kept.sha256)
    assert blobs.sweep(tmp_path / "nowhere", NOW) == 0


def test_the_file_and_every_folder_on_its_way_are_synced(tmp_path, monkeypatch):
    synced = []
    true = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(where(handle)) or true(handle))
    one = blobs.store(tmp_path, [b"x"], 100)
    final = blobs.place(tmp_path, one.sha256)
    assert synced[0].startswith(str(tmp_path / "incoming"))
    assert synced[1:] == [str(final.parent), str(final.parent.parent), str(tmp_path)]


def test_a_changed_file_is_found(tmp_path):
    one = blobs.store(tmp_path, [b"line one\n"], 100)
    place = blobs.place(tmp_path, one.sha256)
    place.write_bytes(b"line 0ne\n")
    assert not blobs.is_whole(tmp_path, one.sha256)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_upl_07_only_a_digest_names_a_file(tmp_path, name):
    with pytest.raises(ValueError, match="SHA-256"):
        blobs.place(tmp_path, name)
