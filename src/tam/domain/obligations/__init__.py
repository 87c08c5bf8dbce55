"""What is owed by when, and where it stands (TAM-06 to TAM-09)."""
