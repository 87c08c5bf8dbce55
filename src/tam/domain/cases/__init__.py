"""The life of a case and the monitoring period after it (TAM-06, TAM-11, TAM-12)."""
