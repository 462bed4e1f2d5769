"""Words, numbers and names of a text: what aligners, judges and rules all stand on."""
