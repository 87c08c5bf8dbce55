"""One reader for each kind of member, and the table that chooses among them."""
