"""Four whole lives of the service standard, played on a simulated calendar against the real system."""
