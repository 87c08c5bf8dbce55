"""Every kind of finding as a plain function, in one catalogue."""
