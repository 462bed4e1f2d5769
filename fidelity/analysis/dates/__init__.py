"""Dates: read off a text, placed on the calendar, and what a document says of its own day."""
