"""Reviews that stand in for the real one: counting, dying, hanging, hungry."""

import os
import signal
import sys


def counting(bundles):
    return {
        "bundles": [
            {
                "name": bundle.name,
                "sha256": bundle.sha256,
                "members": [
                    (leaf.path, sum(map(len, leaf.blocks)), *_end(leaf)) for leaf in bundle.leaves
                ],
                "refusal": bundle.refusal,
            }
            for bundle in bundles
        ]
    }


def _end(leaf):
    end = leaf.end()
    return end.rejected, list(end.reasons)


def _when(bundles, bad):
    def leaves(bundle):
        for leaf in bundle.leaves:
            data = b"".join(leaf.blocks)
            if b"poison" in data:
                bad()
            yield leaf.path, len(data), *_end(leaf)

    return {"bundles": [{"name": b.name, "members": list(leaves(b))} for b in bundles]}


def dying(bundles):
    return _when(bundles, lambda: os.kill(os.getpid(), signal.SIGKILL))


def raising(bundles):
    def bad():
        raise KeyError("a mistake of ours")

    return _when(bundles, bad)


def hungry(bundles):
    return _when(bundles, lambda: bytearray(1 << 31))


def spinning(bundles):
    def bad():
        while True:
            pass

    return _when(bundles, bad)


def mute(bundles):
    os._exit(3)


def fatal(bundles):
    """Dies at the poisoned member even when that is set aside; else it counts."""

    def one(bundle):
        members = []
        for leaf in bundle.leaves:
            members.append((leaf.path, sum(map(len, leaf.blocks))))
            if leaf.path == "b.log":
                os.kill(os.getpid(), signal.SIGKILL)
        return {"refusal": bundle.refusal, "members": members}

    return {"bundles": [one(bundle) for bundle in bundles]}


def misjudging(bundles):
    counting(bundles)
    os.kill(os.getpid(), signal.SIGKILL)


def chatty(bundles):
    sys.stdout.write('{"bundle": 0}\n')
    sys.stdout.flush()
    counting(bundles)
    return {"bundles": []}
