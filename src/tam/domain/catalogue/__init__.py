"""The service levels as data: given, not given, left to the base, or unknown (TAM-01 to TAM-19)."""
