"""Names: which words of a text are some, and what they are to the names of the sources."""
