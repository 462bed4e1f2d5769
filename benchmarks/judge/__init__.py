"""The judge that ships: data, fit, figures and card, one command from rows to files."""
