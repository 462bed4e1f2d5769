"""Simple baselines and other offline checkers, run live on the same labelled rows."""
