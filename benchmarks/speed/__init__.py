"""How fast the checker is: cold, warm, by the story and by the hundred thousand."""
