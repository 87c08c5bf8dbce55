"""Floor 3: thin Django apps: load rows, ask the domain, write rows."""
