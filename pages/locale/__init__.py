"""Message catalogues, one a language but the code's own, English."""
