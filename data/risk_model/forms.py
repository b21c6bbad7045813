"""The two forms a fit can take; which one scores is decided by years neither had seen."""

STRONGER, PLAIN = "steps", "logistic"
