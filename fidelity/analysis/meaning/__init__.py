"""What a text means beyond its words: how sure it is, what it negates, and who does what to whom in it."""
