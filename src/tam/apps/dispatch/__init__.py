"""Planned: see the clause index in tam.domain.clauses."""
