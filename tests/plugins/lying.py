"""Zips whose every header field says what a test wants it to say."""

import struct
import zlib
from dataclasses import dataclass, field

NO_SIZES = {"crc": 0, "packed": 0, "size": 0}


def deflated(data, level=9):
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


@dataclass
class Member:
    """One member: the truth, and what its two headers say instead."""

    name: bytes
    data: bytes
    method: int = 8
    flags: int = 0
    attributes: int = 0
    packed: bytes | None = None
    local: dict = field(default_factory=dict)
    central: dict = field(default_factory=dict)
    extra: bytes = b""
    trailer: bytes = b""

    @property
    def body(self):
        if self.packed is not None:
            return self.packed
        return deflated(self.data) if self.method == 8 else self.data

    def values(self, lies):
        truth = {
            "name": self.name,
            "flags": self.flags,
            "method": self.method,
            "clock": 0x5000,
            "day": 0x5C21,
            "crc": zlib.crc32(self.data),
            "packed": len(self.body),
            "size": len(self.data),
            "extra": self.extra,
        }
        return {**truth, **lies}


def local(member):
    said = member.values(member.local)
    fixed = ("flags", "method", "clock", "day", "crc", "packed", "size")
    lengths = (len(said["name"]), len(said["extra"]))
    head = struct.pack("<4s5H3L2H", b"PK\3\4", 20, *(said[key] for key in fixed), *lengths)
    return head + said["name"] + said["extra"] + member.body + member.trailer


def central(member, offset):
    said = member.values({"offset": offset, **member.central})
    fixed = ("flags", "method", "clock", "day", "crc", "packed", "size")
    lengths = (len(said["name"]), len(said["extra"]), 0, 0, 0)
    head = struct.pack("<4s6H3L5H", b"PK\1\2", 0x314, 20, *(said[key] for key in fixed), *lengths)
    tail = struct.pack("<2L", member.attributes, said["offset"])
    return head + tail + said["name"] + said["extra"]


def end(count, length, offset, comment=b"", disk=0):
    fields = (disk, disk, count, count, length, offset, len(comment))
    return struct.pack("<4s4H2LH", b"PK\5\6", *fields) + comment


def archive(*members, between=b"", comment=b"", count=None, shift=0):
    """A zip of these members; `shift` moves the place its end says the directory has."""
    body, offsets = b"", []
    for member in members:
        offsets.append(len(body))
        body += local(member) + between
    listing = b"".join(map(central, members, offsets))
    number = len(members) if count is None else count
    return body + listing + end(number, len(listing), len(body) + shift, comment)


def descriptor(data, packed, *, signed=True, wide=False):
    """The record behind the data of a streamed member."""
    shape = "<LQQ" if wide else "<LLL"
    return b"PK\7\x08" * signed + struct.pack(shape, zlib.crc32(data), len(packed), len(data))


def streamed(name, data, **more):
    """A member whose local header leaves its sizes to the record behind it."""
    packed = deflated(data)
    trailer = descriptor(data, packed, **more)
    return Member(name, data, flags=8, packed=packed, local=NO_SIZES, trailer=trailer)
