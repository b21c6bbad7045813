"""What a person sees: one file is one screen."""
