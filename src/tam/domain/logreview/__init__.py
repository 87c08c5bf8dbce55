"""The log review (TAM-06, TAM-07): bundle -> members -> records -> findings."""

ENGINE_VERSION = "logreview-1"
