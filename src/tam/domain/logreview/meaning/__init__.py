"""What a line says, whatever words it chooses: concepts, and the parts of the library it names."""
