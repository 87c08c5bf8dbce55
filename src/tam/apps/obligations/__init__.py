"""The ledger: dated duties and the evidence that they were kept."""
