"""Floor 4: the background managers, in one visible table; each idempotent, guarded, claimed."""
