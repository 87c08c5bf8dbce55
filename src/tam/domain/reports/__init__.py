"""What a formal status report says: content without layout (TAM-08)."""
