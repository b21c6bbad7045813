"""What this machine must have and run: the programs of others, the private database, and the two commands."""
