"""Cases, their lifecycle, and the monitoring period after resolution."""
