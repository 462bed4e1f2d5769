"""Measures the rules: recall of planted defects, false alarms and precision on text that people labelled."""
