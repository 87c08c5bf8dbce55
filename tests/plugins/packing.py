"""Small archives made for the tests, byte by byte where the library refuses to make them."""

import io
import struct
import tarfile
import zipfile
import zlib

LINES = b"2026-03-04 10:00:00 I robot 1 moved 5 to 7\n" * 50


def zipped(*members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def raw_zip(name, data, *, flags=0, method=0, size=None, attributes=0):
    """One stored member whose headers say what the caller wants."""
    crc, claimed = zlib.crc32(data), len(data) if size is None else size
    fields = (flags, method, 0, 0, crc, len(data), claimed, len(name), 0)
    local = struct.pack("<4sHHHHHLLLHH", b"PK\x03\x04", 20, *fields) + name + data
    central = (
        struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 0x314, 20, *fields[:8], 0, 0, 0, 0, attributes, 0)
        + name
    )
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


def tarred(*members, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in members:
            info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def tar_of(kind, name="x", link="/etc/shadow"):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(info)
        good = tarfile.TarInfo("ok.log")
        good.size = len(LINES)
        archive.addfile(good, io.BytesIO(LINES))
    return out.getvalue()
