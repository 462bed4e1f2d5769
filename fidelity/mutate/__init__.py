"""Plants known defects in a real pair, to measure what the checker catches. One operator a file."""
