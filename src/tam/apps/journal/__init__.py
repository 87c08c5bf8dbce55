"""What happened: who, what, when, by which clause; append-only and hash-chained."""
