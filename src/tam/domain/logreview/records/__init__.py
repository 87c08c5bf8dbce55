"""Structured members as records: fields by name, whatever file format carried them, and what they mean."""
