"""The outbox: every message as a row, written with its cause and sent by a manager."""
