"""What an instruction's completion is counted by, on screen."""
