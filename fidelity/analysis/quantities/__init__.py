"""Numbers of a text: what they count or measure, how they are rounded, and which of two say the same."""
