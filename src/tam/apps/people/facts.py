"""What is kept of a secret."""

import hashlib


def hash_of(token: str) -> str:
    """The hash of a token; a token has 256 random bits, so a quick hash hides it."""
    return hashlib.sha256(token.encode()).hexdigest()
