"""Floor 1: every promise as a pure function of facts and a moment."""
