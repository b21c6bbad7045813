"""What would change: peers and moved inspections."""
