"""Measured against people and peers: everything here reads data from a folder given by --data."""
