"""Structured members as records.

Fields by name, whatever file format carried them, and what they mean.
"""
