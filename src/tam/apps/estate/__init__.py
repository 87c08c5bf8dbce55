"""What a customer has: account, sites, equipment."""
