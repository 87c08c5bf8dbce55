"""A made-up customer for the first day; nothing imports it but the command line and the tests."""
