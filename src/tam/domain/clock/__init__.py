"""The service clock: zones, calendars, holidays, covered time, cadence, shipping, fleets."""
