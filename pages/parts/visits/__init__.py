"""The plan of visits on screen."""
