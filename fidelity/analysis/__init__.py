"""What a text says: each reading of a text made once, and owned by the text it was made of."""
