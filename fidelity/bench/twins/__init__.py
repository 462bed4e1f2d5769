"""The suite `twins`: claims in pairs of like wording, one supported by its source and one not."""
