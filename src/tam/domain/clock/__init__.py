"""The service clock: zones, calendars compiled to UTC intervals, due and elapsed, business days."""
