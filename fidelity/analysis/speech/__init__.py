"""Speech: what a text quotes, who it says has said what, and where a source has the same words."""
