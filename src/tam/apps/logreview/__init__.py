"""Log bundles, their evaluation, findings, and the signed review."""
