"""Bytes to lines, lines to words, times and headers."""
