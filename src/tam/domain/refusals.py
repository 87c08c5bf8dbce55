"""The one exception that a broken clause raises: which clause, and why."""


class Refused(Exception):
    """An act that a clause forbids; `clause` names it, `reason` is a sentence for the reader."""

    def __init__(self, clause: str, reason: str) -> None:
        super().__init__(f"{clause}: {reason}")
        self.clause = clause
        self.reason = reason
