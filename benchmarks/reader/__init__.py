"""Trains the reader, asks it, and exports it to the files that the package ships."""
