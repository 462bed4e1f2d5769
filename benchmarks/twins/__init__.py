"""The suite `twins`: the run whose results are committed, and what the pages say of suite and results."""
