"""Formal status reports: frozen, numbered, delivered."""
