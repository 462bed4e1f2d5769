"""How a text is set: how it ends, what it opens and never closes, what stands under its headings."""
