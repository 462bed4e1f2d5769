"""The shape of the code in numbers: what a reader must open, what is handed through, what is cached."""
