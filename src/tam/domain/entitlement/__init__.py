"""Who is owed what, by when, and why: pairing, coverage, promises and the explained decision."""
