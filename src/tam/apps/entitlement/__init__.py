"""Contracts, their lines, and the stored answers about them."""
