"""How the model was proven, on the Methods screen."""
