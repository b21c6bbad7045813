"""The map screen: what is drawn, what is chosen, what stands beside it."""
