"""Measures the checker against labels that people gave."""
